import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import startCase from 'lodash/startCase.js'
import { checkoutAround } from './new/checkout.js'
import { destinationFiles, writeAll } from './new/files.js'
import { checkSlug, checkTitle } from './new/names.js'
import { UsageError } from './usage.js'

/** The files of a new destination in a checkout, and all that is generated of them. Gives the exit code. */
export async function newDestination(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { title: { type: 'string' } },
  })
  const [slug, ...more] = positionals
  if (slug === undefined || more.length > 0) {
    throw new UsageError(
      'new needs one slug: the product name of the vendor, in small letters with hyphens',
    )
  }
  const root = checkoutAround(process.cwd())
  checkSlug(slug, root)
  const title = values.title ?? startCase(slug)
  checkTitle(title, root)
  const files = destinationFiles(root, slug, title, new Date().toISOString().slice(0, 10))
  writeAll(root, files)
  for (const file of files.keys()) process.stdout.write(`${file}\n`)
  for (const [what, command] of followUps(slug, [...files.keys()])) {
    process.stderr.write(`${what} …\n`)
    run(root, command)
  }
  process.stderr.write(`
Next: put the vendor's page beside mappings/${slug}.json and write what it says, field by field.
CONTRIBUTING.md walks from here to a merged destination. \`npm test\` is green now; \`npx crosswalk check\` tells what is not.
`)
  return 0
}

/** What is generated of a destination, in the order in which one needs the other. */
function followUps(slug: string, files: readonly string[]): [what: string, command: string[]][] {
  const tests = ['vitest', 'run', '--config', 'test/vitest.config.ts', 'test/snapshots.test.ts']
  return [
    ['lays it out', ['npx', 'biome', 'check', '--write', ...files]],
    ['registers it', ['npm', 'run', '--silent', 'registry']],
    ['writes its reference', ['npm', 'run', '--silent', 'docs']],
    ['writes its snapshots', ['npx', ...tests, '-u', '-t', `^'?${slug}'? `]],
    ['builds', ['npm', 'run', '--silent', 'prepare']],
  ]
}

function run(root: string, [command = '', ...words]: string[]): void {
  try {
    execFileSync(command, words, { cwd: root, encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new UsageError(
      `the files are written, but \`${[command, ...words].join(' ')}\` failed:\n${stdout}${stderr}`,
    )
  }
}
