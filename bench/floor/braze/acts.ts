import type { Action, Mapped } from '../../../src/mapping/program.js'
import { forget } from '../read-or-tell.js'
import { mapped, push, unknown } from './actions.js'
import { recommendedOf } from './events.js'
import type { Mapping } from './mapping.js'
import { membersLeft } from './members.js'
import { type Purchase, purchaseOf, wholePurchaseOf } from './purchases.js'
import { viewName, viewProperties } from './viewed.js'
import { type Act, actOf, aliasOfAnonymous, isKnown } from './who.js'

export function track(mapping: Mapping): Mapped {
  const { event, properties, settings, warnings } = mapping
  const actions: Action[] = []
  pushProfile(mapping, actions)
  const act = actOf(mapping, 'events')
  if (!isKnown(act)) return unknown('track', 'events')
  const mark = warnings.length
  const recommended = recommendedOf(mapping)
  if (recommended !== undefined) {
    push(mapping, actions, 'track', eventOf(act, recommended.name, recommended.properties))
  } else {
    forget(warnings, mark)
    const name = (event.event ?? '').trim()
    const members = membersLeft(properties, 0, warnings, 'events.properties', 'properties')
    push(mapping, actions, 'track', eventOf(act, name, members))
  }
  if (settings.orders === 'purchases' && isOrder(event.event)) pushPurchases(mapping, actions)
  return mapped(mapping, 'track', actions)
}

const isOrder = (name: string | undefined) =>
  name === 'Order Completed' || name === 'Order Refunded'

/** An act of an alias makes no profile; this does. */
function pushProfile(mapping: Mapping, actions: Action[]): void {
  const alias = aliasOfAnonymous(mapping)
  if (alias === undefined) return
  const attributes = { user_alias: alias, _update_existing_only: false }
  push(mapping, actions, 'track', { attributes })
}

function eventOf({ id, alias, email, app, time }: Act, name: string, properties: unknown) {
  return {
    events: {
      external_id: id,
      user_alias: alias,
      email,
      app_id: app,
      time,
      // Else an alias that is not known yet makes no profile.
      _update_existing_only: alias === undefined ? undefined : false,
      name,
      properties,
    },
  }
}

function pushPurchases(mapping: Mapping, actions: Action[]): void {
  const products = Object.hasOwn(mapping.properties, 'products')
    ? mapping.properties.products
    : undefined
  if (!Array.isArray(products)) {
    pushPurchase(mapping, actions, wholePurchaseOf(mapping))
    return
  }
  for (const product of products) pushPurchase(mapping, actions, purchaseOf(mapping, product))
}

function pushPurchase(mapping: Mapping, actions: Action[], purchase: Purchase | undefined): void {
  if (purchase === undefined) return
  const { id, alias, email, app, time } = purchase.act
  const purchases = {
    external_id: id,
    user_alias: alias,
    email,
    app_id: app,
    time,
    _update_existing_only: alias === undefined ? undefined : false,
    ...purchase.about,
  }
  push(mapping, actions, 'track', { purchases })
}

/** A page or screen. */
export function view(mapping: Mapping): Mapped {
  const { type } = mapping.event
  const actions: Action[] = []
  pushProfile(mapping, actions)
  const act = actOf(mapping, 'events')
  if (!isKnown(act)) return unknown(type, 'events')
  const name = viewName(mapping)
  push(mapping, actions, 'track', eventOf(act, name, viewProperties(mapping)))
  return mapped(mapping, type, actions)
}
