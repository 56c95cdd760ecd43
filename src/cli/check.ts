import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { coverage } from '../check/coverage.js'
import type { Finding } from '../check/finding.js'
import type { Destination } from '../destination.js'
import { CrosswalkError } from '../errors.js'
import { own } from '../event/values.js'
import { didYouMean } from '../nearest.js'
import { compiled } from '../routing/prepare.js'
import { readCases } from '../testing/fixtures.js'
import { UsageError } from './usage.js'

/** Mapping files against the language, their modules and their cases. Gives the exit code: 1 where something is to be mended. */
export async function check(words: string[]): Promise<number> {
  const { positionals } = parseArgs({ args: words, allowPositionals: true, options: {} })
  const { destinations } = await import('crosswalk/destinations')
  const all = new Map(destinations.map((one: Destination) => [one.slug, one]))
  const files = positionals.length > 0 ? positionals : [...all.keys()].map(shippedFile)
  const findings = files.flatMap((file) => checkFile(file, all))
  for (const { file, path, message, check } of findings) {
    process.stdout.write(`${[file, path].join(' ').trimEnd()}: ${message}  [${check}]\n`)
  }
  const count = findings.length === 0 ? 'nothing to mend' : `${findings.length} to mend`
  process.stderr.write(`${files.length} mapping files checked: ${count}\n`)
  return findings.length === 0 ? 0 : 1
}

function shippedFile(slug: string): string {
  const folder = fileURLToPath(new URL('../../mappings/', import.meta.url))
  // From the built command line the sources are one folder further up.
  const source = fileURLToPath(new URL('../../../mappings/', import.meta.url))
  const found = [source, folder].map((one) => join(one, `${slug}.json`)).find(existsSync)
  return relative(process.cwd(), found ?? join(folder, `${slug}.json`))
}

function checkFile(file: string, modules: ReadonlyMap<string, Destination>): Finding[] {
  const mapping = readMapping(file)
  const slug = String(own(mapping, 'destination') ?? basename(file, '.json'))
  const shipped = modules.get(slug)
  if (shipped === undefined) {
    const hint = didYouMean(slug, modules.keys())
    const message = `there is no destination "${slug}"${hint}`
    return [{ check: 'destination', file, path: 'destination', message }]
  }
  const module = { ...shipped, mapping: mapping as object }
  try {
    compiled(module)
  } catch (error) {
    if (!(error instanceof CrosswalkError)) throw error
    return error.problems.map(({ path, message }) => ({
      check: 'language',
      file,
      path: path.replace(/^mappings\/\S+ ?/, ''),
      message,
    }))
  }
  const fixtures = join(dirname(file), '../test/fixtures')
  return existsSync(fixtures) ? coverage(module, readCases(fixtures, slug), file) : []
}

function readMapping(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new UsageError(
      code === undefined ? `${file} is not JSON: ${message}` : `cannot read ${file} (${code})`,
    )
  }
}
