import { legacyProduct, products } from './product.js'
import type { CataloguedEvent, MemberShapes } from './shape.js'

const list: MemberShapes = { list_id: 'text', category: 'text', products }
const promotion: MemberShapes = {
  promotion_id: 'text',
  creative: 'text',
  name: 'text',
  // A place by name (`home_banner_top`), where a product's is a number: as a path it has no type.
  position: 'text',
}
const choices: MemberShapes = { type: 'text', value: 'any' }

/** Looking around. */
export const browsingEvents: readonly CataloguedEvent[] = [
  {
    name: 'Products Searched',
    kind: 'ecommerce',
    about: 'Products were searched for.',
    properties: { query: 'text' },
  },
  {
    name: 'Product List Viewed',
    kind: 'ecommerce',
    about: 'A list or a category of products was viewed.',
    also: ['Product Category Viewed'],
    properties: list,
  },
  {
    name: 'Product List Filtered',
    kind: 'ecommerce',
    about: 'A list of products was filtered or sorted.',
    properties: { ...list, filters: [choices], sorts: [choices] },
  },
  {
    name: 'Promotion Viewed',
    kind: 'ecommerce',
    about: 'A promotion within the app was viewed.',
    properties: promotion,
  },
  {
    name: 'Promotion Clicked',
    kind: 'ecommerce',
    about: 'A promotion within the app was clicked.',
    properties: promotion,
  },
  {
    name: 'Product Clicked',
    kind: 'ecommerce',
    about: 'A product was chosen from a list.',
    properties: legacyProduct,
  },
  {
    name: 'Product Viewed',
    kind: 'ecommerce',
    about: "A product's own page was viewed.",
    properties: { ...legacyProduct, currency: 'text', value: 'number' },
  },
]
