import { secret, z } from '../../src/destination.js'

/** https://www.braze.com/docs/api/basics/#endpoints: US-10 and later do not follow the older pattern. */
export const hosts = {
  'US-01': 'rest.iad-01.braze.com',
  'US-02': 'rest.iad-02.braze.com',
  'US-03': 'rest.iad-03.braze.com',
  'US-04': 'rest.iad-04.braze.com',
  'US-05': 'rest.iad-05.braze.com',
  'US-06': 'rest.iad-06.braze.com',
  'US-07': 'rest.iad-07.braze.com',
  'US-08': 'rest.iad-08.braze.com',
  'US-09': 'rest.us-09.braze.com',
  'US-10': 'rest.us-10.braze.com',
  'EU-01': 'rest.fra-01.braze.eu',
  'EU-02': 'rest.fra-02.braze.eu',
  'AU-01': 'rest.au-01.braze.com',
  'ID-01': 'rest.id-01.braze.com',
  'JP-01': 'rest.jp-01.braze.com',
} as const

const instances = Object.keys(hosts) as (keyof typeof hosts)[]
const text = z.string().trim().min(1)

export const settings = z.strictObject({
  apiKey: secret(
    'A REST API key with the permissions users.track, users.identify and users.merge.',
  ).regex(/^[^\s"]+$/, 'must be the key alone, without blanks and quotes'),
  instance: z
    .enum(instances)
    .describe('The instance of the workspace; another one knows nothing of its key.'),
  objectsPerRequest: z
    .enum(['75', '50'])
    .default('75')
    .describe(
      'Attributes, events and purchases in one request, together; `50` for contracts by monthly active users of 2024 and 2025.',
    ),
  appIds: z
    .strictObject({ ios: text.optional(), android: text.optional(), web: text.optional() })
    .optional()
    .describe(
      "Type of the device → App Identifier. Events carry it; an identifier that is not the workspace's sinks them.",
    ),
  registerPush: z
    .boolean()
    .default(false)
    .describe(
      'Whether identify registers the push token of the device, where `appIds` has its app. The SDK of Braze does this itself.',
    ),
  anonymousEvents: z
    .boolean()
    .default(true)
    .describe(
      'Whether people who are not identified yet become profiles, known by an alias, which identify merges.',
    ),
  aliasLabel: text
    .default('anonymous_id')
    .describe('The label of the alias that is the anonymousId.'),
  groupAttribute: text
    .default('groups')
    .describe('The custom attribute that lists the groups of a person.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .describe('The currency of amounts that have none of their own. Without it, none is assumed.'),
  orders: z
    .enum(['events', 'purchases'])
    .default('events')
    .describe(
      'Orders and refunds: recommended events, or custom events with a purchase for each product, which new accounts do not have.',
    ),
  pageName: z
    .string()
    .default('Viewed {{name}} Page')
    .describe('Template of the event name of page calls.'),
  screenName: z
    .string()
    .default('Viewed {{name}} Screen')
    .describe('Template of the event name of screen calls.'),
})
export type Settings = z.infer<typeof settings>
