/** What `crosswalk check` does with one mapping file. */
import { compiled } from '../routing/compiled.js'
import type { Check, Parsed, Subject } from './check.js'
import { coverage } from './coverage.js'
import { dates } from './dates.js'
import type { Finding, Found } from './finding.js'
import { fixtures } from './fixtures.js'
import { language } from './language.js'
import { lineOf, positionsOf } from './positions.js'
import { properties } from './properties.js'
import { secrets } from './secrets.js'
import { snapshots } from './snapshots.js'
import { sources } from './sources.js'
import { targets } from './targets.js'
import { types } from './types.js'
import { unused } from './unused.js'

export type { Subject } from './check.js'
export type { Finding, Severity } from './finding.js'

/** Of any file: they need not understand its rules. */
export const fileChecks: readonly Check[] = [language, secrets, dates, unused, snapshots]
/** Of a file that keeps to the language. */
export const ruleChecks: readonly Check<Parsed>[] = [
  sources,
  properties,
  types,
  targets,
  fixtures,
  coverage,
]

/** Everything that is to be mended in a mapping file; `text` is the file, for lines. */
export function findings(file: string, text: string, subject: Subject): Finding[] {
  const lines = positionsOf(text)
  const all = new Map<string, Finding>()
  const run = <Of extends Subject>({ name, severity, run }: Check<Of>, of: Of): number => {
    const before = all.size
    for (const found of run(of)) {
      const finding = { check: name, severity, ...placed(file, lines, subject.module.slug, found) }
      all.set(`${finding.file} ${finding.path} ${finding.message}`, finding)
    }
    return all.size - before
  }
  const broken = fileChecks.map((check) => run(check, subject))[0] !== 0
  if (!broken) {
    const tree = compiled(subject.module).tree()
    for (const check of ruleChecks) run(check, { ...subject, tree })
  }
  return [...all.values()]
}

/** A path that the parser gives begins with its file; that of an included one is another. */
function placed(file: string, lines: ReadonlyMap<string, number>, slug: string, found: Found) {
  if (found.file !== undefined) return { ...found, file: found.file, line: null }
  const [, other, inside] = /^(?:mapping file|mappings\/(\S+)\.json) ?(.*)$/.exec(found.path) ?? []
  const path = inside ?? found.path
  if (other === undefined || other === slug)
    return { ...found, file, path, line: lineOf(path, lines) }
  const beside = file.replace(/[^/\\]*$/, `${other}.json`)
  return { ...found, file: beside, path, line: null }
}
