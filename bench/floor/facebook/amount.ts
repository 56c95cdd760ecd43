import { toNumber } from '../../../src/event/coerce.js'
import { isNothing } from '../../../src/event/nothing.js'
import { isObject, kindOf } from '../../../src/event/values.js'
import { forget, numberOr, own, plain, refuse, text, textOr } from '../read-or-tell.js'
import {
  CURRENCY,
  FB_CURRENCY,
  PRODUCTS,
  RATING,
  REVENUE,
  type Reading,
  SUBTOTAL,
  TOTAL,
  VALUE,
} from './reading.js'

const orders = new Set<unknown>(['Order Completed', 'Order Updated'])
const listings = new Set<unknown>(['Product List Viewed', 'Product List Filtered', 'Cart Shared'])
const withoutAmount = new Set<unknown>(['Order Refunded', 'Order Cancelled', 'Product Reviewed'])

/** The amount, which counts only with a currency that can be read; of a review, its rating. `isRenamed`: the settings give the event another name. */
export function amountOrRating(
  reading: Reading,
  path: string,
  isRenamed: boolean,
): number | undefined {
  const { event, warnings, taken } = reading
  const mark = warnings.length
  const isReview = event.event === 'Product Reviewed'
  if (isReview && !isRenamed) {
    const rating = ratingOf(reading, path)
    if (rating !== undefined) return rating
  }
  const amount = isReview ? ratingOf(reading, `${path}.amount`) : amountOf(reading, path)
  if (amount === undefined) return undefined
  reading.currency = currencyOf(reading, `${path}.currency`)
  if (reading.currency === undefined) {
    reading.taken = taken
    return undefined
  }
  forget(warnings, mark)
  return amount
}

function ratingOf(reading: Reading, path: string): number | undefined {
  const { properties, warnings } = reading
  const source = 'properties.rating'
  const rating = textOr(own(properties, 'rating'), warnings, path, source)
  if (rating === undefined) return undefined
  const stars = toNumber(rating)
  if (stars === undefined) return refuse(warnings, path, source, `${kindOf(rating)} is no number`)
  reading.taken |= RATING
  return stars
}

function amountOf(reading: Reading, under: string): number | undefined {
  const { event, properties, warnings } = reading
  if (withoutAmount.has(event.event)) return undefined
  const mark = warnings.length
  if (Object.hasOwn(properties, 'revenue')) {
    const amount = told(reading, properties.revenue, under, 'properties.revenue')
    if (amount !== undefined) return found(reading, mark, REVENUE, amount)
  }
  if (Object.hasOwn(properties, 'value')) {
    const amount = told(reading, properties.value, under, 'properties.value')
    if (amount !== undefined) return found(reading, mark, VALUE, amount)
  }
  if (orders.has(event.event)) {
    const total = told(reading, own(properties, 'total'), under, 'properties.total')
    if (total !== undefined) return found(reading, mark, TOTAL, total)
    const subtotal = told(reading, own(properties, 'subtotal'), under, 'properties.subtotal')
    if (subtotal !== undefined) return found(reading, mark, SUBTOTAL, subtotal)
  }
  // What a list shows has no value yet.
  if (listings.has(event.event)) return undefined
  const price = worthOf(properties)
  if (price !== undefined && Number.isFinite(price)) return found(reading, mark, 0, price)
  if (!Object.hasOwn(properties, 'products')) return undefined
  const worth = worthOfAll(reading, properties.products, under)
  return worth === undefined ? undefined : found(reading, mark, PRODUCTS, worth)
}

/** What was refused since a mark is not told where another gives the amount. */
function found(reading: Reading, mark: number, bit: number, amount: number): number {
  reading.taken |= bit
  forget(reading.warnings, mark)
  return amount
}

function told(
  { warnings }: Reading,
  value: unknown,
  under: string,
  source: string,
): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined
  return isNothing(value) ? undefined : numberOr(value, warnings, `${under}.amount`, source)
}

/** Price times quantity, which counts 1 where it is not told. */
function worthOf(product: Readonly<Record<string, unknown>>): number | undefined {
  if (!Object.hasOwn(product, 'price')) return undefined
  const price = toNumber(product.price)
  if (price === undefined) return undefined
  return price * ((Object.hasOwn(product, 'quantity') ? toNumber(product.quantity) : 1) ?? 1) + 0
}

function worthOfAll({ warnings }: Reading, products: unknown, under: string): number | undefined {
  if (!Array.isArray(products)) {
    return isNothing(products)
      ? undefined
      : refuse(
          warnings,
          `${under}.amount`,
          'properties.products',
          `${kindOf(products)}, but list is expected`,
        )
  }
  let sum: number | undefined
  for (const product of products) {
    const worth = isObject(product) ? worthOf(product) : undefined
    if (worth !== undefined) sum = (sum ?? 0) + worth
  }
  return sum !== undefined && Number.isFinite(sum) ? sum : undefined
}

/** A currency that cannot be read never becomes dollars; one that is not told does. */
export function currencyOf(reading: Reading, path: string): string | undefined {
  const { properties, warnings, event } = reading
  const mark = warnings.length
  const source = 'properties.currency'
  const given = Object.hasOwn(properties, 'currency') ? properties.currency : undefined
  let bit = CURRENCY
  let currency: unknown = textOr(given, warnings, path, source)
  if (currency === undefined) {
    bit = FB_CURRENCY
    currency = plain(own(properties, 'fb_currency'))
    if (currency !== undefined) forget(warnings, mark)
  }
  if (currency !== undefined) {
    const code = codeOf(currency)
    if (code !== undefined) {
      reading.taken |= bit
      return code
    }
    const both = 'properties.currency, properties.fb_currency'
    refuse(warnings, path, both, `${kindOf(currency)} is no currency of three letters`)
  }
  if (text(given) !== undefined || !isNothing(own(own(event.sent, 'properties'), 'currency')))
    return undefined
  forget(warnings, mark)
  return 'USD'
}

/** Three letters, upper-cased. */
export function codeOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const code = value.trim()
  return /^[a-z]{3}$/i.test(code) ? code.toUpperCase() : undefined
}
