import mapping from '../../mappings/amplitude.json' with { type: 'json' }
import {
  type Batch,
  type Destination,
  type Endpoint,
  type OutcomeRule,
  secret,
  z,
} from '../../src/destination.js'

const settings = z.strictObject({
  apiKey: secret('The API key of the project: 32 hex digits. Not the secret key.'),
  region: z.enum(['us', 'eu']).default('us').describe('Where the organisation keeps its data.'),
  endpoint: z
    .enum(['httpapi', 'batch'])
    .default('httpapi')
    .describe('`httpapi` for live events; `batch` takes more at once and is for imports.'),
  minIdLength: z.int().min(1).default(1).describe('The shortest user or device id that is taken.'),
  screenName: z
    .string()
    .default('Viewed {{name}} Screen')
    .describe('Template of the event name of screen calls.'),
  pageName: z
    .string()
    .default('Viewed {{name}} Page')
    .describe('Template of the event name of page calls.'),
})
type Settings = z.infer<typeof settings>

const hosts = { us: 'https://api2.amplitude.com', eu: 'https://api.eu.amplitude.com' }

const outcome: OutcomeRule[] = [
  { status: 200, body: { code: 200 }, verdict: 'delivered' },
  { status: 400, body: { error: { startsWith: 'Invalid API key' } }, verdict: 'blocked' },
  {
    status: 400,
    items: [
      { index: 'events_with_invalid_fields.*[]', verdict: 'rejected' },
      { index: 'events_with_missing_fields.*[]', verdict: 'rejected' },
      { index: 'events_with_invalid_id_lengths.*[]', verdict: 'rejected' },
      { index: 'silenced_events[]', verdict: 'rejected' },
    ],
    others: 'resend',
  },
]

/** https://amplitude.com/docs/apis/analytics/http-v2 */
function endpoint(
  path: string,
  limits: Endpoint['limits'],
  throttledMs: number,
): Endpoint<Settings> {
  return {
    envelope: (batch: Batch, { apiKey, region, minIdLength }) => ({
      method: 'POST',
      url: `${hosts[region]}${path}`,
      headers: { 'Content-Type': 'application/json' },
      body: `{"api_key":${JSON.stringify(apiKey)},"options":{"min_id_length":${minIdLength}},"events":${batch.json()}}`,
    }),
    limits,
    outcome: [
      ...outcome,
      {
        status: 429,
        items: [
          {
            named: 'exceeded_daily_quota_users',
            by: 'user_id',
            verdict: 'rejected',
            code: 'VENDOR_QUOTA',
          },
          {
            named: 'exceeded_daily_quota_devices',
            by: 'device_id',
            verdict: 'rejected',
            code: 'VENDOR_QUOTA',
          },
          { index: 'throttled_events[]', verdict: 'retry', waitMs: throttledMs },
        ],
        others: 'resend',
      },
    ],
    ordering: 'none',
    ambiguous: 'retry',
  }
}

export default {
  slug: 'amplitude',
  title: 'Amplitude',
  settings,
  mapping,
  actions: { event: (settings) => settings.endpoint },
  endpoints: {
    httpapi: endpoint('/2/httpapi', { items: 200, bytes: 1_000_000, itemBytes: 990_000 }, 30_000),
    batch: endpoint('/batch', { items: 2000, bytes: 20_000_000, itemBytes: 1_000_000 }, 15_000),
  },
} satisfies Destination<Settings>
