import { functions } from '../../../destinations/braze/functions.js'
import type { OwnFunction } from '../../../src/destination.js'
import { toText } from '../../../src/event/coerce.js'
import { isNothing } from '../../../src/event/nothing.js'
import { kindOf } from '../../../src/event/values.js'
import { refuse, textOr } from '../read-or-tell.js'
import type { Mapping } from './mapping.js'
import { telling } from './members.js'

/** A text of one source without blanks at its ends; `bit` is the trait's, or 0. */
export function trimmed(
  mapping: Mapping,
  value: unknown,
  bit: number,
  path: string,
  source: string,
) {
  const text = textOr(value, mapping.warnings, path, source)?.trim()
  if (text === undefined || text === '') return undefined
  mapping.taken |= bit
  return text
}

/** What a function of the destination makes of a trait. */
export function made(
  mapping: Mapping,
  name: string,
  value: unknown,
  bit: number,
  path: string,
  source: string,
): unknown {
  const result = (functions[name] as OwnFunction)(value, telling(mapping.warnings, path, source))
  if (isNothing(result)) return undefined
  mapping.taken |= bit
  return result
}

/** The same of what was chosen among several sources. */
export function textTold(
  mapping: Mapping,
  found: unknown,
  bit: number,
  path: string,
  sources: string,
) {
  const text = toText(found)
  if (text === undefined)
    return refuse(mapping.warnings, path, sources, `${kindOf(found)} is no text`)
  const bare = text.trim()
  if (bare === '') return undefined
  mapping.taken |= bit
  return bare
}
