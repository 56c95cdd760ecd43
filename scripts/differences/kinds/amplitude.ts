import isEqual from 'lodash/isEqual.js'
import { wasRefused } from '../recorded.js'
import { isClassic, kindsOf, sent, under } from './kind.js'

export const amplitude = kindsOf('amplitude', [
  { id: 'one-json-api-for-events-and-people', fields: /^request: (to|options)$/ },
  { id: 'short-ids', fields: /^request: options\.min_id_length$/ },
  { id: 'a-dedupe-id-on-every-event', fields: /: insert_id$/ },
  { id: 'library', fields: /: library$/ },
  { id: 'language-as-a-code', relation: 'differs', fields: /: language$/ },
  {
    id: 'the-user-agent-goes-as-it-is',
    fields: /: (device_manufacturer|device_model|device_type|os_name|os_version|user_agent)$/,
    test: (one) => sent(one, 'context.userAgent') !== undefined,
  },
  { id: 'device-brand', relation: 'only ours', fields: /: device_brand$/ },
  {
    id: 'a-device-on-identify-goes-whole-or-not-at-all',
    relation: 'only theirs',
    fields: /^\$identify: (carrier|device_\w+|os_\w+|platform)$/,
  },
  {
    id: 'group-calls-carry-the-device-too',
    relation: 'only ours',
    fields: /^\$identify: (app_version|carrier|city|country|device_\w+|language|os_\w+|platform)$/,
    test: ({ recorded }) => recorded.action === 'groupIdentifyUser',
  },
  { id: 'platform', fields: /^event: platform$/ },
  { id: 'advertising-ids-need-consent', relation: 'only theirs', fields: /: (adid|idfa)$/ },
  { id: 'idfv-is-apples', fields: /: idfv$/ },
  {
    id: 'options-of-one-event',
    relation: 'only theirs',
    fields: /: (amplitude_event_type|event_id|session_id)$/,
    test: isClassic,
  },
  { id: 'session-ids-in-milliseconds', fields: /: session_id$/ },
  { id: 'identify-has-a-time', relation: 'only ours', fields: /^\$(group)?identify: time$/ },
  {
    id: 'group-properties-name-a-sender',
    relation: 'only ours',
    fields: /^\$groupidentify: (device_id|user_id)$/,
  },
  {
    id: 'the-place-of-an-address',
    relation: 'only theirs',
    fields: /: (city|country|region)$/,
    test: isClassic,
  },
  {
    id: 'the-place-of-an-identify',
    relation: 'only theirs',
    fields: /^\$identify: (ip|location_lat|location_lng)$/,
  },
  {
    id: 'values-of-another-type',
    relation: 'only theirs',
    fields: /^event: location_(lat|lng)$/,
    test: ({ theirs }) => typeof theirs === 'string',
  },
  { id: 'no-empty-ids', relation: 'only theirs', fields: /: user_id$/, test: isNull },
  {
    id: 'switches-stay-here',
    relation: 'only theirs',
    fields: /: (products\[\]\.\w+|use_batch_endpoint)$/,
  },
  {
    id: 'the-user-id-as-a-property',
    relation: 'only theirs',
    fields: /: user_properties\.\$set\.\*$/,
    test: (one) => isClassic(one) && under('id')(one) && isEqual(one.theirs, sent(one, 'userId')),
  },
  {
    id: 'parameters-of-a-link',
    relation: 'only theirs',
    fields: /: (event_properties|user_properties\.\$set)\.\*$/,
    test: ({ theirs, recorded: { settings } }) =>
      Object.keys(settings?.mapQueryParams ?? {}).length > 0 && String(theirs).startsWith('?'),
  },
  {
    id: 'groups-of-an-identify',
    relation: 'only theirs',
    fields: /^\$identify: user_properties\.\$set\.\*$/,
    test: (one) => sent(one, 'integrations.Amplitude.groups') !== undefined,
  },
  {
    id: 'the-place-of-an-address',
    relation: 'only ours',
    fields: /^\$identify: user_properties\.\$set\.\*$/,
    test: ({ path }) => path.includes('/address/'),
  },
  {
    id: 'traits-and-campaign-apart',
    fields: /^\$identify: user_properties\.(\$set\.)?\*$/,
    test: ({ recorded }) => recorded.action === 'identifyUser',
  },
  {
    id: 'traits-of-events',
    relation: 'only theirs',
    fields: /^event: user_properties\.(\$set\.)?\*$/,
  },
  {
    id: 'group-and-alias-calls-are-sent',
    relation: 'only ours',
    fields: /^(\$identify|\$groupidentify|mapping)$/,
    test: ({ recorded }) => recorded.expected.not_subscribed === true,
  },
  {
    id: 'one-bad-value-does-not-lose-the-event',
    relation: 'only ours',
    fields: /^event$/,
    test: ({ recorded }) => wasRefused(recorded),
  },
  {
    id: 'every-page-and-screen-is-sent',
    relation: 'only ours',
    fields: /^event$/,
    test: ({ recorded }) => recorded.settings?.trackAllPages === false,
  },
  { id: 'names-of-pages-and-screens', relation: 'differs', fields: /^event: event_type$/ },
  {
    id: 'revenue-of-any-event',
    relation: 'only ours',
    fields: /^event: (price|productId|quantity|revenue|revenueType)$/,
  },
  { id: 'currency', relation: 'only ours', fields: /: currency$/ },
  { id: 'product-purchased-only-for-revenue', relation: 'only theirs', fields: /^product$/ },
  {
    id: 'products-with-all-their-members',
    relation: 'only ours',
    fields: /^product: (event_properties\.\*|productId)$/,
  },
  {
    id: 'a-price-without-a-quantity',
    relation: 'only ours',
    fields: /^product: (price|quantity|revenue|revenueType)$/,
  },
  {
    id: 'properties-stay-whole',
    relation: 'only ours',
    fields: /^event: event_properties\.\*$/,
    test: under('country', 'language', 'price', 'productId', 'quantity', 'revenueType'),
  },
  {
    id: 'name-and-category-as-properties',
    relation: 'only ours',
    fields: /^event: event_properties\.\*$/,
    test: under('category', 'name'),
  },
  {
    id: 'one-sdk-of-the-past',
    relation: 'differs',
    fields: /^\$identify: device_id$/,
    test: ({ theirs, ours }) => String(theirs).endsWith(`:${ours}`),
  },
])

function isNull({ theirs }: { theirs?: unknown }): boolean {
  return theirs === null
}
