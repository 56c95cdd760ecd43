import { toText } from '../../../src/event/coerce.js'
import { kindOf } from '../../../src/event/values.js'
import { integerOr, own, plain, refuse, textOr } from '../read-or-tell.js'
import { amountOf, currencyOf, piecesOf, totalOf } from './amount.js'
import { bitOf, type Mapping } from './mapping.js'
import { membersLeft } from './members.js'
import { ownLinksOf, ownProductOf, productsOf } from './product.js'
import { sourceOf } from './source.js'
import { fitting, from, textOf } from './text.js'

const AT = 'events.properties'
const cartIds = from('properties', 'cart_id')
const orderIds = from('properties', 'order_id')
const checkoutIds = from('properties', 'checkout_id', 'order_id')
const coupons = from('properties', 'coupon')
const QUANTITY = bitOf('quantity')
const COUPON = bitOf('coupon')

export interface Recommended {
  name: string
  properties: object
}

/** A recommended event, where it has all that is required; else undefined, and it is a custom one. */
export function recommendedOf(mapping: Mapping): Recommended | undefined {
  const isEvents = mapping.settings.orders === 'events'
  switch (mapping.event.event) {
    case 'Product Viewed':
      return event('ecommerce.product_viewed', productViewed(mapping))
    case 'Product Added':
      return event('ecommerce.cart_updated', cartUpdated(mapping, 'add'))
    case 'Product Removed':
      return event('ecommerce.cart_updated', cartUpdated(mapping, 'remove'))
    case 'Checkout Started':
      return event('ecommerce.checkout_started', checkoutStarted(mapping))
    case 'Order Completed':
      return isEvents ? event('ecommerce.order_placed', orderPlaced(mapping)) : undefined
    case 'Order Refunded':
      return isEvents ? event('ecommerce.order_refunded', orderRefunded(mapping)) : undefined
    case 'Order Cancelled':
      return event('ecommerce.order_cancelled', orderCancelled(mapping))
    default:
      return undefined
  }
}

function event(name: string, properties: object | undefined): Recommended | undefined {
  return properties === undefined ? undefined : { name, properties }
}

/** What no field took. */
function metadataOf({ properties, taken, warnings }: Mapping) {
  return membersLeft(properties, taken, warnings, `${AT}.metadata`, 'properties')
}

function productViewed(mapping: Mapping): object | undefined {
  const product = ownProductOf(mapping, AT)
  if (product === undefined) return undefined
  const currency = currencyOf(mapping, `${AT}.currency`)
  if (currency === undefined) return undefined
  const source = sourceOf(mapping, `${AT}.source`)
  const links = ownLinksOf(mapping, AT)
  return {
    product_id: product.id,
    product_name: product.name,
    variant_id: product.variant,
    price: product.price,
    currency,
    source,
    image_url: links.image,
    product_url: links.url,
    metadata: metadataOf(mapping),
  }
}

function cartUpdated(mapping: Mapping, action: 'add' | 'remove'): object | undefined {
  const cart = textOf(mapping, cartIds, `${AT}.cart_id`, true)
  if (cart === undefined) return undefined
  const currency = currencyOf(mapping, `${AT}.currency`)
  if (currency === undefined) return undefined
  const source = sourceOf(mapping, `${AT}.source`)
  const at = `${AT}.products[0]`
  const product = ownProductOf(mapping, at)
  if (product === undefined) return undefined
  const quantity = quantityOf(mapping, `${at}.quantity`)
  const links = ownLinksOf(mapping, at)
  const one = {
    product_id: product.id,
    product_name: product.name,
    variant_id: product.variant,
    price: product.price,
    quantity,
    image_url: links.image,
    product_url: links.url,
  }
  const metadata = metadataOf(mapping)
  return { cart_id: cart, action, currency, source, products: [one], metadata }
}

function quantityOf(mapping: Mapping, path: string): number {
  const { properties, warnings } = mapping
  const source = 'properties.quantity'
  const mark = warnings.length
  const count = integerOr(own(properties, 'quantity'), warnings, path, source)
  if (count !== undefined) mapping.taken |= QUANTITY
  return piecesOf(count, warnings, mark, path, source)
}

function sumsOf(mapping: Mapping) {
  return {
    subtotal: amountOf(mapping, 'subtotal', `${AT}.subtotal_value`),
    tax: amountOf(mapping, 'tax', `${AT}.tax`),
    shipping: amountOf(mapping, 'shipping', `${AT}.shipping`),
  }
}

/** What the order is worth, and its products; undefined where one is missing. */
function worthOf(mapping: Mapping) {
  const total = totalOf(mapping, `${AT}.total_value`)
  if (total === undefined) return undefined
  const currency = currencyOf(mapping, `${AT}.currency`)
  if (currency === undefined) return undefined
  const source = sourceOf(mapping, `${AT}.source`)
  const products = productsOf(mapping)
  return products === undefined ? undefined : { total, currency, source, products }
}

function checkoutStarted(mapping: Mapping): object | undefined {
  const sums = sumsOf(mapping)
  const id = textOf(mapping, checkoutIds, `${AT}.checkout_id`, true)
  const worth = id === undefined ? undefined : worthOf(mapping)
  if (worth === undefined) return undefined
  const cart = textOf(mapping, cartIds, `${AT}.cart_id`, true)
  return {
    subtotal_value: sums.subtotal,
    tax: sums.tax,
    shipping: sums.shipping,
    checkout_id: id,
    total_value: worth.total,
    currency: worth.currency,
    source: worth.source,
    products: worth.products,
    cart_id: cart,
    metadata: metadataOf(mapping),
  }
}

function orderPlaced(mapping: Mapping): object | undefined {
  const sums = sumsOf(mapping)
  const id = textOf(mapping, orderIds, `${AT}.order_id`, true)
  const worth = id === undefined ? undefined : worthOf(mapping)
  if (worth === undefined) return undefined
  const cart = textOf(mapping, cartIds, `${AT}.cart_id`, true)
  const discount = amountOf(mapping, 'discount', `${AT}.total_discounts`)
  const discounts = discountsOf(mapping)
  return {
    subtotal_value: sums.subtotal,
    tax: sums.tax,
    shipping: sums.shipping,
    order_id: id,
    total_value: worth.total,
    currency: worth.currency,
    source: worth.source,
    products: worth.products,
    cart_id: cart,
    total_discounts: discount,
    discounts,
    metadata: metadataOf(mapping),
  }
}

function orderRefunded(mapping: Mapping): object | undefined {
  const id = textOf(mapping, orderIds, `${AT}.order_id`, true)
  const worth = id === undefined ? undefined : worthOf(mapping)
  if (worth === undefined) return undefined
  const discount = amountOf(mapping, 'discount', `${AT}.total_discounts`)
  return {
    order_id: id,
    total_value: worth.total,
    currency: worth.currency,
    source: worth.source,
    products: worth.products,
    total_discounts: discount,
    metadata: metadataOf(mapping),
  }
}

function orderCancelled(mapping: Mapping): object | undefined {
  const sums = sumsOf(mapping)
  const id = textOf(mapping, orderIds, `${AT}.order_id`, true)
  if (id === undefined) return undefined
  const reason = reasonOf(mapping)
  const worth = worthOf(mapping)
  if (worth === undefined) return undefined
  const cart = textOf(mapping, cartIds, `${AT}.cart_id`, true)
  const discount = amountOf(mapping, 'discount', `${AT}.total_discounts`)
  const discounts = discountsOf(mapping)
  return {
    subtotal_value: sums.subtotal,
    tax: sums.tax,
    shipping: sums.shipping,
    order_id: id,
    cancel_reason: reason,
    total_value: worth.total,
    currency: worth.currency,
    source: worth.source,
    products: worth.products,
    cart_id: cart,
    total_discounts: discount,
    discounts,
    metadata: metadataOf(mapping),
  }
}

function reasonOf(mapping: Mapping): string {
  const { properties, warnings } = mapping
  const path = `${AT}.cancel_reason`
  const mark = warnings.length
  let found = plain(own(properties, 'cancel_reason'))
  let bit = bitOf('cancel_reason')
  if (found === undefined) {
    found = textOr(own(properties, 'reason'), warnings, path, 'properties.reason')
    bit = bitOf('reason')
  }
  if (found !== undefined) {
    mapping.taken |= bit
    const sources = 'properties.cancel_reason, properties.reason'
    const text = toText(found) ?? refuse(warnings, path, sources, `${kindOf(found)} is no text`)
    const reason =
      text === undefined ? undefined : fitting(text.trim(), warnings, path, sources, false)
    if (reason !== undefined) return reason
  }
  for (const warning of warnings.slice(mark)) warning.code = 'VALUE_REPLACED'
  return 'unspecified'
}

function discountsOf(mapping: Mapping): object[] | undefined {
  const code = textOf(mapping, coupons, `${AT}.discounts[0].code`, false)
  if (code === undefined) return undefined
  const amount = amountOf(mapping, 'discount', `${AT}.discounts[0].amount`)
  if (amount !== undefined) return [{ code, amount }]
  mapping.taken &= ~COUPON
  return undefined
}
