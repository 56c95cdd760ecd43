import type { Members } from '../../../src/event/canonical.js'
import { isEmptied } from '../../../src/event/nothing.js'
import { isObject } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { clone, cloned } from '../clone.js'
import { advertisingIdOf } from './advertising.js'
import { device, type Kind, type Shape } from './shapes.js'

/** An object that has to be read member by member. */
export const odd = Symbol('odd')

/**
 * A copy of an object whose known members are all of their kind already, undefined
 * where nothing is left of it; `odd` for any other object.
 */
export function plainCopy(
  object: Members,
  shape: Shape,
  told: Warning[],
): Record<string, unknown> | undefined | typeof odd {
  const { kinds } = shape
  // Cloned at once and then put right: most members are as they should be.
  const result: Record<string, unknown> = { ...object }
  let filled = false
  for (const name in result) {
    const value = result[name]
    if (value === undefined) continue
    const kind = kinds.get(name)
    if (typeof value === 'string') {
      if (kind !== 'text' || value === '') {
        if (kind === 'omitted') {
          result[name] = undefined
          continue
        }
        if (kind !== undefined || !name.isWellFormed()) return odd
      }
      if (!value.isWellFormed()) return odd
    } else if (kind === undefined) {
      if (!name.isWellFormed()) return odd
      if (typeof value === 'object') {
        if (value !== null && Object.hasOwn(result, name)) result[name] = cloned(value)
      } else if (typeof value !== 'boolean' && !Number.isFinite(value)) return odd
    } else if (typeof value === 'boolean') {
      if (kind !== 'boolean') {
        if (kind !== 'omitted') return odd
        result[name] = undefined
        continue
      }
    } else if (kind === 'integer') {
      if (!Number.isSafeInteger(value)) return odd
    } else if (kind === 'number') {
      if (!Number.isFinite(value)) return odd
    } else if (kind === 'omitted') {
      result[name] = undefined
      continue
    } else {
      const plain = plainValue(value, kind, told)
      if (plain === odd || !Object.hasOwn(result, name)) return odd
      result[name] = plain
    }
    filled ||= Object.hasOwn(result, name)
  }
  if (shape === device) {
    const id = advertisingIdOf(object, told)
    if (id !== undefined) {
      result.advertisingId = id
      filled = true
    }
  }
  return filled ? result : undefined
}

/** A list or an object that is of its kind already, copied. */
function plainValue(value: unknown, kind: Kind, told: Warning[]): unknown {
  if (kind === 'list') return Array.isArray(value) && value.length > 0 ? cloned(value) : odd
  if (typeof kind === 'object') return isObject(value) ? (plainCopy(value, kind, told) ?? odd) : odd
  return kind === 'object' && isObject(value) && !isEmptied(value) ? clone(value) : odd
}
