import { kindOf } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { forget, numberOr, own, plain, refuse, textOr } from '../read-or-tell.js'
import { bitOf, type Mapping, type Name } from './mapping.js'

const totals = ['total', 'revenue', 'value'] as const
const totalSources = totals.map((name) => `properties.${name}`).join(', ')
const CURRENCY = bitOf('currency')

/** A number that is not below zero. */
export function amountOf(mapping: Mapping, name: Name, path: string): number | undefined {
  const { properties, warnings } = mapping
  const value = own(properties, name)
  if (value === undefined) return undefined
  const source = `properties.${name}`
  const amount = notBelowZero(numberOr(value, warnings, path, source), warnings, path, source)
  if (amount !== undefined) mapping.taken |= bitOf(name)
  return amount
}

/** What the order is worth. */
export function totalOf(mapping: Mapping, path: string): number | undefined {
  const found = anyTotalOf(mapping, path)
  return notBelowZero(found, mapping.warnings, path, totalSources)
}

/** The same, which may be below zero. */
export function anyTotalOf(mapping: Mapping, path: string): number | undefined {
  const { properties, warnings } = mapping
  const mark = warnings.length
  for (const name of totals) {
    const value = own(properties, name)
    if (value === undefined) continue
    const amount = numberOr(value, warnings, path, `properties.${name}`)
    if (amount === undefined) continue
    forget(warnings, mark)
    mapping.taken |= bitOf(name)
    return amount
  }
  return undefined
}

export function notBelowZero(
  amount: number | undefined,
  warnings: Warning[],
  path: string,
  source: string,
): number | undefined {
  return amount !== undefined && amount < 0
    ? refuse(warnings, path, source, 'a number is below 0')
    : amount
}

/** A count, or one, where what was told since a mark cannot be used. */
export function piecesOf(
  count: number | undefined,
  warnings: Warning[],
  mark: number,
  path: string,
  source: string,
): number {
  const pieces = notBelowZero(count, warnings, path, source)
  if (pieces !== undefined) return pieces
  for (const warning of warnings.slice(mark)) {
    if (warning.code === 'VALUE_DROPPED') warning.code = 'VALUE_REPLACED'
  }
  return 1
}

/** The currency of the event, else of the settings. */
export function currencyOf(mapping: Mapping, path: string): unknown {
  const { properties, settings, warnings } = mapping
  const mark = warnings.length
  const source = 'properties.currency'
  const given = Object.hasOwn(properties, 'currency')
    ? textOr(properties.currency, warnings, path, source)
    : undefined
  if (given !== undefined) {
    const code = given.trim()
    if (/^[a-z]{3}$/i.test(code)) {
      mapping.taken |= CURRENCY
      return code.toUpperCase()
    }
    refuse(warnings, path, source, `${kindOf(given)} is no currency of three letters`)
  }
  const otherwise = plain(own(settings, 'currency'))
  if (otherwise !== undefined) forget(warnings, mark)
  return otherwise
}
