import * as program from '#programs/customerio-pipelines'
import track from '../../mappings/customerio.json' with { type: 'json' }
import mapping from '../../mappings/customerio-pipelines.json' with { type: 'json' }
import { basicAuth, type Destination, secret, z } from '../../src/destination.js'
import { functions } from '../customerio/functions.js'

const settings = z.strictObject({
  apiKey: secret('The API key of the source, also called its write key.'),
  region: z.enum(['us', 'eu']).default('us').describe('Where the account keeps its data.'),
})
type Settings = z.infer<typeof settings>

const hosts = { us: 'https://cdp.customer.io', eu: 'https://cdp-eu.customer.io' }

export default {
  slug: 'customerio-pipelines',
  title: 'Customer.io Pipelines',
  settings,
  // The vendor's own SDKs call it so; what is said of the vendor as a whole holds here too.
  names: ['customer.io data pipelines', 'customer.io pipelines', 'customer.io', 'customer io'],
  mapping,
  program,
  include: [track],
  functions,
  actions: { call: () => 'batch' },
  endpoints: {
    /** https://docs.customer.io/integrations/api/cdp/#operation/batch */
    batch: {
      envelope: (batch, { apiKey, region }) => ({
        method: 'POST',
        url: `${hosts[region]}/v1/batch`,
        headers: {
          'Content-Type': 'application/json',
          Authorization: basicAuth(apiKey, ''),
          // Without it a faulty call, and even a wrong key, is answered 200 and thrown away.
          'X-Strict-Mode': '1',
        },
        body: `{"batch":${batch.json()}}`,
      }),
      limits: { items: 500, bytes: 500_000, itemBytes: 32_000 },
      // The body of a success is not documented: none, or an object that tells of no failure.
      outcome: [
        { status: 200, body: { '': { exists: false } }, verdict: 'delivered' },
        { status: 200, body: { success: true }, verdict: 'delivered' },
        {
          status: 200,
          body: {
            '': { is: 'object' },
            success: { exists: false },
            error: { exists: false },
            errors: { exists: false },
          },
          verdict: 'delivered',
        },
      ],
      ordering: 'user',
      ambiguous: 'retry',
    },
  },
} satisfies Destination<Settings>
