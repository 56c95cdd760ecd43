import isEqual from 'lodash/isEqual.js'
import uniq from 'lodash/uniq.js'
import { isEmptied } from '../event/nothing.js'
import { own, put } from '../event/values.js'
import type { ObjectTree } from './ast.js'
import { type Compiling, restPaths, UNMET } from './compiling.js'
import { nodeWriter } from './node.js'
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
  const names = new Set(tree.fields.map(({ name }) => name))
  const rest =
    tree.rest === undefined ? undefined : tools.rest(tree.rest, nodeWriter(tree.rest, compiling))
  const poured = restPaths(tree)
  return tools.object(tree, (run) => {
    const out: Record<string, unknown> = {}
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
    if (met && rest !== undefined) {
      const members = rest(run)
      if (members === UNMET) met = false
      else pour(members, out, names, poured, tree, run)
    }
    run.writing = around
    if (!met) return undefined
    if (tree.needs.length > 0 && !tree.needs.some((name) => Object.hasOwn(out, name))) {
      fail(run, tree.target, needsMessage(tree))
    }
    return isEmptied(out) ? undefined : out
  })
}

export function pour(
  rest: unknown,
  out: Record<string, unknown>,
  named: ReadonlySet<string>,
  sources: readonly string[],
  { max, target }: Pick<ObjectTree, 'max' | 'target'>,
  run: Run,
): void {
  if (typeof rest !== 'object' || rest === null) return
  let room = max === undefined ? Infinity : max - Object.keys(out).length
  const beyond: string[] = []
  for (const [name, member] of Object.entries(rest)) {
    if (named.has(name)) {
      if (isEqual(own(out, name), member) || isTaken(name, sources, run)) continue
      const at = { target: target === '' ? name : `${target}.${name}`, source: '' }
      // A field that refused the member has told it.
      const place = placeOf(at.target, run)
      if (run.warnings.some(({ code, path }) => code === 'VALUE_DROPPED' && path === place))
        continue
      const message = `"${name}" is the name of a field of its own; the event's member was left out`
      warn(run, 'NAME_CLASH', at, message)
      continue
    }
    if (room > 0) put(out, name, member)
    else beyond.push(name)
    room--
  }
  dropped(beyond, max, run, { target, source: target })
}

/** Whether a field was filled from this member, or from below it. */
function isTaken(name: string, sources: readonly string[], { taken }: Run): boolean {
  return sources.some((source) => {
    const path = `${source}.${name}`
    return taken.some(({ text }) => text === path || text.startsWith(`${path}.`))
  })
}

export function needsMessage({ needs, fields }: ObjectTree): string {
  const tried = fields
    .filter(({ name }) => needs.includes(name))
    .map(({ node }) => sourceName(node.source))
  return `needs one of ${needs.join(', ')}; there is nothing at ${uniq(tried).join(', ')}`
}
