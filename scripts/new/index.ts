import * as program from '#programs/vendor-slug'
import mapping from '../../scripts/new/mapping.json' with { type: 'json' }
import { type Destination, secret, z } from '../../src/destination.js'

const settings = z.strictObject({
  apiKey: secret('The API key of the project.'),
  region: z.enum(['us', 'eu']).default('us').describe('Where the account keeps its data.'),
})
type Settings = z.infer<typeof settings>

const hosts = { us: 'https://api.example.com', eu: 'https://api.eu.example.com' }

export default {
  slug: 'vendor-slug',
  title: 'Vendor Title',
  settings,
  mapping,
  program,
  actions: { event: () => 'events' },
  endpoints: {
    /** https://example.com/docs */
    events: {
      envelope: (batch, { apiKey, region }) => ({
        method: 'POST',
        url: `${hosts[region]}/v1/events`,
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${apiKey}` },
        body: `{"events":${batch.json()}}`,
      }),
      limits: { items: 100, bytes: 1_000_000, itemBytes: 100_000 },
      // Success must be declared: an answer nobody understands is never success.
      outcome: [{ status: 200, verdict: 'delivered' }],
      ordering: 'none',
      ambiguous: 'retry',
    },
  },
} satisfies Destination<Settings>
