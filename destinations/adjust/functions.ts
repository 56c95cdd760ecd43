import { type OwnFunction, textOf } from '../../src/destination.js'

/** `own.name` of the mapping file. https://dev.adjust.com/en/api/s2s-api/events/ */
export const functions: Readonly<Record<string, OwnFunction>> = {
  uuid(value, context) {
    const text = textOf(value).trim()
    return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text) && !isZeroed(text)
      ? text
      : context.refuse('no UUID')
  },

  /** SDKs give other ids in this place, too: those are no mistake, and no use. */
  androidId(value) {
    const text = textOf(value).trim()
    return /^[\da-f]{16}$/.test(text) && !isZeroed(text) ? text : undefined
  },

  adid(value, context) {
    const text = textOf(value).trim().toLowerCase()
    return /^[\da-f]{32}$/.test(text) && !isZeroed(text)
      ? text
      : context.refuse('not 32 hex digits')
  },

  /** An id whose form is not documented. */
  id(value, context) {
    const text = typeof value === 'string' ? value.trim() : ''
    return text === '' || isZeroed(text) ? context.refuse('no id') : text
  },

  /** An amount counts only with its currency. */
  revenue(value, context) {
    const { amount, currency } = value as { amount: number; currency?: string }
    if (currency === undefined) return context.refuse('an amount without a currency')
    if (amount >= 0.001 && amount <= 100_000_000_000) return String(amount)
    return context.refuse('the vendor takes 0.001 to 100000000000')
  },

  /** Text of scalars; other values stay. */
  word: (value) =>
    typeof value === 'boolean' || typeof value === 'number' ? String(value) : value,

  /** Text of what `fit` gave: plain JSON, which needs no copy. */
  text: (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)),

  /** An object as JSON text; an empty one is nothing. */
  filled: (value) =>
    Object.keys(value as object).length === 0 ? undefined : JSON.stringify(value),
}

function isZeroed(text: string): boolean {
  return /^[0-]+$/.test(text)
}
