import { type Kind, kindsOf, sent } from './kind.js'

const onlyTheirs = { relation: 'only theirs' } as const
const onlyOurs = { relation: 'only ours' } as const

const appEvents = kindsOf('facebook-app-events', [
  { id: 'api-version-and-token', fields: /^request: to$/ },
  {
    id: 'people-are-named-in-every-way-there-is',
    ...onlyOurs,
    fields: /^event: (anon_id|app_user_id|ud\.external_id|vendor_id)$/,
  },
  { id: 'the-device-travels-along', ...onlyOurs, fields: /^event: (extinfo\[\]|bundle_version)$/ },
  { id: 'the-device-travels-along', ...onlyTheirs, fields: /custom_events\._appVersion$/ },
  {
    id: 'a-dedupe-id-on-every-app-event',
    ...onlyOurs,
    fields: /^event: (custom_events\._eventID|event_id)$/,
  },
  { id: 'a-currency-only-with-an-amount', ...onlyTheirs, fields: /custom_events\.fb_currency$/ },
  {
    id: 'tracking-must-be-allowed',
    fields: /^event: (advertiser_id|(advertiser|application)_tracking_enabled)$/,
  },
  {
    id: 'installs-have-a-time',
    ...onlyOurs,
    fields: /^event: install_timestamp$/,
  },
  {
    id: 'your-names-win',
    relation: 'differs',
    fields: /custom_events\._eventName$/,
    test: ({ ours, recorded }) =>
      Object.values(recorded.settings?.appEvents ?? {}).includes(String(ours)),
  },
  {
    id: 'catalogued-events-in-any-spelling',
    relation: 'differs',
    fields: /custom_events\._eventName$/,
    test: ({ ours }) => String(ours).startsWith('fb_mobile_'),
  },
  { id: 'names-are-cut-and-trimmed', relation: 'differs', fields: /custom_events\._eventName$/ },
  {
    id: 'revenue-before-price',
    fields: /custom_events\.(_valueToSum|price)$/,
    test: (one) => one.relation !== 'only theirs',
  },
  { id: 'a-property-is-sent-once', ...onlyTheirs, fields: /custom_events\.total$/ },
  {
    id: 'contents-for-the-catalogue',
    fields: /custom_events\.(fb_content|fb_content_id(\[\])?|fb_content_type)$/,
  },
  { id: 'the-order-id', fields: /custom_events\.(fb_order_id|order_id|orderId)$/ },
  {
    id: 'campaigns-and-taps',
    fields: /custom_events\.(campaign[._]\w+|action|fb_push_action)$/,
  },
  {
    id: 'values-that-parameters-take',
    relation: 'differs',
    fields: /^event: (bundle_short_version|custom_events\.\w+)$/,
    test: ({ theirs, ours }) => typeof theirs !== 'string' || sameDay(theirs, ours),
  },
  {
    id: 'values-that-parameters-take',
    ...onlyTheirs,
    fields: /^event: custom_events\.\w+\.\w+/,
  },
  {
    id: 'values-that-parameters-take',
    ...onlyOurs,
    fields: /^event: custom_events\.\w+$/,
    test: ({ ours }) => /^[{[]/.test(String(ours)),
  },
])

const conversions = kindsOf('facebook-conversions', [
  { id: 'where-a-conversion-happened', fields: /^event: (action_source|event_source_url)$/ },
  { id: 'not-allowed-means-opted-out', ...onlyOurs, fields: /^event: opt_out$/ },
  { id: 'the-device-of-a-conversion', relation: 'differs', fields: /^event: app_data\.extinfo/ },
  { id: 'the-advertising-id-is-the-persons', ...onlyTheirs, fields: /^event: app_data\.madid$/ },
  { id: 'the-anonymous-id-goes-too', ...onlyOurs, fields: /^event: user_data\.anon_id$/ },
  { id: 'the-value-of-a-conversion', ...onlyOurs, fields: /^event: custom_data\.value$/ },
  {
    id: 'what-a-conversion-is-about',
    ...onlyOurs,
    fields: /^event: custom_data\.(content_|contents|num_items|search_string)/,
  },
  {
    id: 'own-properties-of-a-conversion',
    ...onlyOurs,
    fields: /^event: custom_data\.(\w+)$/,
    test: (one) => sent(one, `properties.${one.path.split('/').at(-1)}`) !== undefined,
  },
])

export const facebook: readonly Kind[] = [...appEvents, ...conversions]

function sameDay(...texts: readonly unknown[]): boolean {
  return new Set(texts.map((text) => Date.parse(String(text)))).size === 1
}
