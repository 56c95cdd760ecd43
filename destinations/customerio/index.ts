import * as program from '#programs/customerio'
import mapping from '../../mappings/customerio.json' with { type: 'json' }
import { basicAuth, type Destination, secret, z } from '../../src/destination.js'
import { functions } from './functions.js'

const settings = z.strictObject({
  siteId: z.string().min(1).describe('The site id of the workspace.'),
  apiKey: secret('The Track API key that goes with the site id.'),
  region: z.enum(['us', 'eu']).default('us').describe('Where the account keeps its data.'),
  anonymousEvents: z
    .boolean()
    .default(true)
    .describe('Whether events of people who are not identified yet are sent.'),
  eventDates: z
    .enum(['keep', 'seconds'])
    .default('keep')
    .describe(
      'ISO dates in attributes of events: as they are, or as Unix seconds, which alone work as dates. Those of people and objects always become seconds.',
    ),
})
type Settings = z.infer<typeof settings>

const hosts = { us: 'https://track.customer.io', eu: 'https://track-eu.customer.io' }

export default {
  slug: 'customerio',
  title: 'Customer.io',
  settings,
  names: ['customer.io (actions)', 'customer.io', 'customer io'],
  mapping,
  program,
  functions,
  actions: { operation: () => 'batch' },
  endpoints: {
    /** https://docs.customer.io/integrations/api/track/#operation/batch */
    batch: {
      envelope: (batch, { siteId, apiKey, region }) => ({
        method: 'POST',
        url: `${hosts[region]}/api/v2/batch`,
        headers: {
          'Content-Type': 'application/json',
          Authorization: basicAuth(siteId, apiKey),
        },
        body: `{"batch":${batch.json()}}`,
      }),
      limits: { items: 500, bytes: 500_000, itemBytes: 32_000 },
      outcome: [
        {
          status: 200,
          body: { '': { is: 'object' }, errors: { exists: false } },
          verdict: 'delivered',
        },
        {
          status: 207,
          items: [{ index: 'errors[].batch_index', verdict: 'rejected' }],
          others: 'delivered',
        },
      ],
      ordering: 'user',
      ambiguous: 'retry',
    },
  },
} satisfies Destination<Settings>
