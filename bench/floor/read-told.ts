import { copy } from '../../src/event/copy.js'
import { isEmptied } from '../../src/event/nothing.js'
import { isScalar, kindOf } from '../../src/event/values.js'
import type { Mapped } from '../../src/mapping/program.js'
import { utf8Length } from '../../src/utf8.js'

export type Members = Readonly<Record<string, unknown>>
/** An object that is being written. */
export type Fields = Record<string, unknown>
export type Actions = Extract<Mapped, { outcome: 'mapped' }>['actions']
export type Told = Extract<Mapped, { outcome: 'mapped' }>['warnings']

/** An own member, or undefined. What is absent, as most is, costs no look at whose it is. */
export function own(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null) return undefined
  const value = (object as Members)[name]
  return value !== undefined && Object.hasOwn(object, name) ? value : undefined
}

/** Text of text, number or boolean; undefined where that is nothing. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.toWellFormed()
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined
  return typeof value === 'boolean' ? String(value) : undefined
}

/** A plain object: not null, not a list, not a Date. */
export function object(value: unknown): Members | undefined {
  return typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date)
    ? (value as Members)
    : undefined
}

/** Anything but null, empty text and numbers that are none. */
export function something(value: unknown): unknown {
  if (typeof value === 'object') return value ?? undefined
  if (value === '' || (typeof value === 'number' && !Number.isFinite(value))) return undefined
  return copy(value)
}

/** The same, but no empty list or object, which are passed over where there is another; dates as text. */
export function choosable(value: unknown): unknown {
  const some = value instanceof Date ? copy(value) : something(value)
  return isEmptied(some) ? undefined : some
}

/** As `text`; what cannot be text is told. */
export function toldText(
  value: unknown,
  told: Told,
  path: string,
  source: string,
): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.toWellFormed()
  if (value === undefined || value === null) return undefined
  return text(value) ?? unexpected(value, 'text', told, path, source)
}

/** Tells a value that is of another type than its place in an event has. */
export function unexpected(
  value: unknown,
  type: string,
  told: Told,
  path: string,
  source: string,
): undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined
  return refuse(told, path, source, `${kindOf(value)}, but ${type} is expected`)
}

/** Text of what may be anything; what has none is told. */
export function anyText(
  value: unknown,
  told: Told,
  path: string,
  source: string,
): string | undefined {
  const some = something(value)
  if (some === undefined) return undefined
  return isScalar(some) ? String(some) : refuse(told, path, source, `${kindOf(some)} is no text`)
}

/** Trimmed, unless it is empty then, or longer than so many UTF-8 bytes, which is told. */
export function bounded(
  value: string | undefined,
  bytes: number,
  told: Told,
  path: string,
  source: string,
): string | undefined {
  const trimmed = value?.trim()
  if (trimmed === undefined || trimmed === '') return undefined
  return isWithin(trimmed, bytes)
    ? trimmed
    : refuse(told, path, source, `longer than ${bytes} bytes`)
}

export function isWithin(value: string, bytes: number): boolean {
  return value.length * 3 <= bytes || utf8Length(value) <= bytes
}

export function refuse(told: Told, path: string, source: string, reason: string): undefined {
  told.push({ code: 'VALUE_DROPPED', path, message: `${source}: ${reason}; left out` })
  return undefined
}

export function failed(rule: string, path: string, source: string): Mapped {
  const message = `required, but there is nothing at ${source}`
  return { outcome: 'failed', rule, problem: { code: 'REQUIRED_MISSING', path, message } }
}
