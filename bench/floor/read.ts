import type { Members } from '../../src/event/canonical.js'
import { toNumber, toText } from '../../src/event/coerce.js'
import { copy } from '../../src/event/copy.js'
import { isEmptied, isNothing } from '../../src/event/nothing.js'
import { isObject } from '../../src/event/values.js'

/** In place of an object that is not there, so that its members can be asked for. */
export const none: Members = Object.freeze({})

/** An own member, or undefined; for reads that are rare enough to share one place. */
export function own(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, name)
    ? (object as Members)[name]
    : undefined
}

/** What members are read of: the value, or `none` where it has none. */
export function members(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : none
}

/** Anything that JSON has a form for, and that is something; an object is copied where it is written. */
export function any(value: unknown): unknown {
  if (typeof value === 'object') return value ?? undefined
  return isNothing(value) ? undefined : copy(value)
}

/** The same where it is one of several that may be taken: an empty object is none, and a date is text. */
export function candidate(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? undefined : value.toWellFormed()
  return isNothing(value) || isEmptied(value) ? undefined : copy(value)
}

/** Text that is not empty, of text, number or boolean. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.toWellFormed()
  return isNothing(value) ? undefined : toText(value)
}

/** A finite number, of a number or numeric text. */
export function number(value: unknown): number | undefined {
  return value === undefined ? undefined : toNumber(value)
}

/** A plain object. */
export function object(value: unknown): Members | undefined {
  return isObject(value) ? value : undefined
}
