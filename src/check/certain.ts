import type { Condition, Node, Path, Step } from '../mapping/ast.js'

/** What every event has. */
const always = new Set(['type', 'timestamp', 'dedupeKey', 'index'])

/** Steps that always make something of something. */
const keeps = new Set(['text', 'cut', 'epochMs', 'unixSeconds', 'iso', 'json', 'scalar', 'hashed'])

/** Whether a field is there in every item that is made under these conditions: without it, there is no item. */
export function isCertain(node: Node, given: readonly Condition[]): boolean {
  const { when, source, required, steps } = node
  if (required === true || required === 'parent') return true
  if (Array.isArray(required)) return true
  if (when.length > 0) return false
  if (Object.hasOwn(node, 'default')) return true
  const inner = (one: Node) => isCertain(one, given)
  switch (source.kind) {
    case 'path':
      return isThere(source.path, given) && steps.every((step) => keepsIt(step, source.path, given))
    case 'value':
      return steps.every(keepsAny)
    case 'template':
      return source.template.every((part) => typeof part === 'string') && steps.every(keepsAny)
    case 'first':
      return source.options.some(inner) && steps.every(keepsAny)
    case 'object':
      return source.object.fields.some((field) => inner(field.node)) && steps.every(keepsAny)
    case 'list':
      return source.cells.some(inner) && steps.every(keepsAny)
    default:
      return false
  }
}

const keepsAny = ({ name }: Step): boolean => keeps.has(name)

function isThere({ text }: Path, given: readonly Condition[]): boolean {
  return always.has(text) || valuesOf(text, given) !== undefined
}

/** A table that has an entry for each value that the conditions leave is no loss. */
function keepsIt(step: Step, { text }: Path, given: readonly Condition[]): boolean {
  const { argument } = step
  if (argument.kind !== 'table' || argument.table.kind !== 'literal') return keepsAny(step)
  const { members } = argument.table
  return valuesOf(text, given)?.every((value) => Object.hasOwn(members, String(value))) ?? false
}

function valuesOf(text: string, given: readonly Condition[]): unknown[] | undefined {
  const test = given.find(({ path }) => path.text === text)?.test
  if (test?.kind === 'equals') return [test.value]
  if (test?.kind === 'in' && test.names.kind === 'literal') return test.names.names
  return test?.kind === 'oneOf' ? test.values : undefined
}
