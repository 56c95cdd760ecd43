/** Writes the reference pages of docs/ from what the code knows; `--check` only compares. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { eventsPage } from './docs/events.js'
import type { Page } from './docs/page.js'

const pages: readonly Page[] = [eventsPage]

const folder = fileURLToPath(new URL('../docs/', import.meta.url))
const check = process.argv.includes('--check')
mkdirSync(folder, { recursive: true })

for (const { file, make } of pages) {
  const path = `${folder}${file}`
  const text = `<!-- Written by \`npm run docs\`; do not edit. -->\n\n${make().trim()}\n`
  if (!check) writeFileSync(path, text)
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error(`docs/${file} is stale: run npm run docs`)
    process.exitCode = 1
  }
}
