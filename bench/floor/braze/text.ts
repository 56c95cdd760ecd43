import type { Members } from '../../../src/event/canonical.js'
import type { Warning } from '../../../src/result.js'
import { cutToLength, utf8Length } from '../../../src/utf8.js'
import { forget, own, refuse, textOr } from '../read-or-tell.js'
import { bitOf, type Mapping, type Name } from './mapping.js'

export const LONGEST = 255

/** Whether a text has no blanks at its ends, and is not empty. */
export function isBare(text: string): boolean {
  return (
    (isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1))) ||
    (text !== '' && text.trim().length === text.length)
  )
}

/** Of ASCII; what lies beyond is looked at more closely. */
const isVisible = (unit: number) => unit > 32 && unit < 127

/** The text that any field takes as it is, or undefined. */
export function asIs(value: unknown): string | undefined {
  return typeof value === 'string' &&
    value.length * 3 <= LONGEST &&
    isBare(value) &&
    value.isWellFormed()
    ? value
    : undefined
}

/** Members of an object that may give a text, the first that is there. */
export interface From {
  members: readonly { name: string; source: string; bit: number }[]
  /** All sources, for messages. */
  sources: string
}

export function from(root: 'properties' | 'item', ...names: Name[]): From {
  const members = names.map((name) => ({ name, source: `${root}.${name}`, bit: bitOf(name) }))
  return { members, sources: members.map(({ source }) => source).join(', ') }
}

/** Of the properties, trimmed; an id that is longer than the vendor takes is refused, all else is cut. */
export function textOf(
  mapping: Mapping,
  { members, sources }: From,
  path: string,
  isId: boolean,
): string | undefined {
  const { properties, warnings } = mapping
  const mark = warnings.length
  for (const { name, source, bit } of members) {
    const value = own(properties, name)
    if (asIs(value) !== undefined) {
      forget(warnings, mark)
      mapping.taken |= bit
      return value as string
    }
    const found = value === undefined ? undefined : textOr(value, warnings, path, source)
    if (found === undefined) continue
    forget(warnings, mark)
    const text = fitting(found.trim(), warnings, path, sources, isId)
    if (text !== undefined) mapping.taken |= bit
    return text
  }
  return undefined
}

/** The same of a product, at `at`. */
export function itemTextOf(
  mapping: Mapping,
  item: Members,
  { members, sources }: From,
  at: string,
  field: string,
  isId: boolean,
): string | undefined {
  const { warnings } = mapping
  const mark = warnings.length
  for (const { name, source, bit } of members) {
    const value = own(item, name)
    if (value === undefined) continue
    const found =
      typeof value === 'string' && value !== ''
        ? value.toWellFormed()
        : textOr(value, warnings, `${at}.${field}`, source)
    if (found === undefined) continue
    forget(warnings, mark)
    const bare = found.trim()
    const text =
      bare.length * 3 <= LONGEST ? bare : fitting(bare, warnings, `${at}.${field}`, sources, isId)
    const isUsable = text !== undefined && text !== ''
    // What must be there counts as taken even of a product that comes to nothing.
    if (isUsable || members.length > 1) mapping.takenOfItems |= bit
    return isUsable ? text : undefined
  }
  return undefined
}

/** A text of at most 255 bytes or UTF-16 units; empty text is nothing. */
export function fitting(
  text: string,
  warnings: Warning[],
  path: string,
  sources: string,
  isId: boolean,
): string | undefined {
  if (text.length * 3 <= LONGEST) return text === '' ? undefined : text
  if (isId) {
    return utf8Length(text) <= LONGEST
      ? text
      : refuse(warnings, path, sources, `longer than ${LONGEST} bytes`)
  }
  if (text.length <= LONGEST) return text
  const message = `${sources}: cut from length ${text.length} to ${LONGEST} characters`
  warnings.push({ code: 'TEXT_CUT', path, message })
  return cutToLength(text, LONGEST).trimEnd()
}
