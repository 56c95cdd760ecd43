import type { CanonicalEvent } from '../../src/event/canonical.js'
import { toNumber } from '../../src/event/coerce.js'
import type { Mapped } from '../../src/mapping/program.js'
import type { Warning } from '../../src/result.js'
import { alias } from './amplitude/alias.js'
import { eventOf } from './amplitude/event.js'
import { group, identify } from './amplitude/identify.js'
import {
  currencyOf,
  isAgreed,
  orderRevenue,
  productIdOf,
  refundRevenue,
  revenueOf,
  revenueTypeOf,
  revenueTypeOr,
} from './amplitude/money.js'
import { failed, mapped, withoutIds } from './amplitude/results.js'
import { longest, propertyLimits, type Settings } from './amplitude/settings.js'
import { viewed } from './amplitude/viewed.js'
import { fitted } from './fit.js'
import type { Floor } from './floor.js'
import { keyOf } from './key.js'
import { own } from './read.js'
import { cutAt, refuse } from './told.js'

const reservedEvents: ReadonlySet<string> = new Set([
  '[amplitude] start session',
  '[amplitude] end session',
  '[amplitude] revenue',
  '[amplitude] revenue (verified)',
  '[amplitude] revenue (unverified)',
  '[amplitude] merged user',
  '$identify',
  '$groupidentify',
])

const nothingEarned: ReadonlySet<string> = new Set([
  'Products Searched',
  'Product List Viewed',
  'Product List Filtered',
  'Promotion Viewed',
  'Promotion Clicked',
  'Product Clicked',
  'Product Viewed',
  'Product Added',
  'Product Removed',
  'Cart Viewed',
  'Checkout Started',
  'Checkout Step Viewed',
  'Checkout Step Completed',
  'Payment Info Entered',
  'Order Updated',
  'Order Cancelled',
  'Coupon Entered',
  'Coupon Applied',
  'Coupon Denied',
  'Coupon Removed',
  'Product Added to Wishlist',
  'Product Removed from Wishlist',
  'Wishlist Product Added to Cart',
  'Product Shared',
  'Cart Shared',
  'Product Reviewed',
])

/** Assumes settings without operations, templates, plan, ingestion metadata, partner id, paths of groups and traits of events, and revenue by order. */
export const floor: Floor = (event, settings, options) => {
  const of = settings as unknown as Settings
  const told: Warning[] = []
  switch (event.type) {
    case 'track':
      return track(event, of, options, told)
    case 'identify': {
      const actions = identify(event, keyOf(event), options, of, told)
      if (actions === undefined) return withoutIds('identify')
      return { outcome: 'mapped', rule: 'identify', actions, warnings: told }
    }
    case 'page':
      return viewed(event, 'page', 'Page', of, options, told)
    case 'screen':
      return viewed(event, 'screen', 'Screen', of, options, told)
    case 'group': {
      const actions = group(event, keyOf(event), of, told)
      if (actions === 'no group')
        return failed(
          'group',
          'groups',
          'required, but there is nothing at settings.groupValue, groupId',
        )
      if (actions === undefined) return withoutIds('group')
      return { outcome: 'mapped', rule: 'group', actions, warnings: told }
    }
    case 'alias':
      return alias(event, options)
  }
}

function track(
  event: CanonicalEvent,
  settings: Settings,
  options: unknown,
  told: Warning[],
): Mapped {
  const name = event.event as string
  const { properties } = event
  const key = keyOf(event)
  const payload = eventOf(event, key, options, settings, told)
  payload.event_type = eventType(name, told)
  payload.event_properties = fitted(
    properties,
    propertyLimits,
    told,
    'event_properties',
    'properties',
  )
  let rule = 'track'
  if (name === 'Order Completed') {
    rule = 'order'
    payload.revenue = orderRevenue(properties, told)
    if (payload.revenue !== undefined) {
      payload.revenueType = revenueTypeOr(properties, 'Purchase', told)
      payload.currency = currencyOf(properties, told)
    }
  } else if (name === 'Order Refunded') {
    rule = 'refund'
    payload.revenue = refundRevenue(properties, told)
    if (payload.revenue !== undefined) {
      payload.revenueType = revenueTypeOr(properties, 'Refund', told)
      payload.currency = currencyOf(properties, told)
    }
  } else if (nothingEarned.has(name)) rule = 'nothing earned'
  else {
    const revenue = own(properties, 'revenue')
    if (revenue !== undefined) {
      const price = own(properties, 'price')
      const quantity = own(properties, 'quantity')
      if (isAgreed(price, quantity, revenue)) {
        payload.price = toNumber(price)
        payload.quantity = toNumber(quantity)
      }
      payload.revenue = revenueOf(properties, told)
    }
    if (payload.revenue !== undefined) {
      payload.productId = productIdOf(properties, told)
      payload.revenueType = revenueTypeOf(properties, told)
      payload.currency = currencyOf(properties, told)
    }
  }
  if (payload.event_type === undefined)
    return failed(rule, 'event_type', 'required, but there is nothing at event')
  if (payload.user_id === undefined && payload.device_id === undefined) return withoutIds(rule)
  return mapped(rule, 'event', payload, key, told)
}

function eventType(name: string, told: Warning[]): string | undefined {
  const bare = name.trim()
  const first = bare.charCodeAt(0)
  // All of them begin with [ or $.
  if ((first === 0x5b || first === 0x24) && reservedEvents.has(bare.toLowerCase()))
    return refuse(told, 'event_type', 'event', 'the vendor refuses this value')
  return cutAt(name, longest, told, 'event_type', 'event')
}
