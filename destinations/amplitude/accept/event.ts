import { z } from 'zod'
import { breaks, ruled } from '../../../src/accept/index.js'
import { checkGroups, groups } from './groups.js'
import { checkIds, ids } from './identity.js'
import { device, sender, whereabouts } from './origin.js'
import { eventProperties, groupProperties, userProperties } from './properties.js'
import { checkRevenue, revenue } from './revenue.js'
import { integer, plainText, text, unknownMember, whenObject } from './values.js'

const reserved = new Set([
  '[Amplitude] Start Session',
  '[Amplitude] End Session',
  '[Amplitude] Revenue',
  '[Amplitude] Revenue (Verified)',
  '[Amplitude] Revenue (Unverified)',
  '[Amplitude] Merged User',
])

const eventType = ruled(
  'AM-TYPE',
  'http',
  text('must be text that is not empty')
    .min(1, 'must not be empty')
    .refine((name) => !reserved.has(name), {
      error: 'must not be a name that the vendor keeps for itself',
      ...breaks('AM-RESV', 'silent'),
    }),
)

/** No time in milliseconds since 1973 is smaller, and none in seconds before the year 5138 is greater. */
const leastMs = 1e11

const time = ruled(
  'AM-TIME',
  'http',
  integer('must be milliseconds since 1970 as an integer').refine(
    (value) => !Number.isSafeInteger(value) || value >= leastMs,
    {
      error: 'must be milliseconds since 1970: seconds are stored as a time in 1970',
      ...breaks('AM-TIME', 'silent'),
    },
  ),
)

const sessionId = ruled(
  'AM-SESS',
  'http',
  integer('must be milliseconds since 1970 as an integer, or -1').refine(
    (value) => !Number.isSafeInteger(value) || value === -1 || value >= leastMs,
    { error: 'must be milliseconds since 1970, or -1' },
  ),
)

/** One event, command events included: https://amplitude.com/docs/apis/analytics/http-v2 */
export const event = z
  .object(
    {
      ...ids,
      event_type: eventType,
      time: time.optional(),
      event_properties: eventProperties.optional(),
      user_properties: userProperties.optional(),
      groups: groups.optional(),
      group_properties: groupProperties.optional(),
      $skip_user_properties_sync: ruled(
        'AM-EVTS',
        'http',
        z.boolean({ error: 'must be true or false' }),
      ).optional(),
      ...device,
      ...revenue,
      ...whereabouts,
      event_id: ruled('AM-EVID', 'http', integer('must be an integer')).optional(),
      session_id: sessionId.optional(),
      insert_id: plainText,
      ...sender,
    },
    { error: 'must be an object' },
  )
  .catchall(unknownMember)
  .superRefine((value, context) => {
    checkIds(value, context)
    checkRevenue(value, context)
    checkGroups(value, context)
  }, whenObject)

export const events = ruled(
  'AM-EVTS',
  'http',
  z.array(event, { error: 'must be a list of events' }).min(1, 'must not be empty'),
)
