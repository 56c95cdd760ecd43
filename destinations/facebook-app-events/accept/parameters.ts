import { z } from 'zod'
import { ruled } from '../../../src/accept/index.js'
import type { Members, Note } from './across.js'
import { described, device } from './device.js'
import { event } from './event.js'
import { identified, identity, ud } from './identity.js'
import { limitedDataUse, placed } from './limited-data-use.js'
import { orText } from './reading.js'
import { timed } from './time.js'
import { token } from './token.js'
import { amount, each, flag, text, whole } from './values.js'

const kinds = ['CUSTOM_APP_EVENTS', 'MOBILE_APP_INSTALL', 'DEFERRED_APP_LINK'] as const
const events = orText(z.array(event, { error: 'must be a list of events' }))

/** https://developers.facebook.com/docs/graph-api/reference/application/activities/; what it does not know is passed over. */
export const parameters = z.looseObject(
  {
    event: ruled('FB-EVT', 'http', z.enum(kinds)).optional(),
    custom_events: ruled('FB-CE', 'http', events).optional(),
    custom_events_file: ruled('FB-CE', 'http', events).optional(),
    ...identity,
    ud: ud.optional(),
    ...device,
    ...limitedDataUse,
    limited_data_use: ruled('FB-LDU', 'http', flag).optional(),
    access_token: token.optional(),
    app_user_id: text.optional(),
    install_timestamp: ruled('FB-TIME', 'http', amount).optional(),
    num_skipped_events: whole('must be a whole number').optional(),
    url_schemes: orText(z.array(text, { error: 'must be a list of text' })).optional(),
    // For the vendor's own kits: of no form that is published.
    ...each(
      [
        'attribution_referrer',
        'attribution_sources',
        'auto_publish',
        'is_fb',
        'migration_bundle',
        'operational_parameters',
        'receipt_data',
        'sdk_version',
      ],
      z.unknown().optional(),
    ),
    ...each(
      [
        'advertiser_id_collection_enabled',
        'consider_views',
        'include_dwell_data',
        'include_video_data',
      ],
      flag.optional(),
    ),
    ...each(
      [
        'application_package_name',
        'bundle_id',
        'bundle_short_version',
        'bundle_version',
        'campaign_ids',
        'click_id',
        'device_token',
        'event_id',
        'google_install_referrer',
        'install_id',
        'install_referrer',
        'installer_package',
        'meta_install_referrer',
        'vendor_id',
        'windows_attribution_id',
      ],
      text.optional(),
    ),
  },
  { error: 'must be an object of parameters' },
)

/** Rules that take several parameters together, wherever each came from. */
export function together(all: Members, note: Note, now: number): void {
  occurred(all, note)
  identified(all, note)
  described(all, note)
  placed(all, note)
  timed(all, note, now)
}

function occurred(all: Members, note: Note): void {
  if (all.event === undefined)
    note(['event'], 'FB-EVT', 'http', `must be one of ${kinds.join(', ')}`)
  const lists = [all.custom_events, all.custom_events_file].filter((list) => list !== undefined)
  const some = lists.some((list) => !Array.isArray(list) || list.length > 0)
  if (all.event === 'CUSTOM_APP_EVENTS' && !some)
    note(['custom_events'], 'FB-CE', 'http', 'must have an event')
  if (all.event === 'MOBILE_APP_INSTALL' && some)
    note(['custom_events'], 'FB-INST', 'warning', 'is of no use to an install')
}
