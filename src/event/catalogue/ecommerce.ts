import { browsingEvents } from './ecommerce-browsing.js'
import { orderEvents } from './ecommerce-order.js'
import { sharingEvents } from './ecommerce-sharing.js'
import type { CataloguedEvent } from './shape.js'

/** https://segment.com/docs/connections/spec/ecommerce/v2/ */
export const ecommerceEvents: readonly CataloguedEvent[] = [
  ...browsingEvents,
  ...orderEvents,
  ...sharingEvents,
]
