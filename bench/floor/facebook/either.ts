import { person } from '../../../destinations/facebook-app-events/person.js'
import { forget, plain, refuse, scalar, textOr } from '../read-or-tell.js'
import { cut } from './name.js'
import type { Reading } from './reading.js'

/** A field that one of two properties fills; `bit` and `otherBit` are theirs. */
export interface Either {
  path: string
  /** The source of the first, and of both. */
  first: string
  both: string
  bit: number
  otherBit: number
  /** UTF-16 units that the vendor takes of a text. */
  length: number
  /** Whether an e-mail address or phone number is left out. */
  hides: boolean
}

/** The first property as text, else the other, as a scalar. */
export function eitherOf(
  reading: Reading,
  first: unknown,
  other: unknown,
  { path, first: source, both, bit, otherBit, length, hides }: Either,
): unknown {
  if (first === undefined && other === undefined) return undefined
  const { warnings } = reading
  const mark = warnings.length
  let taken = bit
  let value: unknown = textOr(first, warnings, path, source)
  if (value === undefined) {
    const found = plain(other)
    if (found === undefined) return undefined
    value = scalar(found)
    taken = otherBit
    forget(warnings, mark)
  }
  if (typeof value === 'string') {
    if (hides && isRevealing(value)) return refuse(warnings, path, both, revealing)
    if (value.length > length) value = cut(value, length, warnings, path, both)
    if (value === '') return undefined
  }
  reading.taken |= taken
  return value
}

export const revealing = 'an e-mail address or phone number, which the vendor forbids in the plain'

const silent = { settings: {}, refuse: () => undefined, warn: () => undefined }

/** Whether a text holds an e-mail address or a phone number. */
export function isRevealing(text: string): boolean {
  return (
    (text.includes('@') || text.includes('+')) && person.unrevealing(text, silent) === undefined
  )
}
