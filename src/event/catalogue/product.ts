import type { MemberShapes, Shape } from './shape.js'

/** The members of a product, wherever it stands. */
export const product: MemberShapes = {
  product_id: 'text',
  sku: 'text',
  category: 'text',
  name: 'text',
  brand: 'text',
  variant: 'text',
  price: 'number',
  quantity: 'integer',
  coupon: 'text',
  position: 'integer',
  url: 'text',
  image_url: 'text',
}

/**
 * In the first version of the spec a product was its `id`. In an element of a
 * list, and in the four events that version had, it can be nothing else; in
 * later ones it may be the wishlist's or the review's, and stays as it was sent.
 */
export const legacyProduct: MemberShapes = { ...product, id: '=product_id' }

export const products: Shape = [legacyProduct]
