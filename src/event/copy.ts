import { emptyList } from '../young.js'
import { isoOf } from './iso.js'
import { Mend } from './mend.js'

/**
 * A copy that is plain JSON and shares nothing with the original: dates become
 * ISO text, big integers text; what JSON has no form for is left out of objects
 * and null in lists; halves of a character, which a strict reader refuses, become U+FFFD. The event was measured before, so this ends.
 */
export function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return plain(value)
  if (Array.isArray(value)) {
    const list = emptyList()
    for (let index = 0; index < value.length; index++) list.push(copy(value[index]) ?? null)
    return list
  }
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? undefined : isoOf(value.getTime())
  return copyOf(value as Readonly<Record<string, unknown>>)
}

/** Cloned at once and then mended, as most members can stay: to add them one by one takes longer. */
function copyOf(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const result: Record<string, unknown> = { ...object }
  let mend: Mend | undefined
  for (const name in result) {
    const member = result[name]
    if (!name.isWellFormed()) mend ??= new Mend()
    if (
      typeof member === 'string'
        ? member.isWellFormed()
        : typeof member === 'boolean' || member === null
    )
      continue
    // What some other code made a member of every object.
    if (!Object.hasOwn(result, name)) continue
    const copied = copy(member)
    if (copied === undefined) {
      mend ??= new Mend()
      mend.leaveOut(name)
    } else if (!Object.is(copied, member)) result[name] = copied
  }
  return mend === undefined ? result : mend.of(result)
}

function plain(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      // JSON has no negative zero.
      return Number.isFinite(value) ? value + 0 : undefined
    case 'string':
      return value.toWellFormed()
    case 'bigint':
      return String(value)
    case 'function':
    case 'symbol':
      return undefined
    default:
      return value
  }
}
