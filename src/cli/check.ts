import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Acceptor } from '../accept/index.js'
import { type Finding, findings, type Subject } from '../check/index.js'
import type { Destination } from '../destination.js'
import { own } from '../event/values.js'
import { readCases, type Unusable } from '../testing/fixtures.js'
import { oldBuild } from './build-age.js'
import { readMapping, withMapping } from './mapping-file.js'
import { lineWriter } from './output.js'

/** Mapping files against the language, the vendors' rules and the cases of the tests. Gives the exit code: 1 where something is to be mended. */
export async function check(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
    },
  })
  const { destinations } = await import('crosswalk/destinations')
  const { acceptors } = await import('crosswalk/destinations/acceptors')
  const files =
    positionals.length > 0 ? positionals : destinations.map(({ slug }) => shippedFile(slug))
  const found = once(files.flatMap((file) => checkFile(file, destinations, acceptors)))
  const out = lineWriter(process.stdout)
  for (const finding of found) {
    if (values.json) await out.write(finding)
    else await out.text(inWords(finding))
  }
  await out.flush()
  const errors = found.filter(({ severity }) => severity === 'error').length
  const warnings = found.length - errors
  process.stderr.write(
    `${files.length} mapping file${files.length === 1 ? '' : 's'} checked: ${summary(errors, warnings)}\n`,
  )
  return errors > 0 || (values.strict && warnings > 0) ? 1 : 0
}

/** What is wrong in a part that several files include is told once, where its own file tells it. */
function once(found: readonly Finding[]): Finding[] {
  const all = new Map<string, Finding>()
  for (const finding of found) {
    const key = `${finding.file} ${finding.path} ${finding.message}`
    if (!all.has(key) || finding.line !== null) all.set(key, finding)
  }
  return [...all.values()]
}

function inWords({ file, line, path, severity, message, check }: Finding): string {
  const place = line === null ? file : `${file}:${line}`
  return `${[place, path].join(' ').trimEnd()}: ${severity}: ${message}  [${check}]\n`
}

function summary(errors: number, warnings: number): string {
  if (errors + warnings === 0) return 'nothing to mend'
  const more = warnings === 0 ? '' : `, ${warnings} to look at`
  return `${errors} to mend${more}`
}

function shippedFile(slug: string): string {
  const folder = fileURLToPath(new URL('../../mappings/', import.meta.url))
  // From the built command line the sources are one folder further up.
  const source = fileURLToPath(new URL('../../../mappings/', import.meta.url))
  const found = [source, folder].map((one) => join(one, `${slug}.json`)).find(existsSync)
  return relative(process.cwd(), found ?? join(folder, `${slug}.json`))
}

function checkFile(
  file: string,
  modules: readonly Destination[],
  acceptors: readonly Acceptor[],
): Finding[] {
  const { text, mapping } = readMapping(file)
  const otherwise = basename(file, '.json')
  const old = oldBuild(String(own(mapping, 'destination') ?? otherwise))
  if (old !== undefined) process.stderr.write(`${old}\n`)
  const named = withMapping(mapping, modules, otherwise)
  if ('message' in named) {
    const { message } = named
    const about = { check: 'destination', severity: 'error', file, line: null } as const
    return [{ ...about, path: 'destination', message }]
  }
  const { slug } = named
  const acceptor = acceptors.find(({ destination }) => destination === slug)
  return findings(file, text, {
    mapping,
    module: named,
    others: modules.map((one) => one.mapping).filter((other) => includes(other, slug)),
    ...(acceptor === undefined ? {} : { acceptor }),
    ...casesBeside(file, slug),
    today: new Date().toISOString().slice(0, 10),
  })
}

function includes(mapping: object, slug: string): boolean {
  const names = own(mapping, 'include')
  return Array.isArray(names) && names.includes(slug)
}

/** The cases of the tests, where the file lies in a checkout or in a folder laid out as one. */
function casesBeside(
  file: string,
  slug: string,
): Pick<Subject, 'cases' | 'unusable' | 'snapshots'> {
  const fixtures = join(dirname(file), '../test/fixtures')
  if (!existsSync(fixtures)) return {}
  const snapshots = join(dirname(file), '../test/snapshots', slug)
  const files = existsSync(snapshots) ? readdirSync(snapshots) : []
  const unusable: Unusable[] = []
  return {
    cases: readCases(fixtures, slug, (one) => unusable.push(one)),
    unusable,
    snapshots: files.map((name) => name.replace(/\.json$/, '')),
  }
}
