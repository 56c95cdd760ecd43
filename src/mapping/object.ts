import isEqual from 'lodash/isEqual.js'
import uniq from 'lodash/uniq.js'
import { copy } from '../event/copy.js'
import { isEmptied } from '../event/nothing.js'
import { isObject, own, put } from '../event/values.js'
import type { Warning, WarningCode } from '../result.js'
import type { ObjectTree, Path } from './ast.js'
import { type Compiling, restPaths, UNMET } from './compiling.js'
import { isOwn, lender, nodeWriter } from './node.js'
import { fail, placeOf, type Run, untake, warn } from './run.js'
import { sourceName } from './source-name.js'
import { dropped } from './steps/fit.js'
import type { Write } from './tools.js'

/** An object that is written field by field; undefined when it stays empty or a member's need of it is unmet. */
export function objectWriter(tree: ObjectTree, compiling: Compiling): Write {
  const { tools } = compiling
  const fields = tree.fields.map(({ name, node }) => ({
    name,
    write: tools.field(node, nodeWriter(node, compiling)),
  }))
  const rest =
    tree.rest === undefined ? undefined : tools.rest(tree.rest, lender(tree.rest, compiling))
  const beside = besideOf(tree)
  return tools.object(tree, (run) => {
    const out: Record<string, unknown> = {}
    const mark = run.warnings.length
    const around = run.writing
    run.writing = { out, around }
    let met = true
    for (const { name, write } of fields) {
      const taken = run.taken.length
      const value = write(run)
      if (value === UNMET) {
        met = false
        break
      }
      if (value !== undefined) put(out, name, value)
      else untake(run, taken)
    }
    let whole = out
    if (met && rest !== undefined) {
      const members = rest(run)
      if (members === UNMET) met = false
      else whole = pour(members, out, beside, run, mark)
    }
    run.writing = around
    if (!met) return undefined
    if (tree.needs.length > 0 && !tree.needs.some((name) => Object.hasOwn(whole, name))) {
      fail(run, tree.target, needsMessage(tree))
    }
    return isEmptied(whole) ? undefined : whole
  })
}

/** What stands beside a `rest`: the names of fields, the paths that the rest may come from, and its limit. */
export interface Beside {
  named: ReadonlySet<string>
  sources: readonly Pick<Path, 'root' | 'names'>[]
  /** Whether what the rest gives is not its own, and copied when it is taken. */
  lent: boolean
  max: number | undefined
  target: string
}

export function besideOf(tree: ObjectTree): Beside {
  const { fields, rest, max, target } = tree
  const sources = restPaths(tree).map(({ root, names }) => ({ root, names }))
  const named = new Set(fields.map(({ name }) => name))
  return { named, sources, lent: rest !== undefined && !isOwn(rest), max, target }
}

const refusals: ReadonlySet<WarningCode> = new Set(['VALUE_DROPPED', 'VALUE_REPLACED'])

/**
 * Adds what `rest` gave to the fields that are written, and gives the whole, which
 * is the rest itself where there is nothing else. `mark`: how many warnings there were before them.
 */
export function pour(
  rest: unknown,
  out: Record<string, unknown>,
  beside: Beside,
  run: Run,
  mark: number,
): Record<string, unknown> {
  if (typeof rest !== 'object' || rest === null) return out
  if (isWhole(rest as Record<string, unknown>, out, beside)) return rest as Record<string, unknown>
  const { named, sources, lent, max, target } = beside
  let room = max === undefined ? Infinity : max - Object.keys(out).length
  const beyond: string[] = []
  let taken: ReadonlySet<string> | undefined
  for (const name of Object.keys(rest)) {
    const member = (rest as Record<string, unknown>)[name]
    if (named.has(name)) {
      const written = own(out, name)
      if (written === member) continue
      taken ??= takenFrom(sources, run)
      if (taken.has(name)) continue
      const given = lent ? copy(member) : member
      if (given === undefined || isEqual(written, given)) continue
      const at = { target: target === '' ? name : `${target}.${name}`, source: '' }
      // A field that refused the member has told it.
      const place = placeOf(at.target, run)
      if (hasRefused(place, run, mark)) continue
      const message = `"${name}" is the name of a field of its own; the event's member was left out`
      warn(run, 'NAME_CLASH', at, message)
      continue
    }
    const settled = lent ? copy(member) : member
    if (settled === undefined) continue
    if (room > 0) put(out, name.toWellFormed(), settled)
    else beyond.push(name)
    room--
  }
  dropped(beyond, max, run, { target, source: target })
  return out
}

/** Whether the rest, written for this object alone, can stand for it. */
function isWhole(
  rest: Record<string, unknown>,
  out: Record<string, unknown>,
  { named, lent, max }: Beside,
): boolean {
  if (lent || Array.isArray(rest) || !isEmptied(out)) return false
  for (const name of named) if (Object.hasOwn(rest, name)) return false
  return max === undefined || Object.keys(rest).length <= max
}

/** Whether fields took all that an object has: it has as many members, one at least, as stand where they were read. */
export function isPoured(rest: unknown, same: number): boolean {
  if (!isObject(rest)) return false
  let members = 0
  for (const _ in rest) if (++members > same) return false
  return members > 0
}

function hasRefused(place: string, { warnings }: Run, mark: number): boolean {
  for (let index = mark; index < warnings.length; index++) {
    const { code, path } = warnings[index] as Warning
    if (path === place && refusals.has(code)) return true
  }
  return false
}

/** The members of these sources that fields were filled from, or from below them. */
function takenFrom(sources: Beside['sources'], { taken }: Run): ReadonlySet<string> {
  const members = new Set<string>()
  for (const path of taken)
    for (const source of sources) {
      const member = path.names[source.names.length]
      if (member !== undefined && !member.each && isBelow(path, source)) members.add(member.name)
    }
  return members
}

function isBelow({ root, names }: Path, source: Beside['sources'][number]): boolean {
  if (root !== source.root) return false
  for (let level = 0; level < source.names.length; level++)
    if (names[level]?.name !== source.names[level]?.name) return false
  return true
}

export function needsMessage({ needs, fields }: ObjectTree): string {
  const tried = fields
    .filter(({ name }) => needs.includes(name))
    .map(({ node }) => sourceName(node.source))
  return `needs one of ${needs.join(', ')}; there is nothing at ${uniq(tried).join(', ')}`
}
