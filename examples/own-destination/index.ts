/** A destination of one's own, outside of the package: the same contract as the shipped ones. */
import { type Destination, type OwnFunction, secret, z } from 'crosswalk'
import mapping from './mapping.json' with { type: 'json' }

const settings = z.strictObject({
  token: secret('The token of the log.'),
  host: z.string().default('log.example.com').describe('Where the log is.'),
})
type Settings = z.infer<typeof settings>

/** What no step of the mapping language does. */
const sorted: OwnFunction = (value, { refuse }) => {
  if (typeof value !== 'object' || value === null) return refuse('is no object')
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

export default {
  slug: 'harbour-log',
  title: 'Harbour log',
  settings,
  mapping,
  functions: { sorted },
  actions: { entry: () => 'entries' },
  endpoints: {
    entries: {
      envelope: (batch, { token, host }) => ({
        method: 'POST',
        url: `https://${host}/entries`,
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: batch.json(),
      }),
      limits: { items: 50, itemBytes: 100_000 },
      outcome: [{ status: 200, verdict: 'delivered' }],
      ordering: 'none',
      ambiguous: 'retry',
    },
  },
} satisfies Destination<Settings>
