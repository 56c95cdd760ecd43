import { eventsOf, overrideOf, type Recorded, wasRefused } from './recorded.js'

type Settings = Record<string, unknown>

interface Equivalents {
  /** Our settings that ask for what the recorded ones ask for. */
  settings(recorded: Recorded): Settings
  /** Overrides that are such a setting, or that change nothing of what is compared. */
  overrides: readonly string[]
}

/** Recorded settings and overrides in our own, so that only what differs by itself remains. */
export const equivalents: Readonly<Record<string, Equivalents>> = {
  amplitude: {
    settings: (recorded) => ({
      apiKey: recorded.settings?.apiKey || keyUnlessRefused(recorded),
      region: recorded.settings?.endpoint === 'europe' ? 'eu' : 'us',
      endpoint: overrideOf(recorded, 'use_batch_endpoint') === true ? 'batch' : 'httpapi',
      minIdLength: overrideOf(recorded, 'min_id_length'),
      revenue: overrideOf(recorded, 'trackRevenuePerProduct') === true ? 'products' : 'order',
      defaultGroupType: overrideOf(recorded, 'group_type'),
      attribution: recorded.overrides?.setOnce === undefined,
    }),
    overrides: [
      'use_batch_endpoint',
      'min_id_length',
      'trackRevenuePerProduct',
      'group_type',
      'group_value',
      'insert_id',
      'event_type',
      'setOnce',
      'setAlways',
      'add',
      'library2',
      'userAgentParsing',
    ],
  },
  customerio: {
    settings: (recorded) => ({
      siteId: recorded.settings?.siteId ?? keyUnlessRefused(recorded),
      apiKey: recorded.settings?.apiKey ?? keyUnlessRefused(recorded),
      region: String(recorded.settings?.accountRegion).startsWith('EU') ? 'eu' : 'us',
      eventDates: overrideOf(recorded, 'convert_timestamp') === false ? 'keep' : 'seconds',
    }),
    overrides: ['convert_timestamp'],
  },
  'facebook-app-events': {
    settings: ({ settings }) => ({
      appId: settings?.appId,
      accessToken: 'id|secret',
      eventNames: namesOf(settings?.appEvents),
    }),
    overrides: [],
  },
  'facebook-conversions': {
    settings: (recorded) => ({
      datasetId: recorded.settings?.pixelId,
      accessToken: 'id|secret',
      testEventCode: overrideOf(recorded, 'test_event_code') || recorded.settings?.testEventCode,
      limitedDataUse: placeOf(recorded),
      screenEvents: true,
      eventNames: namesOfAction(recorded),
    }),
    overrides: [
      '__segment_internal_sync_mode',
      'action_source',
      'app_data_field',
      'data_processing_options',
      'data_processing_options_country',
      'data_processing_options_state',
      'test_event_code',
    ],
  },
}

/** Whether the recorded request is one that a user made by a mapping of their own. */
export function isOwnMapping(destination: string, { mapping, overrides = {} }: Recorded): boolean {
  const known = equivalents[destination]?.overrides ?? []
  return mapping !== undefined || Object.keys(overrides ?? {}).some((name) => !known.includes(name))
}

/** Tests go without credentials where the library they try does not ask for them. */
function keyUnlessRefused(recorded: Recorded): string | undefined {
  return wasRefused(recorded) ? undefined : '0123456789abcdef0123456789abcdef'
}

/** Of names, those that are: an unset row reads "null" there. */
function namesOf(appEvents: unknown): Record<string, unknown> {
  const rows = Object.entries(appEvents ?? {})
  return Object.fromEntries(rows.filter(([, name]) => name !== 'null'))
}

/** There an action chosen by hand makes the name that the vendor sees. */
function namesOfAction(recorded: Recorded): Record<string, string> {
  const name = conversions[recorded.action?.replace(/2$/, '') ?? '']
  const [event] = eventsOf(recorded)
  if (name === undefined || event === undefined) return {}
  return { [event.type === 'track' ? String(event.event) : 'Viewed Page']: name }
}

const conversions: Readonly<Record<string, string>> = {
  addToCart: 'AddToCart',
  initiateCheckout: 'InitiateCheckout',
  pageView: 'PageView',
  purchase: 'Purchase',
  search: 'Search',
  viewContent: 'ViewContent',
}

function placeOf(recorded: Recorded): boolean | { country: unknown; state: unknown } {
  if (overrideOf(recorded, 'data_processing_options') !== true) return false
  const country = overrideOf(recorded, 'data_processing_options_country')
  const state = overrideOf(recorded, 'data_processing_options_state')
  return state === undefined ? true : { country, state }
}
