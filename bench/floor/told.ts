import { toNumber, toText } from '../../src/event/coerce.js'
import { copy } from '../../src/event/copy.js'
import { isNothing } from '../../src/event/nothing.js'
import { kindOf } from '../../src/event/values.js'
import type { Warning } from '../../src/result.js'
import { cutToLength } from '../../src/utf8.js'

/** Tells that a value cannot be used. */
export function refuse(told: Warning[], path: string, source: string, reason: string): undefined {
  told.push({ code: 'VALUE_DROPPED', path, message: `${source}: ${reason}; left out` })
}

/** Takes back what was told since a mark. */
export function forget(told: Warning[], mark: number): void {
  // Setting a length costs, even to what it is.
  if (told.length > mark) told.length = mark
}

/** The text of a value; one that cannot be text is told. */
export function textAt(
  value: unknown,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.toWellFormed()
  return value === undefined ? undefined : oddText(value, told, path, source)
}

function oddText(
  value: unknown,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  if (isNothing(value)) return undefined
  return toText(value) ?? refuse(told, path, source, `${kindOf(value)}, but text is expected`)
}

/** The same of a member that may be of any type. */
export function anyTextAt(
  value: unknown,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.toWellFormed()
  return value === undefined ? undefined : oddAnyText(value, told, path, source)
}

function oddAnyText(
  value: unknown,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  const plain = typeof value === 'object' ? value : copy(value)
  if (isNothing(plain)) return undefined
  return toText(plain) ?? refuse(told, path, source, `${kindOf(plain)} is no text`)
}

/** A finite number of a value; one that cannot be a number is told. */
export function numberAt(
  value: unknown,
  told: Warning[],
  path: string,
  source: string,
): number | undefined {
  // JSON has no negative zero.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined
  return value === undefined ? undefined : oddNumber(value, told, path, source)
}

function oddNumber(
  value: unknown,
  told: Warning[],
  path: string,
  source: string,
): number | undefined {
  if (isNothing(value)) return undefined
  return toNumber(value) ?? refuse(told, path, source, `${kindOf(value)}, but number is expected`)
}

/** The same of a whole number; a fraction is cut off, and told. */
export function integerAt(
  value: unknown,
  told: Warning[],
  path: string,
  source: string,
): number | undefined {
  if (value === undefined || Number.isSafeInteger(value)) return value as number | undefined
  return oddInteger(value, told, path, source)
}

function oddInteger(
  value: unknown,
  told: Warning[],
  path: string,
  source: string,
): number | undefined {
  if (isNothing(value)) return undefined
  const found = toNumber(value)
  if (found === undefined)
    return refuse(told, path, source, `${kindOf(value)}, but integer is expected`)
  const whole = Math.trunc(found)
  if (!Number.isSafeInteger(whole))
    return refuse(told, path, source, 'too large for a whole number')
  if (whole !== found)
    told.push({ code: 'VALUE_ROUNDED', path, message: `${source}: the fraction was cut off` })
  return whole
}

/** Text of at most so many characters; a cut is told. */
export function cutAt(
  text: string | undefined,
  most: number,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  return text === undefined || text.length <= most
    ? text
    : shortened(text, most, told, path, source)
}

function shortened(
  text: string,
  most: number,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  const message = `${source}: cut from length ${text.length} to ${most} characters`
  told.push({ code: 'TEXT_CUT', path, message })
  return cutToLength(text, most).trimEnd() || undefined
}
