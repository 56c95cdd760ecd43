import { sha256 } from '#sha256'
import type { CanonicalEvent } from '../../src/event/canonical.js'
import { toNumber, toText } from '../../src/event/coerce.js'
import { copy } from '../../src/event/copy.js'
import { isEmptied, isNothing } from '../../src/event/nothing.js'
import { kindOf } from '../../src/event/values.js'
import type { Warning } from '../../src/result.js'

/** An own member, or undefined. */
export function own(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, name)
    ? (object as Record<string, unknown>)[name]
    : undefined
}

/** Text of text, number or boolean; undefined for all else, and for empty text. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.toWellFormed()
  return isNothing(value) ? undefined : toText(value)
}

/** The number of a number or of numeric text. */
export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value + 0 : toNumber(value)
}

/** What stands there, of no certain type: scalars as JSON has them, objects as they are. */
export function any(value: unknown): unknown {
  if (typeof value === 'object') return value ?? undefined
  return isNothing(value) ? undefined : copy(value)
}

/** The same as plain JSON; undefined for what is empty. */
export function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return any(value)
  return isEmptied(value) ? undefined : copy(value)
}

/** Text and numbers as they are, true as `1`, false as `0`, all else as JSON text. */
export function scalar(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value === 'boolean') return value ? '1' : '0'
  const found = copy(value)
  return typeof found === 'object' ? JSON.stringify(found) : found
}

/** Tells of a value that cannot be used, and is left out. */
export function refuse(
  warnings: Warning[],
  path: string,
  source: string,
  reason: string,
): undefined {
  warnings.push({ code: 'VALUE_DROPPED', path, message: `${source}: ${reason}; left out` })
}

/** Takes back what was told since a mark. */
export function forget(warnings: Warning[], mark: number): void {
  if (warnings.length > mark) warnings.length = mark
}

/** `text`, which tells of what cannot be text. */
export function textOr(
  value: unknown,
  warnings: Warning[],
  path: string,
  source: string,
): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.toWellFormed()
  if (isNothing(value)) return undefined
  return toText(value) ?? refuse(warnings, path, source, `${kindOf(value)}, but text is expected`)
}

/** `number`, which tells of what cannot be a number. */
export function numberOr(
  value: unknown,
  warnings: Warning[],
  path: string,
  source: string,
): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined
  if (isNothing(value)) return undefined
  return (
    toNumber(value) ?? refuse(warnings, path, source, `${kindOf(value)}, but number is expected`)
  )
}

/** A whole number; tells of what cannot be one, and of a fraction that is cut off. */
export function integerOr(
  value: unknown,
  warnings: Warning[],
  path: string,
  source: string,
  otherwise = ', but integer is expected',
): number | undefined {
  if (Number.isSafeInteger(value)) return (value as number) + 0
  if (isNothing(value)) return undefined
  const found = toNumber(value)
  if (found === undefined) return refuse(warnings, path, source, `${kindOf(value)}${otherwise}`)
  const whole = Math.trunc(found)
  if (!Number.isSafeInteger(whole))
    return refuse(warnings, path, source, 'too large for a whole number')
  if (whole !== found)
    warnings.push({ code: 'VALUE_ROUNDED', path, message: `${source}: the fraction was cut off` })
  return whole
}

/** Of events that many connections map: a hash costs more than the rest. */
const hashes = new WeakMap<CanonicalEvent, string>()

/** messageId, else a hash of the event as it was sent. */
export function dedupeKey(event: CanonicalEvent): string {
  if (event.messageId !== undefined) return event.messageId
  let hash = hashes.get(event)
  if (hash === undefined) {
    hash = sha256(JSON.stringify(copy(event.sent)))
    hashes.set(event, hash)
  }
  return hash
}
