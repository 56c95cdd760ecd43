import { legacyProduct, products } from './product.js'
import type { CataloguedEvent, MemberShapes } from './shape.js'

const amounts: MemberShapes = {
  order_id: 'text',
  affiliation: 'text',
  revenue: 'number',
  shipping: 'number',
  tax: 'number',
  discount: 'number',
  coupon: 'text',
  currency: 'text',
  products,
}
const order: MemberShapes = { ...amounts, total: 'number' }
const step: MemberShapes = {
  checkout_id: 'text',
  step: 'integer',
  shipping_method: 'text',
  payment_method: 'text',
}
const coupon: MemberShapes = { order_id: 'text', cart_id: 'text', coupon_id: 'text' }

/** From the cart to the order and back. */
export const orderEvents: readonly CataloguedEvent[] = [
  {
    name: 'Product Added',
    kind: 'ecommerce',
    about: 'A product was put into the cart.',
    properties: { ...legacyProduct, cart_id: 'text' },
  },
  {
    name: 'Product Removed',
    kind: 'ecommerce',
    about: 'A product was taken out of the cart.',
    properties: { ...legacyProduct, cart_id: 'text' },
  },
  {
    name: 'Cart Viewed',
    kind: 'ecommerce',
    about: 'The cart was viewed.',
    properties: { cart_id: 'text', products },
  },
  {
    name: 'Checkout Started',
    kind: 'ecommerce',
    about: 'The checkout was begun.',
    also: ['Order Started'],
    properties: { ...amounts, value: 'number' },
  },
  {
    name: 'Checkout Step Viewed',
    kind: 'ecommerce',
    about: 'A step of the checkout was viewed.',
    properties: step,
  },
  {
    name: 'Checkout Step Completed',
    kind: 'ecommerce',
    about: 'A step of the checkout was completed.',
    properties: step,
  },
  {
    name: 'Payment Info Entered',
    kind: 'ecommerce',
    about: 'The means of payment was entered.',
    properties: { ...step, order_id: 'text' },
  },
  {
    name: 'Order Completed',
    kind: 'ecommerce',
    about: 'An order was placed.',
    identity: 'order_id',
    properties: { ...order, checkout_id: 'text', subtotal: 'number' },
  },
  {
    name: 'Order Updated',
    kind: 'ecommerce',
    about: 'An order was changed after it was placed.',
    properties: order,
  },
  {
    name: 'Order Refunded',
    kind: 'ecommerce',
    about: 'An order was paid back, in whole or, with `products`, in part.',
    properties: { order_id: 'text', total: 'number', currency: 'text', products },
  },
  {
    name: 'Order Cancelled',
    kind: 'ecommerce',
    about: 'An order was cancelled.',
    also: ['Order Canceled'],
    properties: order,
  },
  {
    name: 'Coupon Entered',
    kind: 'ecommerce',
    about: 'A coupon was entered.',
    properties: coupon,
  },
  {
    name: 'Coupon Applied',
    kind: 'ecommerce',
    about: 'A coupon was accepted.',
    properties: { ...coupon, coupon_name: 'text', discount: 'number' },
  },
  {
    name: 'Coupon Denied',
    kind: 'ecommerce',
    about: 'A coupon was refused.',
    properties: { ...coupon, coupon_name: 'text', reason: 'text' },
  },
  {
    name: 'Coupon Removed',
    kind: 'ecommerce',
    about: 'A coupon was taken off again.',
    properties: { ...coupon, coupon_name: 'text', discount: 'number' },
  },
]
