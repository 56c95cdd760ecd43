import { copy } from './copy.js'

/** A value as JSON text, undefined for one that has no such form. What JSON has no form for is left out, as in a copy, which is only made where there is such. */
export function jsonText(value: unknown): string | undefined {
  return JSON.stringify(isPlain(value) ? value : copy(value))
}

/** Whether a value is JSON as it stands. The event was measured before, so this ends. */
function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed()
    case 'number':
      return Number.isFinite(value)
    case 'boolean':
      return true
    case 'object':
      return value === null || isPlainObject(value)
    default:
      return false
  }
}

/** What is no list or plain object may say itself what its JSON is. */
function isPlainObject(object: object): boolean {
  if ('toJSON' in object) return false
  if (Array.isArray(object)) return object.every(isPlain)
  for (const name in object) {
    const member = (object as Record<string, unknown>)[name]
    // What stands on a prototype may lead to itself.
    if (typeof member === 'object' && !Object.hasOwn(object, name)) continue
    if (!name.isWellFormed() || !isPlain(member)) return false
  }
  return true
}
