import mapping from '../../mappings/facebook-app-events.json' with { type: 'json' }
import { type Destination, type JsonObject, secret, sha256, z } from '../../src/destination.js'

const settings = z.strictObject({
  appId: z.string().regex(/^\d+$/, 'must be the numeric app id').describe('The numeric app id.'),
  accessToken: secret('An app access token: `app-id|app-secret` or `app-id|client-token`.'),
  apiVersion: z
    .string()
    .regex(/^v\d{1,2}\.\d$/, 'must read like v24.0')
    .default(mapping.apiVersion)
    .describe('Graph API version.'),
  eventNames: z
    .record(z.string(), z.string())
    .default({})
    .describe('Your own event names → the names Facebook is to see.'),
  screenEvents: z.boolean().default(false).describe('Whether screen and page calls are sent.'),
  limitedDataUse: z
    .boolean()
    .default(false)
    .describe('Whether every call asks for Limited Data Use.'),
})
type Settings = z.infer<typeof settings>

/** One person and device a call: events join where all but the events is equal. An install stays alone. */
function build(body: JsonObject, dedupeKey: string) {
  const { custom_events, ...person } = body
  const alone = custom_events === undefined ? dedupeKey : ''
  return { body, batchKey: sha256(`${alone} ${JSON.stringify(person)}`) }
}

export default {
  slug: 'facebook-app-events',
  title: 'Facebook App Events',
  settings,
  names: ['facebook app events'],
  mapping,
  actions: { activity: () => 'activities' },
  endpoints: {
    /** https://developers.facebook.com/docs/graph-api/reference/application/activities/ */
    activities: {
      build: (payload, { dedupeKey }) => build(payload, dedupeKey),
      envelope: ({ items }, { appId, accessToken, apiVersion }) => {
        const events = items.flatMap(({ body }) => body.custom_events ?? [])
        const joined = events.length === 0 ? {} : { custom_events: events }
        return {
          method: 'POST',
          url: `https://graph.facebook.com/${apiVersion}/${appId}/activities`,
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ access_token: accessToken, ...items[0]?.body, ...joined }),
        }
      },
      limits: { items: 100, bytes: 1_000_000, itemBytes: 900_000 },
      // Rate limits come as 400 and refused tokens as 500: the code decides, not the status.
      outcome: [
        { status: 200, body: { success: true }, verdict: 'delivered' },
        { body: { 'error.is_transient': true }, verdict: 'retry', waitMs: 5000 },
        { body: { 'error.code': [4, 9, 17, 32, 341, 613, 80003] }, verdict: 'retry', waitMs: 5000 },
        { body: { 'error.code': [1, 2, 5000] }, verdict: 'retry' },
        { body: { 'error.code': 100, 'error.error_subcode': 33 }, verdict: 'blocked' },
        { body: { 'error.code': [3, 10, 102, 190, 368, 412] }, verdict: 'blocked' },
        { body: { 'error.code': { from: 200, to: 299 } }, verdict: 'blocked' },
        { body: { 'error.code': [100, 105] }, verdict: 'divide' },
      ],
      window: { futureMs: 86_400_000 },
      ordering: 'none',
      ambiguous: 'retry',
    },
  },
} satisfies Destination<Settings>
