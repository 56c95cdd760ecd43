import type { Members } from './canonical.js'

/** A plain object: not null, not a list, not a Date. */
export function isObject(value: unknown): value is Members {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  )
}

/** An own member, or undefined: what stands on a prototype is never data. */
export function own(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, name)
    ? (object as Record<string, unknown>)[name]
    : undefined
}

/** In place of an object that is not there, so that its members can be asked for. */
export const none: Members = Object.freeze({})

/** What members are read of: the object, list or date that a value is, or `none`. */
export function members(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : none
}

/** Sets a member of any name; `__proto__` too becomes a plain member. */
export function put(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  } else object[name] = value
}

/** Every text in a value, however deep in lists and objects. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** What a value is, in words for people, without telling the value itself. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'string')
    return value === '' ? 'empty text' : `text of length ${value.length}`
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (value instanceof Date) return 'a Date'
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number that is not finite'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/** The same for a member that may not be there. */
export function kindOfMember(value: unknown): string {
  return value === undefined ? 'not there' : kindOf(value)
}
