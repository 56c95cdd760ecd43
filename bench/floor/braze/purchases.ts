import { functions } from '../../../destinations/braze/functions.js'
import type { OwnFunction } from '../../../src/destination.js'
import type { Members } from '../../../src/event/canonical.js'
import { isNothing } from '../../../src/event/nothing.js'
import { isObject, put } from '../../../src/event/values.js'
import { any, textOr } from '../read-or-tell.js'
import { anyTotalOf, currencyOf } from './amount.js'
import { tellClash } from './attributes-rest.js'
import { tellBeyond } from './fitted.js'
import { bitOf, type Mapping } from './mapping.js'
import { MOST_MEMBERS, membersLeft, telling } from './members.js'
import { fitting, from, itemTextOf } from './text.js'
import { type Act, actOf } from './who.js'

const ids = from('item', 'product_id', 'sku', 'name')
const PRICE = bitOf('price')

export interface Purchase {
  act: Act
  /** Members beside those of the act. */
  about: object
}

/** One product of an order that is told as purchases; undefined where it cannot be one. */
export function purchaseOf(mapping: Mapping, item: unknown): Purchase | undefined {
  const { warnings } = mapping
  mapping.takenOfItems = 0
  const act = actOf(mapping, 'purchases')
  const id = isObject(item)
    ? itemTextOf(mapping, item, ids, 'purchases', 'product_id', true)
    : undefined
  if (id === undefined) return undefined
  const currency = currencyOf(mapping, 'purchases.currency')
  if (currency === undefined) return undefined
  const price = signed(mapping, made(mapping, 'unitPrice', item, 'purchases.price'))
  if (price === undefined) return undefined
  const quantity = made(mapping, 'pieces', item, 'purchases.quantity')
  const order = orderIdOf(mapping)
  const at = 'purchases.properties'
  const taken = mapping.takenOfItems | PRICE
  const rest = membersLeft(item as Members, taken, warnings, at, 'item', Infinity)
  const properties = rest === undefined ? order : withOrder(mapping, rest, order?.order_id)
  return { act, about: { product_id: id, currency, price, quantity, properties } }
}

function made({ warnings }: Mapping, name: string, item: unknown, path: string): unknown {
  const result = (functions[name] as OwnFunction)(any(item), telling(warnings, path, 'item'))
  return isNothing(result) ? undefined : result
}

/** What is paid back is below zero. */
function signed({ event }: Mapping, price: unknown): number | undefined {
  if (typeof price !== 'number') return undefined
  return event.event === 'Order Refunded' ? 0 - Math.abs(price) : price
}

function orderIdOf({ properties, warnings }: Mapping): { order_id: string } | undefined {
  if (!Object.hasOwn(properties, 'order_id')) return undefined
  const path = 'purchases.properties.order_id'
  const source = 'properties.order_id'
  const given = textOr(properties.order_id, warnings, path, source)
  const id = given === undefined ? undefined : fitting(given.trim(), warnings, path, source, false)
  return id === undefined ? undefined : { order_id: id }
}

function withOrder(
  mapping: Mapping,
  rest: Readonly<Record<string, unknown>>,
  order: string | undefined,
): object | undefined {
  const properties: Record<string, unknown> = { order_id: order }
  let room = order === undefined ? MOST_MEMBERS : MOST_MEMBERS - 1
  let some = order !== undefined
  const beyond: string[] = []
  for (const name of Object.keys(rest)) {
    if (name === 'order_id') {
      if (rest[name] !== order) tellClash(mapping, 'purchases.properties', name)
    } else if (room-- > 0) {
      put(properties, name, rest[name])
      some = true
    } else beyond.push(name)
  }
  tellBeyond(beyond, MOST_MEMBERS, mapping.warnings, 'purchases.properties')
  return some ? properties : undefined
}

/** An order that does not tell its products. */
export function wholePurchaseOf(mapping: Mapping): Purchase | undefined {
  const act = actOf(mapping, 'purchases')
  const { event, warnings } = mapping
  const id = fitting(event.event ?? '', warnings, 'purchases.product_id', 'event', false)
  if (id === undefined) return undefined
  const currency = currencyOf(mapping, 'purchases.currency')
  if (currency === undefined) return undefined
  const price = signed(mapping, anyTotalOf(mapping, 'purchases.price'))
  if (price === undefined) return undefined
  return { act, about: { product_id: id, currency, price, properties: orderIdOf(mapping) } }
}
