import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { catalogue } from '../../../src/event/catalogue.js'
import { toNumber } from '../../../src/event/coerce.js'
import { isNothing } from '../../../src/event/nothing.js'
import { kindOf } from '../../../src/event/values.js'
import { type Members, own, refuse, type Told, toldText, unexpected } from '../read-told.js'

/** What was paid, and the property that says it. What was paid back, or not paid, is none. */
export interface Revenue {
  amount: string
  currency: string
  read: 'revenue' | 'total'
}

const sources = 'properties.revenue, properties.total'

export function revenueOf(event: CanonicalEvent, told: Told): Revenue | undefined {
  const { type, event: name, properties } = event
  if (type !== 'track' || name === undefined) return undefined
  const isOrder = name === 'Order Completed'
  if (!isOrder && catalogue.has(name)) return undefined
  const before = told.length
  let read: Revenue['read'] = 'revenue'
  let amount = numberOf(properties, read, told)
  if (amount === undefined && isOrder) {
    read = 'total'
    const passed = told.length
    amount = numberOf(properties, read, told)
    if (amount !== undefined) told.splice(before, passed - before)
  }
  if (amount === undefined) return undefined
  const currency = currencyOf(properties, told)
  if (currency === undefined) {
    return refuse(told, 'revenue', sources, 'an amount without a currency')
  }
  return amount >= 0.001 && amount <= 100_000_000_000
    ? { amount: String(amount), currency, read }
    : refuse(told, 'revenue', sources, 'the vendor takes 0.001 to 100000000000')
}

function numberOf(properties: Members, name: string, told: Told): number | undefined {
  const given = own(properties, name)
  if (typeof given === 'number') return Number.isFinite(given) ? given : undefined
  if (isNothing(given)) return undefined
  const path = 'revenue.amount'
  return toNumber(given) ?? unexpected(given, 'number', told, path, `properties.${name}`)
}

function currencyOf(properties: Members, told: Told): string | undefined {
  const path = 'revenue.currency'
  const source = 'properties.currency'
  const given = toldText(own(properties, 'currency'), told, path, source)
  if (given === undefined) return undefined
  const code = given.trim()
  return /^[a-z]{3}$/i.test(code)
    ? code.toUpperCase()
    : refuse(told, path, source, `${kindOf(given)} is no currency of three letters`)
}
