import * as program from '#programs/facebook-app-events'
import mapping from '../../mappings/facebook-app-events.json' with { type: 'json' }
import {
  type Batch,
  byEvent,
  type Destination,
  type JsonObject,
  sha256,
  z,
} from '../../src/destination.js'
import { graphErrors, objectId, sharedSettings } from './graph.js'
import { limitedDataUse } from './limited-data-use.js'
import { parameters } from './parameters.js'
import { person } from './person.js'

const installs = /^\W*(MOBILE_APP_INSTALL|MobileAppInstall|Application.Installed)\W*$/i

const settings = z.strictObject({
  appId: objectId('app'),
  ...sharedSettings(mapping.apiVersion),
  eventNames: byEvent(
    z.string().refine((name) => !installs.test(name), {
      error: 'an install is no event of its own; make it "Application Installed" by an alias',
    }),
  )
    .default({})
    .describe('Your own event names → the names Facebook is to see.'),
  eventParameters: z
    .array(z.string())
    .optional()
    .describe(
      'Only these parameters of events are sent, by the names Facebook is to see; all, where it is left out. Amount and currency always are. Facebook takes 25 for each event name.',
    ),
})
type Settings = z.infer<typeof settings>

/** One person, device and address a call: events join where all but the events is equal. An install stays alone. */
function build(body: JsonObject, dedupeKey: string) {
  const alone = body.custom_events === undefined ? dedupeKey : ''
  const person = JSON.stringify({ ...body, custom_events: undefined })
  return { body, batchKey: sha256(`${alone} ${person}`) }
}

/** One event without an address goes out as it was measured; its text is made once. */
function bodyOf({ items, json }: Batch, accessToken: string): string {
  const [first] = items
  const isPlain = items.length === 1 && first?.body['X-Forwarded-For'] === undefined
  if (isPlain && Object.keys(first?.body ?? {}).length > 0) {
    return `{"access_token":${JSON.stringify(accessToken)},${json().slice(2, -1)}`
  }
  const events = items.flatMap(({ body }) => body.custom_events ?? [])
  const joined = events.length === 0 ? {} : { custom_events: events }
  const others = { 'X-Forwarded-For': undefined, ...joined }
  return JSON.stringify({ access_token: accessToken, ...first?.body, ...others })
}

export default {
  slug: 'facebook-app-events',
  title: 'Facebook App Events',
  settings,
  names: ['facebook app events', 'facebook'],
  mapping,
  program,
  functions: { ...person, ...parameters, ...limitedDataUse },
  actions: { activity: () => 'activities' },
  endpoints: {
    /** https://developers.facebook.com/docs/graph-api/reference/application/activities/ */
    activities: {
      build: (payload, { dedupeKey }) => build(payload, dedupeKey),
      envelope: (batch, { appId, accessToken, apiVersion }) => {
        const address = batch.items[0]?.body['X-Forwarded-For']
        return {
          method: 'POST',
          url: `https://graph.facebook.com/${apiVersion}/${appId}/activities`,
          headers: {
            'Content-Type': 'application/json',
            ...(address === undefined ? {} : { 'X-Forwarded-For': String(address) }),
          },
          body: bodyOf(batch, accessToken),
        }
      },
      limits: { items: 100, bytes: 1_000_000, itemBytes: 900_000 },
      outcome: [{ status: 200, body: { success: true }, verdict: 'delivered' }, ...graphErrors],
      window: { futureMs: 86_400_000 },
      ordering: 'none',
      ambiguous: 'retry',
    },
  },
} satisfies Destination<Settings>
