import * as program from '#programs/facebook-conversions'
import appEvents from '../../mappings/facebook-app-events.json' with { type: 'json' }
import mapping from '../../mappings/facebook-conversions.json' with { type: 'json' }
import { byEvent, type Destination, z } from '../../src/destination.js'
import { graphErrors, objectId, sharedSettings } from '../facebook-app-events/graph.js'
import { limitedDataUse } from '../facebook-app-events/limited-data-use.js'
import { parameters } from '../facebook-app-events/parameters.js'
import { person } from '../facebook-app-events/person.js'

const settings = z.strictObject({
  datasetId: objectId('dataset'),
  ...sharedSettings(mapping.apiVersion),
  eventNames: byEvent(z.string())
    .default({})
    .describe('Your own event names → the names Facebook is to see.'),
  testEventCode: z
    .string()
    .min(1)
    .optional()
    .describe('Shows events under Test Events of the Events Manager; not for live traffic.'),
})
type Settings = z.infer<typeof settings>

export default {
  slug: 'facebook-conversions',
  title: 'Facebook Conversions API',
  settings,
  names: [
    'facebook conversions api',
    'facebook conversions api (actions)',
    'facebook conversions',
    'facebook',
  ],
  mapping,
  program,
  include: [appEvents],
  functions: { ...person, ...parameters, ...limitedDataUse },
  actions: { conversion: () => 'events' },
  endpoints: {
    /** https://developers.facebook.com/docs/marketing-api/conversions-api/using-the-api */
    events: {
      envelope: (batch, { datasetId, accessToken, apiVersion, testEventCode }) => {
        const beside = JSON.stringify({
          access_token: accessToken,
          test_event_code: testEventCode,
        })
        return {
          method: 'POST',
          url: `https://graph.facebook.com/${apiVersion}/${datasetId}/events`,
          headers: { 'Content-Type': 'application/json' },
          body: `{"data":${batch.json()},${beside.slice(1)}`,
        }
      },
      limits: { items: 1000, bytes: 1_000_000, itemBytes: 900_000 },
      outcome: [
        { status: 200, body: { events_received: { from: 1, to: 1000 } }, verdict: 'delivered' },
        ...graphErrors,
      ],
      // Seven days, less the time that a call is under way: one event too old fails all of them.
      window: { pastMs: 7 * 86_400_000 - 60_000, futureMs: 0 },
      ordering: 'none',
      ambiguous: 'retry',
    },
  },
} satisfies Destination<Settings>
