import type { Warning } from '../../../src/result.js'
import { own } from '../read.js'
import { forget, numberAt } from '../told.js'
import { amountOf, amountOrTotal, currencyOf, totalOf, transactionOf } from './amounts.js'
import { itemOfEvent, itemsOf } from './items.js'
import { anyOfProperty, ofFirst, ofProperty, type Write, type Writing } from './params.js'

export const purchase: Write = (session, writing, settings, key) => {
  const { properties, taken, told } = writing
  const id = transactionOf(properties, key, taken, told)
  if (id === undefined) return undefined
  // Without tax and shipping, where that is told.
  const value = amountOrTotal(properties, ['revenue', 'subtotal', 'total'], taken, told)
  return {
    session_id: session.session_id,
    engagement_time_msec: session.engagement_time_msec,
    debug_mode: session.debug_mode,
    transaction_id: id,
    value,
    currency: currencyOf(properties, value, settings, taken, told),
    coupon: ofProperty(writing, 'coupon', 'coupon'),
    shipping: numberOf(writing, 'shipping'),
    tax: numberOf(writing, 'tax'),
    items: itemsAt(writing),
  }
}

export const refund: Write = (session, writing, settings, key) => {
  const { properties, taken, told } = writing
  const id = transactionOf(properties, key, taken, told)
  if (id === undefined) return undefined
  const total = amountOrTotal(properties, ['total'], taken, told)
  const value = total === undefined ? undefined : Math.abs(total)
  return {
    session_id: session.session_id,
    engagement_time_msec: session.engagement_time_msec,
    debug_mode: session.debug_mode,
    transaction_id: id,
    value,
    currency: currencyOf(properties, value, settings, taken, told),
    items: itemsAt(writing),
  }
}

export const checkout: Write = (session, writing, settings) => {
  const { properties, taken, told } = writing
  const value = amountOrTotal(properties, ['value', 'revenue'], taken, told)
  return {
    session_id: session.session_id,
    engagement_time_msec: session.engagement_time_msec,
    debug_mode: session.debug_mode,
    value,
    currency: currencyOf(properties, value, settings, taken, told),
    coupon: ofProperty(writing, 'coupon', 'coupon'),
    items: itemsAt(writing),
  }
}

export const list: Write = (session, writing) => ({
  session_id: session.session_id,
  engagement_time_msec: session.engagement_time_msec,
  debug_mode: session.debug_mode,
  item_list_id: ofProperty(writing, 'list_id', 'item_list_id'),
  item_list_name: ofProperty(writing, 'category', 'item_list_name'),
  items: itemsAt(writing),
})

export const promotion: Write = (session, writing) => ({
  session_id: session.session_id,
  engagement_time_msec: session.engagement_time_msec,
  debug_mode: session.debug_mode,
  creative_name: ofProperty(writing, 'creative', 'creative_name'),
  creative_slot: anyOfProperty(writing, 'position', 'creative_slot'),
  promotion_id: ofProperty(writing, 'promotion_id', 'promotion_id'),
  promotion_name: ofProperty(writing, 'name', 'promotion_name'),
})

export const share: Write = (session, writing) => {
  const { event, properties } = writing
  const cart = event.event === 'Cart Shared'
  return {
    session_id: session.session_id,
    engagement_time_msec: session.engagement_time_msec,
    debug_mode: session.debug_mode,
    method: ofProperty(writing, 'share_via', 'method'),
    content_type: cart ? 'cart' : 'product',
    item_id: ofFirst(
      writing,
      [
        {
          value: cart ? own(properties, 'cart_id') : undefined,
          from: 'properties.cart_id',
          property: 'cart_id',
        },
        {
          value: own(properties, 'product_id'),
          from: 'properties.product_id',
          property: 'product_id',
        },
        { value: own(properties, 'sku'), from: 'properties.sku', property: 'sku' },
      ],
      'item_id',
    ),
  }
}

const valued: ReadonlySet<string | undefined> = new Set([
  'Product Viewed',
  'Product Added',
  'Product Removed',
  'Product Added to Wishlist',
  'Wishlist Product Added to Cart',
])

export const product: Write = (session, writing, settings) => {
  const { event, properties, taken, told } = writing
  const value = valued.has(event.event) ? productValue(writing, told) : undefined
  return {
    session_id: session.session_id,
    engagement_time_msec: session.engagement_time_msec,
    debug_mode: session.debug_mode,
    value,
    currency: currencyOf(properties, value, settings, taken, told),
    items: itemOfEvent(properties, told),
  }
}

function productValue({ properties, taken }: Writing, told: Warning[]): number | undefined {
  const mark = told.length
  const value = amountOf(properties, ['value'], taken, told)
  if (value !== undefined) return value
  const total = totalOf(properties)
  if (!Number.isFinite(total)) return undefined
  forget(told, mark)
  return total
}

const valueless: ReadonlySet<string | undefined> = new Set(['Order Updated', 'Order Cancelled'])

export const other: Write = (session, writing, settings) => {
  const { event, properties, taken, told } = writing
  // An order that was changed or cancelled is worth nothing more.
  const value = valueless.has(event.event)
    ? undefined
    : amountOf(properties, ['value', 'revenue'], taken, told)
  return {
    session_id: session.session_id,
    engagement_time_msec: session.engagement_time_msec,
    debug_mode: session.debug_mode,
    value,
    currency: currencyOf(properties, value, settings, taken, told),
    items: itemsAt(writing),
  }
}

function numberOf({ properties, taken, told }: Writing, name: 'shipping' | 'tax') {
  const value = own(properties, name)
  if (value === undefined) return undefined
  const amount = numberAt(value, told, `events[0].params.${name}`, `properties.${name}`)
  if (amount !== undefined) taken.push(name)
  return amount
}

function itemsAt({ properties, told }: Writing) {
  const products = Object.hasOwn(properties, 'products') ? properties.products : undefined
  return products === undefined ? undefined : itemsOf(products, told)
}
