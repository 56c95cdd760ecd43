import { copy } from '../../src/event/copy.js'
import type { Members } from './read-told.js'

/**
 * A copy of an object that shares nothing with it, or undefined where it has no
 * member. Cloned first, and then looked at: for objects of few shapes faster than
 * to add member by member. What has no form in JSON is rare, and goes the long way.
 */
export function copied(members: Members): Record<string, unknown> | undefined {
  const clone: Record<string, unknown> = { ...members }
  let some = false
  for (const name in clone) {
    const value = clone[name]
    if (typeof value === 'object' && value !== null) {
      if (Object.hasOwn(clone, name)) clone[name] = copiedObject(value)
    } else if (!isPlain(value)) return copiedSlowly(members)
    if (!name.isWellFormed()) return copiedSlowly(members)
    some = true
  }
  return some ? clone : undefined
}

function copiedSlowly(members: Members): Record<string, unknown> | undefined {
  const copies = copy(members) as Record<string, unknown>
  for (const _ in copies) return copies
  return undefined
}

export function copiedObject(value: object): unknown {
  if (Array.isArray(value)) return copiedList(value)
  if (value instanceof Date) return copy(value)
  const clone: Record<string, unknown> = { ...value }
  for (const name in clone) {
    const member = clone[name]
    if (typeof member === 'object' && member !== null) {
      if (Object.hasOwn(clone, name)) clone[name] = copiedObject(member)
    } else if (!isPlain(member)) return copy(value)
    if (!name.isWellFormed()) return copy(value)
  }
  return clone
}

function copiedList(list: readonly unknown[]): unknown[] {
  const clone = list.slice()
  for (let index = 0; index < clone.length; index++) {
    const element = clone[index]
    if (typeof element === 'object' && element !== null)
      clone[index] = copiedObject(element) ?? null
    else if (!isPlain(element)) clone[index] = copy(element) ?? null
  }
  return clone
}

/** Whether JSON has this form, and no copy is needed. */
function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed()
    case 'number':
      return Number.isFinite(value)
    case 'boolean':
      return true
    default:
      return value === null
  }
}
