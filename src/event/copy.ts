import { put } from './values.js'

/**
 * A copy that is plain JSON and shares nothing with the original: dates become
 * ISO text, big integers text; what JSON has no form for is left out of objects
 * and null in lists; halves of a character, which a strict reader refuses, become U+FFFD. The event was measured before, so this ends.
 */
export function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return plain(value)
  if (Array.isArray(value)) return value.map((element) => copy(element) ?? null)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString()
  const result: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    const member = copy((value as Record<string, unknown>)[name])
    if (member !== undefined) put(result, name.toWellFormed(), member)
  }
  return result
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
