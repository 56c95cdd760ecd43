import type { Node } from '../mapping/ast.js'

/** What every event has. */
const always = new Set(['type', 'timestamp', 'dedupeKey', 'index'])

/** Whether a field is there in every item that is made: without it, there is no item. */
export function isCertain({
  when,
  source,
  required,
  default: fallback,
  steps,
  ...node
}: Node): boolean {
  if (required === true || required === 'parent') return true
  if (when.length > 0) return Array.isArray(required)
  if ('default' in node || fallback !== undefined || Array.isArray(required)) return true
  if (steps.some(({ name }) => !keeps.has(name))) return false
  switch (source.kind) {
    case 'value':
      return true
    case 'path':
      return always.has(source.path.text)
    case 'first':
      return source.options.some(isCertain)
    case 'template':
      return source.template.every((part) => typeof part === 'string')
    case 'object':
      return source.object.fields.some((field) => isCertain(field.node))
    case 'list':
      return source.cells.some(isCertain)
    default:
      return false
  }
}

/** Steps that always make something of something. */
const keeps = new Set([
  'text',
  'cut',
  'epochMs',
  'unixSeconds',
  'iso',
  'ulid',
  'json',
  'scalar',
  'hashed',
])
