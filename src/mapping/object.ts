import { isEmptied } from '../event/nothing.js'
import { put } from '../event/values.js'
import type { ObjectTree } from './ast.js'
import { type Compiling, UNMET } from './compiling.js'
import { nodeWriter } from './node.js'
import { fail, type Run, warn } from './run.js'
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
      else run.taken.length = taken
    }
    if (met && rest !== undefined) {
      const members = rest(run)
      if (members === UNMET) met = false
      else pour(members, out, names, tree, run)
    }
    run.writing = around
    if (!met) return undefined
    if (tree.needs.length > 0 && !tree.needs.some((name) => Object.hasOwn(out, name))) {
      fail(run, tree.target, needsMessage(tree))
    }
    return isEmptied(out) ? undefined : out
  })
}

function pour(
  rest: unknown,
  out: Record<string, unknown>,
  named: ReadonlySet<string>,
  { max, target }: ObjectTree,
  run: Run,
): void {
  if (typeof rest !== 'object' || rest === null) return
  let room = max === undefined ? Infinity : max - Object.keys(out).length
  const beyond: string[] = []
  for (const [name, member] of Object.entries(rest)) {
    if (named.has(name)) {
      if (Object.hasOwn(out, name)) continue
      const message = `"${name}" is the name of a field of its own; the event's member was left out`
      const site = { target: target === '' ? name : `${target}.${name}`, source: '' }
      warn(run, 'NAME_CLASH', site, message)
      continue
    }
    if (room > 0) put(out, name, member)
    else beyond.push(name)
    room--
  }
  dropped(beyond, max, run, { target, source: target })
}

function needsMessage({ needs, fields }: ObjectTree): string {
  const tried = fields
    .filter(({ name }) => needs.includes(name))
    .map(({ node }) => sourceName(node.source))
  return `needs one of ${needs.join(', ')}; there is nothing at ${tried.join(', ')}`
}
