import type { CanonicalEvent, Members } from '../../../src/event/canonical.js'
import { isObject } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'

type Settings = Readonly<Record<string, unknown>>

/** One event that is being mapped. */
export interface Mapping {
  readonly event: CanonicalEvent
  readonly settings: Settings
  readonly properties: Members
  readonly device: Members | undefined
  readonly userId: string | undefined
  readonly warnings: Warning[]
  /** Bits of the properties that fields were filled from: the others are sent beside them. */
  taken: number
  /** The same of the members of products, of all together. */
  takenOfItems: number
}

export function startMapping(event: CanonicalEvent, settings: Settings): Mapping {
  const { context, properties, userId } = event
  const device = Object.hasOwn(context, 'device') ? context.device : undefined
  return {
    event,
    settings,
    properties,
    device: isObject(device) ? device : undefined,
    userId: userId?.toWellFormed(),
    warnings: [],
    taken: 0,
    takenOfItems: 0,
  }
}

/** Members that fields may be filled from, each with its bit. */
export const names = [
  'product_id',
  'sku',
  'name',
  'variant',
  'price',
  'currency',
  'image_url',
  'url',
  'cart_id',
  'quantity',
  'products',
  'checkout_id',
  'order_id',
  'total',
  'revenue',
  'value',
  'subtotal',
  'tax',
  'shipping',
  'discount',
  'coupon',
  'cancel_reason',
  'reason',
  'path',
  'referrer',
  'search',
  'title',
] as const
export type Name = (typeof names)[number]

export const bits: ReadonlyMap<string, number> = new Map(
  names.map((name, index) => [name, 1 << index]),
)

export const bitOf = (name: Name) => bits.get(name) ?? 0
