import { product } from './product.js'
import type { CataloguedEvent, MemberShapes } from './shape.js'

const wishlist: MemberShapes = { wishlist_id: 'text', wishlist_name: 'text', ...product }
const share: MemberShapes = { share_via: 'text', share_message: 'text', recipient: 'text' }

/** Wishlists, sharing and reviews. */
export const sharingEvents: readonly CataloguedEvent[] = [
  {
    name: 'Product Added to Wishlist',
    kind: 'ecommerce',
    about: 'A product was put on a wishlist.',
    properties: wishlist,
  },
  {
    name: 'Product Removed from Wishlist',
    kind: 'ecommerce',
    about: 'A product was taken off a wishlist.',
    properties: wishlist,
  },
  {
    name: 'Wishlist Product Added to Cart',
    kind: 'ecommerce',
    about: 'A product of a wishlist was put into the cart.',
    properties: { ...wishlist, cart_id: 'text' },
  },
  {
    name: 'Product Shared',
    kind: 'ecommerce',
    about: 'A product was shared with somebody.',
    properties: { ...share, ...product },
  },
  {
    name: 'Cart Shared',
    kind: 'ecommerce',
    about: 'The cart was shared with somebody.',
    properties: {
      ...share,
      cart_id: 'text',
      products: [{ product_id: 'text', id: '=product_id' }],
    },
  },
  {
    name: 'Product Reviewed',
    kind: 'ecommerce',
    about: 'A product was reviewed.',
    properties: {
      product_id: 'text',
      review_id: 'text',
      review_body: 'text',
      // Text in the spec: stars, marks and words are all in use.
      rating: 'text',
    },
  },
]
