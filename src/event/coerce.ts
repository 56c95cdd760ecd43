import { isScalar, own } from './values.js'

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
}

/** Text of text, number or boolean; undefined for all else. */
export function toText(value: unknown): string | undefined {
  return isScalar(value) ? String(value).toWellFormed() : undefined
}

/** A number of a number or of numeric text with currency signs, blanks and thousands commas. */
export function toNumber(value: unknown): number | undefined {
  // JSON has no negative zero.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined
  if (typeof value !== 'string' || value.length > 60) return undefined
  const bare = value.replace(/[$€£\s]/g, '')
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replace(/,/g, '') : bare
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return undefined
  const number = Number(plain)
  return Number.isFinite(number) ? number + 0 : undefined
}

export function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  return isScalar(value)
    ? (own(truths, String(value).trim().toLowerCase()) as boolean | undefined)
    : undefined
}
