/** Writes what is generated from the code: the pages of docs/, and the schema of mapping files. `--check` only compares. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { destinations } from 'crosswalk/destinations'
import { acceptors } from 'crosswalk/destinations/acceptors'
import type { Destination } from '../src/destination.js'
import { mappingJsonSchema } from '../src/mapping/json-schema.js'
import { settingsOf } from '../src/testing/fixtures.js'
import { checksPage } from './docs/checks.js'
import { coveragePage } from './docs/coverage.js'
import { destinationPage } from './docs/destination.js'
import { eventsPage } from './docs/events.js'
import { languagePage } from './docs/language.js'
import { overview } from './docs/overview.js'
import type { Page } from './docs/page.js'
import { resultsPage } from './docs/results.js'

const fixtures = fileURLToPath(new URL('../test/fixtures', import.meta.url))
const modules: readonly Destination[] = destinations

const pages: readonly Page[] = [
  eventsPage,
  languagePage,
  resultsPage,
  checksPage,
  coveragePage(modules, (slug) => settingsOf(fixtures, slug)),
  ...modules.map((module) =>
    destinationPage(
      module,
      acceptors.find(({ destination }) => destination === module.slug),
    ),
  ),
]

const root = fileURLToPath(new URL('../', import.meta.url))

/** The README is written by hand, but for what stands between two marks. */
const readme = readFileSync(`${root}README.md`, 'utf8').replace(
  /(<!-- destinations -->\n).*?(<!-- \/destinations -->)/s,
  (_, before: string, after: string) => `${before}\n${overview(modules)}\n\n${after}`,
)

const files = {
  'README.md': readme,
  ...Object.fromEntries(
    pages.map(({ file, make }) => [
      `docs/${file}`,
      `<!-- Written by \`npm run docs\`; do not edit. -->\n\n${make().trim()}\n`,
    ]),
  ),
  'mappings/mapping.schema.json': `${JSON.stringify(mappingJsonSchema())}\n`,
}

const check = process.argv.includes('--check')
mkdirSync(`${root}docs/destinations`, { recursive: true })

for (const [file, text] of Object.entries(files)) {
  const path = `${root}${file}`
  if (!check) writeFileSync(path, text)
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error(`${file} is stale: run npm run docs`)
    process.exitCode = 1
  }
}
