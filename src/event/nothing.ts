/** Absent, null, empty text, a number that is none. `0` and `false` are something. */
export function isNothing(value: unknown): value is undefined | null {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (typeof value === 'number' && !Number.isFinite(value))
  )
}

/** An object or list without members. */
export function isEmptied(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.length === 0
  if (value instanceof Date) return false
  for (const name in value) if (Object.hasOwn(value, name)) return false
  return true
}
