import type { CanonicalEvent, Members } from '../../src/event/canonical.js'
import { catalogue } from '../../src/event/catalogue.js'
import type { Mapped } from '../../src/mapping/program.js'
import type { JsonObject, Warning } from '../../src/result.js'
import type { Floor } from './floor.js'
import {
  groupParams,
  pageParams,
  personalOfGroup,
  screenParams,
  titles,
} from './google-analytics-4/calls.js'
import { deviceOf } from './google-analytics-4/device.js'
import { type Passage, passOn, tellClash, tellDropped } from './google-analytics-4/members.js'
import { ownEventName, parameterName } from './google-analytics-4/named.js'
import type { Params, Writing } from './google-analytics-4/params.js'
import { userProperties } from './google-analytics-4/person.js'
import {
  consentOf,
  hasInstance,
  instanceOf,
  ipOf,
  locationOf,
  userAgentOf,
  userIdOf,
} from './google-analytics-4/request.js'
import { engagementOf, sessionIdOf } from './google-analytics-4/session.js'
import type { Settings } from './google-analytics-4/settings.js'
import { longest } from './google-analytics-4/texts.js'
import { kindOfTrack } from './google-analytics-4/track.js'
import { keyOf } from './key.js'
import { members, none, own, text } from './read.js'
import { cutAt } from './told.js'

const most = 25
/** So many fit beside the parameters of any event. */
const sure = 13

const sdkEvents: ReadonlySet<string | undefined> = new Set([
  'Application Installed',
  'Application Opened',
  'Application Backgrounded',
  'Application Foregrounded',
  'Application Updated',
  'Application Uninstalled',
])

/** Catalogued events → the vendor's name of them. */
const eventNames: ReadonlyMap<string, string> = new Map([
  ...[...catalogue.keys()].map((name): [string, string] => [
    name,
    name.toLowerCase().replaceAll(' ', '_'),
  ]),
  ['Products Searched', 'search'],
  ['Product List Viewed', 'view_item_list'],
  ['Product List Filtered', 'view_item_list'],
  ['Promotion Viewed', 'view_promotion'],
  ['Promotion Clicked', 'select_promotion'],
  ['Product Clicked', 'select_item'],
  ['Product Viewed', 'view_item'],
  ['Product Added', 'add_to_cart'],
  ['Product Removed', 'remove_from_cart'],
  ['Cart Viewed', 'view_cart'],
  ['Checkout Started', 'begin_checkout'],
  ['Payment Info Entered', 'add_payment_info'],
  ['Order Completed', 'purchase'],
  ['Order Refunded', 'refund'],
  ['Product Added to Wishlist', 'add_to_wishlist'],
  ['Product Shared', 'share'],
  ['Cart Shared', 'share'],
  ['Install Attributed', 'campaign_details'],
  ['Signed Up', 'sign_up'],
  ['Signed In', 'login'],
])

/** Assumes settings without lifecycle events, an event of identify calls, and paths of consent. */
export const floor: Floor = (event, settings, options) => {
  const of = settings as unknown as Settings
  const { type } = event
  if (type === 'alias') return skipped('alias', 'unsupported')
  if (!hasInstance(event, options)) return skipped('no app instance', 'unsupported')
  if (of.platform !== undefined) {
    const platform = text(own(own(event.context, 'device'), 'type'))
    const another = of.platform === 'ios' ? 'android' : 'ios'
    if (platform === another) return skipped(`another platform than ${of.platform}`, 'filtered')
  }
  if (type === 'identify') return skipped('identify, not sent', 'unsupported')
  if (type === 'track' && sdkEvents.has(event.event))
    return skipped('counted by the SDK', 'filtered')
  return mapped(event, of, options)
}

function mapped(event: CanonicalEvent, settings: Settings, options: unknown): Mapped {
  const { type, properties, context } = event
  const has = Object.hasOwn
  const track = type === 'track' ? kindOfTrack(event.event as string, properties) : undefined
  const rule = track?.rule ?? type
  const instance = instanceOf(event, options)
  if (instance === undefined) return skipped(rule, 'no-rule')
  if ('wrong' in instance)
    return failed(rule, 'app_instance_id', `required, but there is nothing at ${instance.wrong}`)

  const told: Warning[] = []
  const device = has(context, 'device') ? members(context.device) : none
  const location = has(context, 'location') ? members(context.location) : none
  const userId = userIdOf(event.userId, told)
  const person = userProperties(event.user, told)
  const consent = consentOf(device, options, told)
  const place = location === none ? undefined : locationOf(location, told)
  const ip = place === undefined && has(context, 'ip') ? ipOf(context.ip, told) : undefined
  const found = deviceOf(context, device, told)
  const agent =
    found === undefined && has(context, 'userAgent')
      ? userAgentOf(context.userAgent, told)
      : undefined
  const name = nameOf(event, rule, settings, told)
  if (name === undefined)
    return failed(rule, 'events[0].name', 'required, but there is nothing at event')

  const key = keyOf(event)
  const writing: Writing = { event, properties, taken: [], told }
  const session = {
    session_id: sessionIdOf(options, told),
    engagement_time_msec: engagementOf(event.event, options, settings, told),
    debug_mode: settings.debugMode ? 1 : undefined,
  }
  let params: Params | undefined
  if (track !== undefined) {
    params = track.write(session, writing, settings, key)
    if (params === undefined)
      return failed(
        rule,
        'events[0].params.transaction_id',
        'required, but there is nothing at properties.order_id, dedupeKey',
      )
    pour(params, properties, 'properties', track.omitted, writing)
  } else if (type === 'group') {
    params = groupParams(session, writing)
    if (params === undefined)
      return failed(rule, 'events[0].params.group_id', 'required, but there is nothing at groupId')
    pour(params, event.traits, 'traits', personalOfGroup, writing)
  } else {
    params = type === 'page' ? pageParams(session, writing) : screenParams(session, writing)
    pour(params, properties, 'properties', titles, writing)
  }

  const payload = {
    app_instance_id: instance.id,
    user_id: userId,
    user_properties: person,
    consent,
    user_location: place,
    ip_override: ip,
    device: found,
    user_agent: agent,
    events: [
      {
        name,
        // Microseconds.
        timestamp_micros: event.timestamp * 1000,
        params: isFilled(params) ? params : undefined,
      },
    ],
  }
  const actions = [{ action: 'event', payload: payload as unknown as JsonObject, dedupeKey: key }]
  return { outcome: 'mapped', rule, actions, warnings: told }
}

function nameOf(
  { type, event }: CanonicalEvent,
  rule: string,
  { eventNames: given, lowercaseNames }: Settings,
  told: Warning[],
): string | undefined {
  switch (type) {
    case 'page':
      return 'page_view'
    case 'screen':
      return 'screen_view'
    case 'group':
      return 'join_group'
  }
  const name = event as string
  if (rule === 'shipping') return Object.hasOwn(given, name) ? given[name] : 'add_shipping_info'
  const settled = Object.hasOwn(given, name) ? given[name] : eventNames.get(name)
  return settled === undefined
    ? ownEventName(name, lowercaseNames, told)
    : cutAt(settled, 40, told, 'events[0].name', 'event')
}

/** Adds what else an event tells, as many as the vendor takes. */
function pour(
  params: Params,
  from: Members,
  source: string,
  omitted: ReadonlySet<string>,
  { taken, told }: Writing,
): void {
  const passage: Passage = {
    omitted,
    taken,
    nameOf: parameterName,
    chars: longest,
    most,
    target: 'events[0].params',
    source,
  }
  let poured = 0
  let room: number | undefined
  let beyond: string[] | undefined
  let clashes: string[] | undefined
  passOn(from, passage, told, (name, value) => {
    if (Object.hasOwn(params, name)) {
      if (taken.includes(name) || params[name] === value) return
      clashes ??= []
      clashes.push(name)
    } else if (poured++ < sure) params[name] = value
    else {
      room ??= most - countOf(params)
      if (room-- > 0) params[name] = value
      else {
        beyond ??= []
        beyond.push(name)
      }
    }
  })
  for (const name of clashes ?? []) tellClash(name, told, `events[0].params.${name}`)
  if (beyond !== undefined) tellDropped(beyond, most, told, 'events[0].params')
}

function isFilled(params: Params): boolean {
  if (params.engagement_time_msec !== undefined) return true
  for (const name in params) if (params[name] !== undefined) return true
  return false
}

function countOf(params: Params): number {
  let count = 0
  for (const name in params) if (params[name] !== undefined) count++
  return count
}

function skipped(rule: string, reason: 'unsupported' | 'filtered' | 'no-rule'): Mapped {
  return { outcome: 'skipped', rule, reason }
}

function failed(rule: string, path: string, message: string): Mapped {
  return { outcome: 'failed', rule, problem: { code: 'REQUIRED_MISSING', path, message } }
}
