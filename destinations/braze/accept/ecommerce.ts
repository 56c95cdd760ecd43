import { z } from 'zod'
import { short } from './values.js'

const amount = z.number('must be a number').min(0, 'must not be below zero')
const metadata = z.record(z.string(), z.unknown(), 'must be an object').optional()
const currency = z.string().regex(/^[A-Z]{3}$/, 'must be three capitals')

const item = { product_id: short, product_name: short, variant_id: short, price: amount }
const shown = { image_url: short.optional(), product_url: short.optional(), metadata }

const product = z.strictObject({ ...item, quantity: z.int().min(0), ...shown })
const products = z.array(product).min(1, 'must hold a product')
const sums = { subtotal_value: amount.optional(), tax: amount.optional() }
const shipping = { shipping: amount.optional() }

const placed = {
  order_id: short,
  total_value: amount,
  currency,
  source: short,
  products,
  total_discounts: amount.optional(),
  discounts: z.array(z.looseObject({ code: short, amount })).optional(),
  metadata,
}
const order = { ...placed, ...sums, ...shipping, cart_id: short.optional() }

/** The properties of each recommended event: https://www.braze.com/docs/user_guide/data/activation/events/recommended_events/ecommerce_events/ */
export const ecommerce: Readonly<Record<string, z.ZodType>> = {
  'ecommerce.product_viewed': z.strictObject({
    ...item,
    currency,
    source: short,
    ...shown,
    type: z.array(z.enum(['price_drop', 'back_in_stock'])).optional(),
  }),
  'ecommerce.cart_updated': z
    .strictObject({
      cart_id: short,
      action: z.enum(['add', 'remove', 'replace']).optional(),
      total_value: amount.optional(),
      currency,
      source: short,
      products,
      ...sums,
      ...shipping,
      metadata,
    })
    .refine(
      ({ action, total_value }) =>
        action === 'add' || action === 'remove' || total_value !== undefined,
      { path: ['total_value'], error: 'must be there' },
    ),
  'ecommerce.checkout_started': z.strictObject({
    checkout_id: short,
    total_value: amount,
    currency,
    source: short,
    products,
    cart_id: short.optional(),
    ...sums,
    ...shipping,
    metadata,
  }),
  'ecommerce.order_placed': z.strictObject(order),
  'ecommerce.order_refunded': z.strictObject(placed),
  'ecommerce.order_cancelled': z.strictObject({ ...order, cancel_reason: short }),
}
