import type { CanonicalEvent, Members } from '../../../src/event/canonical.js'
import { isObject } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'

/** One event that is being mapped. */
export interface Reading {
  readonly event: CanonicalEvent
  readonly properties: Members
  readonly options: unknown
  readonly device: Members | undefined
  readonly userId: string | undefined
  readonly warnings: Warning[]
  /** Bits of the properties that fields were filled from: the others are sent as parameters. */
  taken: number
  /** The currency of the amount. */
  currency: string | undefined
}

export function startReading(event: CanonicalEvent, options: unknown): Reading {
  const { context, properties, userId } = event
  const device = Object.hasOwn(context, 'device') ? context.device : undefined
  return {
    event,
    properties,
    options,
    device: isObject(device) ? device : undefined,
    userId: userId?.toWellFormed(),
    warnings: [],
    taken: 0,
    currency: undefined,
  }
}

export const REVENUE = 1
export const VALUE = 1 << 1
export const TOTAL = 1 << 2
export const SUBTOTAL = 1 << 3
export const PRODUCTS = 1 << 4
export const RATING = 1 << 5
export const CURRENCY = 1 << 6
export const FB_CURRENCY = 1 << 7
export const PRODUCT_ID = 1 << 8
export const SKU = 1 << 9
export const QUANTITY = 1 << 10
export const PRICE = 1 << 11
export const NAME = 1 << 12
export const ORDER_ID = 1 << 13
export const QUERY = 1 << 14
export const TRACKING = 1 << 15

/** The bits that both of Meta's APIs have. */
export const sharedBits: readonly (readonly [string, number])[] = [
  ['revenue', REVENUE],
  ['value', VALUE],
  ['total', TOTAL],
  ['subtotal', SUBTOTAL],
  ['products', PRODUCTS],
  ['rating', RATING],
  ['currency', CURRENCY],
  ['fb_currency', FB_CURRENCY],
  ['product_id', PRODUCT_ID],
  ['sku', SKU],
  ['quantity', QUANTITY],
  ['price', PRICE],
  ['name', NAME],
  ['order_id', ORDER_ID],
  ['query', QUERY],
  ['application_tracking_enabled', TRACKING],
]
/** The first bit that is free for an API of its own. */
export const OWN_BITS = 16
