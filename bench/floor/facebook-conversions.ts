import { toTime } from '../../src/event/time.js'
import type { Mapped } from '../../src/mapping/program.js'
import type { JsonObject } from '../../src/result.js'
import { dataUseOf } from './facebook/limited-data-use.js'
import { startReading } from './facebook/reading.js'
import { isRenamed, skipOf } from './facebook/rule.js'
import { appDataOf } from './facebook-conversions/app-data.js'
import { type CustomData, customDataOf } from './facebook-conversions/custom-data.js'
import { nameOf } from './facebook-conversions/name.js'
import { fitRest, pourRest } from './facebook-conversions/rest.js'
import {
  customerOf,
  isKnown,
  isMatched,
  isTrackingAllowed,
  strangerOf,
} from './facebook-conversions/user-data.js'
import type { Floor } from './floor.js'
import { dedupeKey } from './read-or-tell.js'

/** Takes settings as their schema gives them, with all of its defaults. */
export const floor: Floor = (event, settings, options) => {
  const skip = skipOf(event, settings)
  if (skip !== undefined) return skip
  const reading = startReading(event, options)
  const { warnings } = reading
  const use = dataUseOf(options, settings, warnings)
  const appData = appDataOf(reading)
  const tracking = appData?.advertiser_tracking_enabled
  let userData: object
  if (isMatched(reading, tracking)) {
    const customer = customerOf(reading, tracking)
    if (!isKnown(customer)) return failed('user_data', noCustomer)
    userData = customer
  } else {
    const stranger = strangerOf(reading, use.state)
    if (stranger.anon_id === undefined) return failed('user_data', noStranger)
    userData = stranger
  }
  const fields = customDataOf(reading, isRenamed(event, settings))
  const customData = pourRest(reading, fields) ? fields : fitRest(reading, fields)
  const name = nameOf(reading, settings, fields.value !== undefined)
  if (name === undefined)
    return failed('event_name', 'required, but there is nothing at event, name')
  const time = toTime(event.timestamp)
  if (time === undefined) return failed('event_time', 'required, but there is nothing at timestamp')
  const key = dedupeKey(event)
  const payload = {
    data_processing_options: use.options?.slice(),
    data_processing_options_country: use.country,
    data_processing_options_state: use.state,
    app_data: appData,
    user_data: userData,
    custom_data: isEmpty(fields, customData) ? undefined : customData,
    event_name: name,
    event_time: Math.floor(time / 1000),
    // An app's event without its device is refused, and the whole call with it.
    action_source: appData === undefined ? 'other' : 'app',
    opt_out: appData === undefined && !isTrackingAllowed(reading) ? true : undefined,
    event_id: key.toWellFormed(),
  }
  const action = {
    action: 'conversion',
    payload: payload as unknown as JsonObject,
    dedupeKey: key,
  }
  return { outcome: 'mapped', rule: 'event', actions: [action], warnings }
}

const noCustomer =
  'needs one of em, ph, external_id, madid, anon_id; there is nothing at user.email, userId, user.phone, userId, context.device.advertisingId, anonymousId, context.device.id'
const noStranger =
  'needs one of anon_id; there is nothing at anonymousId, context.device.id, userId'

function failed(path: string, message: string): Mapped {
  const problem = { code: 'REQUIRED_MISSING', path, message } as const
  return { outcome: 'failed', rule: 'event', problem }
}

/** Whether no member has a value. */
function isEmpty({ value, content_ids, content_name }: CustomData, data: object): boolean {
  if (value !== undefined || content_ids !== undefined || content_name !== undefined) return false
  for (const member of Object.values(data)) if (member !== undefined) return false
  return true
}
