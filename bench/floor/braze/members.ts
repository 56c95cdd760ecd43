import { functions } from '../../../destinations/braze/functions.js'
import type { OwnContext } from '../../../src/destination.js'
import type { Members } from '../../../src/event/canonical.js'
import { copy } from '../../../src/event/copy.js'
import { isObject, put } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { fitted } from './fitted.js'
import { bits } from './mapping.js'
import { isBare } from './text.js'

export const MOST_MEMBERS = 256
const LONGEST = 255
/** Stands for what has to be told. */
const ODD = Symbol('odd')

/** Members that no field took, with names and values that the vendor takes; undefined where there are none. `taken`: their bits. */
export function membersLeft(
  object: Members,
  taken: number,
  warnings: Warning[],
  path: string,
  source: string,
  most = MOST_MEMBERS,
): Record<string, unknown> | undefined {
  const left: Record<string, unknown> = {}
  let count = 0
  for (const name of Object.keys(object)) {
    if (taken !== 0 && (taken & (bits.get(name) ?? 0)) !== 0) continue
    const value = plainly(object[name])
    if (value === undefined) continue
    if (
      value === ODD ||
      !isName(name) ||
      name === 'time' ||
      name === 'event_name' ||
      ++count > most
    )
      return told(object, taken, warnings, path, source, most)
    left[name] = value
  }
  return count === 0 ? undefined : left
}

/** Whether a name may stay as it is. */
function isName(name: string): boolean {
  return (
    name.length <= LONGEST &&
    isBare(name) &&
    name.charCodeAt(0) !== DOLLAR &&
    name !== '__proto__' &&
    name.isWellFormed()
  )
}
const DOLLAR = 36

/** A copy without what is nothing, ODD where it is not all right. */
function plainly(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return value.length <= LONGEST ? value.toWellFormed() : ODD
    case 'number':
      return Number.isFinite(value) ? value + 0 : undefined
    case 'boolean':
      return value
    case 'object':
      if (value === null) return undefined
      if (Array.isArray(value)) return plainList(value)
      return value instanceof Date ? copy(value) : plainMembers(value as Members)
    default:
      return value === undefined ? undefined : ODD
  }
}

function plainList(list: readonly unknown[]): unknown {
  const result: unknown[] = []
  for (const element of list) {
    const value = plainly(element)
    if (value === ODD || element instanceof Date) return ODD
    if (value !== undefined) result.push(value)
  }
  return result
}

function plainMembers(object: Members): unknown {
  const result: Record<string, unknown> = {}
  for (const name of Object.keys(object)) {
    const value = plainly(object[name])
    if (value === undefined) continue
    if (value === ODD || !isName(name)) return ODD
    result[name] = value
  }
  return result
}

function told(
  object: Members,
  taken: number,
  warnings: Warning[],
  path: string,
  source: string,
  most: number,
): Record<string, unknown> | undefined {
  const left: Record<string, unknown> = {}
  for (const name of Object.keys(object)) {
    if ((taken & (bits.get(name) ?? 0)) === 0) put(left, name, object[name])
  }
  const usable = functions.properties?.(left, telling(warnings, path, source))
  const fitting = isObject(usable) ? fitted(usable, most, warnings, path, source) : {}
  return Object.keys(fitting).length === 0 ? undefined : fitting
}

/** What a function of the destination tells with. */
export function telling(warnings: Warning[], path: string, source: string): OwnContext {
  return {
    settings: {},
    warn: (code, message) => warnings.push({ code, path, message: `${source}: ${message}` }),
    refuse(reason) {
      const message = `${source}: ${reason}; left out`
      warnings.push({ code: 'VALUE_DROPPED', path, message })
      return undefined
    },
  }
}
