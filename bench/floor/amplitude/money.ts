import type { Members } from '../../../src/event/canonical.js'
import { toNumber } from '../../../src/event/coerce.js'
import { isNothing } from '../../../src/event/nothing.js'
import { kindOf } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { currencyOfText } from '../currency.js'
import { candidate, own } from '../read.js'
import { anyTextAt, cutAt, forget, numberAt, refuse, textAt } from '../told.js'
import { longest } from './settings.js'

/** Of an order: its revenue, its total, or what its products sum up to. */
export function orderRevenue(properties: Members, told: Warning[]): number | undefined {
  const mark = told.length
  const revenue = revenueOf(properties, told) ?? totalOf(properties, told)
  const found = revenue ?? productsTotal(properties, told)
  if (found !== undefined) forget(told, mark)
  return found
}

/** Of a refund: what was paid back, below zero. */
export function refundRevenue(properties: Members, told: Warning[]): number | undefined {
  const mark = told.length
  const total = totalOf(properties, told) ?? revenueOf(properties, told)
  const found = total ?? productsTotal(properties, told)
  if (found === undefined) return undefined
  forget(told, mark)
  return 0 - Math.abs(found)
}

export function revenueOf(properties: Members, told: Warning[]): number | undefined {
  const value = Object.hasOwn(properties, 'revenue') ? properties.revenue : undefined
  return numberAt(value, told, 'revenue', 'properties.revenue')
}

function totalOf(properties: Members, told: Warning[]): number | undefined {
  const value = Object.hasOwn(properties, 'total') ? properties.total : undefined
  return numberAt(value, told, 'revenue', 'properties.total')
}

function productsTotal(properties: Members, told: Warning[]): number | undefined {
  const products = own(properties, 'products')
  if (isNothing(products)) return undefined
  if (!Array.isArray(products)) {
    const reason = `${kindOf(products)}, but list is expected`
    return refuse(told, 'revenue', 'properties.products', reason)
  }
  let sum: number | undefined
  for (const product of products) {
    const price = toNumber(own(product, 'price'))
    if (price !== undefined) sum = (sum ?? 0) + price * (toNumber(own(product, 'quantity')) ?? 1)
  }
  return Number.isFinite(sum) ? sum : undefined
}

/** Price and quantity go only where their product is the revenue, over which it wins. */
export function isAgreed(price: unknown, quantity: unknown, revenue: unknown): boolean {
  return (
    Number.isFinite(price) &&
    Number.isFinite(revenue) &&
    Number.isSafeInteger(quantity) &&
    Math.abs((price as number) * (quantity as number) - (revenue as number)) < 0.005
  )
}

export function currencyOf(properties: Members, told: Warning[]): string | undefined {
  const value = Object.hasOwn(properties, 'currency') ? properties.currency : undefined
  const text = textAt(value, told, 'currency', 'properties.currency')
  return text === undefined
    ? undefined
    : currencyOfText(text, told, 'currency', 'properties.currency')
}

export function revenueTypeOf(properties: Members, told: Warning[]): string | undefined {
  const value =
    candidate(own(properties, 'revenueType')) ?? candidate(own(properties, 'revenue_type'))
  if (value === undefined) return undefined
  const source = 'properties.revenueType, properties.revenue_type'
  const text = anyTextAt(value, told, 'revenueType', source)
  return cutAt(text, longest, told, 'revenueType', source)
}

/** The same, or the type of all such events. */
export function revenueTypeOr(properties: Members, type: string, told: Warning[]): string {
  const mark = told.length
  const own = revenueTypeOf(properties, told)
  if (own === undefined) forget(told, mark)
  return own ?? type
}

export function productIdOf(properties: Members, told: Warning[]): string | undefined {
  const mark = told.length
  const source = 'properties.product_id, properties.productId, properties.sku'
  const snake = textAt(own(properties, 'product_id'), told, 'productId', 'properties.product_id')
  if (snake !== undefined) return cutAt(snake, longest, told, 'productId', source)
  const camel = candidate(own(properties, 'productId'))
  if (camel !== undefined) {
    forget(told, mark)
    const text = anyTextAt(camel, told, 'productId', source)
    return cutAt(text, longest, told, 'productId', source)
  }
  const sku = textAt(own(properties, 'sku'), told, 'productId', 'properties.sku')
  if (sku !== undefined) forget(told, mark)
  return cutAt(sku, longest, told, 'productId', source)
}
