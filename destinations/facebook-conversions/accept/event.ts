import { z } from 'zod'
import { numberOf, ruled } from '../../../src/accept/index.js'
import {
  across,
  isMembers,
  type Members,
  type Note,
} from '../../facebook-app-events/accept/across.js'
import { withoutConsent } from '../../facebook-app-events/accept/device.js'
import { limitedDataUse, placed } from '../../facebook-app-events/accept/limited-data-use.js'
import { seconds } from '../../facebook-app-events/accept/time.js'
import { flag, text } from '../../facebook-app-events/accept/values.js'
import { appData } from './app-data.js'
import { customData, priced } from './custom-data.js'
import { identified, userData } from './user-data.js'

const sources = [
  'app',
  'website',
  'email',
  'phone_call',
  'chat',
  'physical_store',
  'system_generated',
  'business_messaging',
  'other',
] as const

const members = z
  .object(
    {
      event_name: z.string('must be text').min(1, 'must not be empty'),
      event_time: ruled('CAPI-TIME', 'http', seconds).optional(),
      action_source: z.enum(sources),
      user_data: userData,
      app_data: appData.optional(),
      custom_data: customData.optional(),
      event_id: text.optional(),
      opt_out: flag.optional(),
      ...limitedDataUse,
      // Of other sources than apps.
      advanced_measurement_table: text.optional(),
      attribution_data: z.looseObject({}).optional(),
      customer_segmentation: z.unknown().optional(),
      event_source_url: text.optional(),
      messaging_channel: text.optional(),
      original_event_data: z.looseObject({}).optional(),
      referrer_url: text.optional(),
    },
    { error: 'must be an object' },
  )
  .catchall(ruled('CAPI-KEYS', 'http', z.never({ error: 'is no member of an event' })).optional())

/** https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/server-event */
export const event = ruled(
  'CAPI-SHAPE',
  'http',
  across(members, (all, note) => {
    const { action_source, app_data, event_time, user_data } = all
    if (event_time === undefined) note(['event_time'], 'CAPI-SHAPE', 'http', 'must be there')
    if (action_source === 'app' && app_data === undefined)
      note(['app_data'], 'CAPI-APP', 'http', 'must be there for an app')
    identified(user_data, note)
    priced(all.event_name, all.custom_data, note)
    placed(all, note)
    if (!isMembers(app_data) || !isMembers(user_data)) return
    const allowed = app_data.advertiser_tracking_enabled
    withoutConsent(allowed, user_data.madid, ['user_data', 'madid'], note)
  }),
)

const week = 604_800

/** One event that is too old fails the whole request. */
export function timed({ data }: Members, note: Note, now: number): void {
  if (!Array.isArray(data)) return
  data.forEach((one, at) => {
    const time = isMembers(one) ? numberOf(one.event_time) : now
    if (time < now - week || time > now)
      note(
        ['data', at, 'event_time'],
        'CAPI-TIME',
        'http',
        'must be in seconds, at most 7 days ago and not in the future',
      )
  })
}
