import type { Members } from '../../src/event/canonical.js'
import { copy } from '../../src/event/copy.js'

/** A copy of a plain object that shares nothing with it; what JSON has no form for may stay as undefined. */
export function clone(object: Members): Record<string, unknown> {
  // Cloned at once and then put right: most members are as they should be.
  const result: Record<string, unknown> = { ...object }
  for (const name in result) {
    const value = result[name]
    if (typeof value === 'string') {
      if (!value.isWellFormed()) result[name] = value.toWellFormed()
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) result[name] = undefined
    } else if (typeof value !== 'boolean' && value !== null && Object.hasOwn(result, name)) {
      result[name] = cloned(value)
    }
    if (!name.isWellFormed()) return copy(object) as Record<string, unknown>
  }
  return result
}

/** The same of any value. */
export function cloned(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return copy(value)
  return Array.isArray(value)
    ? value.map((element) => cloned(element) ?? null)
    : clone(value as Members)
}
