import { toText } from '../../../src/event/coerce.js'
import { toTime } from '../../../src/event/time.js'
import { kindOf } from '../../../src/event/values.js'
import { amountOrRating } from '../facebook/amount.js'
import { eventNameOf, tellWithoutAmount } from '../facebook/name.js'
import type { Reading } from '../facebook/reading.js'
import { isRenamed, settingsName, viewedName } from '../facebook/rule.js'
import { any, forget, refuse } from '../read-or-tell.js'
import { fillParameters } from './parameters.js'
import { pourRest } from './rest.js'
import { fitParameters } from './rest-told.js'

type Settings = Readonly<Record<string, unknown>>

const names: ReadonlyMap<unknown, string> = new Map([
  ['Application Opened', 'fb_mobile_activate_app'],
  ['Products Searched', 'fb_mobile_search'],
  ['Product Viewed', 'fb_mobile_content_view'],
  ['Product Added', 'fb_mobile_add_to_cart'],
  ['Product Added to Wishlist', 'fb_mobile_add_to_wishlist'],
  ['Product Reviewed', 'fb_mobile_rate'],
  ['Checkout Started', 'fb_mobile_initiated_checkout'],
  ['Payment Info Entered', 'fb_mobile_add_payment_info'],
  ['Order Completed', 'fb_mobile_purchase'],
  ['Push Notification Tapped', 'fb_mobile_push_opened'],
])
const withAmount = new Set(['fb_mobile_purchase', 'fb_mobile_rate'])
const nameWithoutAmount: ReadonlyMap<unknown, string> = new Map([
  ['fb_mobile_purchase', 'Order Completed'],
  ['fb_mobile_rate', 'Product Reviewed'],
])
const installs = new Set(['mobile_app_install', 'mobileappinstall', 'application installed'])
const NAME = 'custom_events[0]._eventName'

/** What happened; undefined where it has no name that the vendor takes. */
export function customEventOf(reading: Reading, settings: Settings, dedupeKey: string) {
  const { event } = reading
  const value = amountOrRating(reading, 'custom_events[0]._valueToSum', isRenamed(event, settings))
  const name = nameOf(reading, settings, value !== undefined)
  if (name === undefined) return undefined
  const time = toTime(event.timestamp)
  const custom = fillParameters(reading, {
    value,
    name,
    time: time === undefined ? undefined : Math.floor(time / 1000),
    session: sessionOf(reading),
    dedupeKey: dedupeKey.toWellFormed(),
    currency: name === 'fb_mobile_rate' ? undefined : reading.currency,
  })
  if (settings.eventParameters !== undefined || !pourRest(reading, custom)) {
    return fitParameters(reading, custom, settings.eventParameters)
  }
  return custom
}

/** A purchase without an amount goes under its own name, for the vendor takes none. */
function nameOf(reading: Reading, settings: Settings, hasValue: boolean): string | undefined {
  const { event, warnings } = reading
  const mark = warnings.length
  const given = settingsName(event, settings)
  const known = given === undefined ? names.get(event.event) : undefined
  const wanted = given ?? known ?? event.event ?? viewedName(event)
  if (wanted === undefined) return undefined
  const name = known ?? allowed(eventNameOf(wanted, warnings, NAME, 'event, name'))
  if (name !== undefined && (hasValue || !withAmount.has(name.toLowerCase()))) return name
  if (event.event === undefined) return undefined
  forget(warnings, mark)
  const own =
    nameWithoutAmount.get(event.event) ?? allowed(eventNameOf(event.event, warnings, NAME, 'event'))
  if (own === undefined || withAmount.has(own.toLowerCase())) return undefined
  tellWithoutAmount(warnings, NAME)
  return own
}

function allowed(name: string | undefined): string | undefined {
  return name !== undefined && installs.has(name.toLowerCase()) ? undefined : name
}

function sessionOf({ event: { context }, warnings }: Reading): string | undefined {
  if (!Object.hasOwn(context, 'sessionId')) return undefined
  const session = any(context.sessionId)
  if (session === undefined) return undefined
  return (
    toText(session) ??
    refuse(
      warnings,
      'custom_events[0]._session_id',
      'context.sessionId',
      `${kindOf(session)} is no text`,
    )
  )
}
