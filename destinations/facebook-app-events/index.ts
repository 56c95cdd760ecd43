import * as program from '#programs/facebook-app-events'
import mapping from '../../mappings/facebook-app-events.json' with { type: 'json' }
import { byEvent, type Destination, z } from '../../src/destination.js'
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

/** The address goes as a header. In the text the list of events stands last, so that the first of this name is it. */
function withoutAddress(body: string, address: unknown): string {
  return address === undefined
    ? body
    : body.replace(`,"X-Forwarded-For":${JSON.stringify(address)}`, '')
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
      // One person, device and address a call. An install stays alone.
      joins: 'custom_events',
      envelope: (batch, { appId, accessToken, apiVersion }) => {
        const address = batch.items[0]?.body['X-Forwarded-For']
        return {
          method: 'POST',
          url: `https://graph.facebook.com/${apiVersion}/${appId}/activities`,
          headers: {
            'Content-Type': 'application/json',
            ...(address === undefined ? {} : { 'X-Forwarded-For': String(address) }),
          },
          body: withoutAddress(batch.joined({ access_token: accessToken }), address),
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
