import type { Endpoint, OutcomeRule } from '../../src/destination.js'
import type { Settings } from './settings.js'

const hosts = { us: 'https://api2.amplitude.com', eu: 'https://api.eu.amplitude.com' }
const mappingHosts = { us: 'https://api.amplitude.com', eu: 'https://api.eu.amplitude.com' }

/** A 400 or 429 stored nothing, not even what it does not list. */
function outcome(throttledMs: number): OutcomeRule[] {
  const throttled = { index: 'throttled_events[]', verdict: 'retry', waitMs: throttledMs } as const
  const quota = { verdict: 'rejected', code: 'VENDOR_QUOTA' } as const
  return [
    { status: 200, body: { code: 200 }, verdict: 'delivered' },
    { status: 400, body: { error: { startsWith: 'Invalid API key' } }, verdict: 'blocked' },
    {
      status: 400,
      items: [
        { index: 'events_with_invalid_fields.*[]', verdict: 'rejected' },
        { index: 'events_with_missing_fields.*[]', verdict: 'rejected' },
        { index: 'events_with_invalid_id_lengths.*[]', verdict: 'rejected' },
        { index: 'silenced_events[]', verdict: 'rejected' },
        throttled,
      ],
      others: 'resend',
    },
    {
      status: 429,
      items: [
        { named: 'exceeded_daily_quota_users', by: 'user_id', ...quota },
        { named: 'exceeded_daily_quota_devices', by: 'device_id', ...quota },
        throttled,
      ],
      others: 'resend',
    },
    { status: 429, verdict: 'retry', waitMs: throttledMs },
  ]
}

function upload(path: string, limits: Endpoint['limits'], throttledMs: number): Endpoint<Settings> {
  return {
    envelope: (batch, { apiKey, region, minIdLength }) => ({
      method: 'POST',
      url: `${hosts[region]}${path}`,
      headers: { 'Content-Type': 'application/json' },
      body: `{"api_key":${JSON.stringify(apiKey)},"options":{"min_id_length":${minIdLength}},"events":${batch.json()}}`,
    }),
    limits,
    outcome: outcome(throttledMs),
    ordering: 'none',
    ambiguous: 'retry',
  }
}

export const endpoints = {
  /** https://amplitude.com/docs/apis/analytics/http-v2 */
  httpapi: upload('/2/httpapi', { items: 200, bytes: 999_999, itemBytes: 990_000 }, 30_000),

  /** https://amplitude.com/docs/apis/analytics/batch-event-upload */
  batch: upload('/batch', { items: 2000, bytes: 20_000_000, itemBytes: 1_000_000 }, 15_000),

  /** https://amplitude.com/docs/apis/analytics/user-mapping */
  usermap: {
    envelope: (batch, { apiKey, region }) => ({
      method: 'POST',
      url: `${mappingHosts[region]}/usermap`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ api_key: apiKey, mapping: batch.json() }).toString(),
    }),
    // 2000 mappings and 1 MB are taken, and 50 mappings a second. A form counts bytes threefold, yet 50 always fit.
    limits: { items: 50, bytes: 1_000_000 },
    outcome: [
      // A page, of a proxy say, is no answer of the vendor.
      { status: 200, body: { '': { startsWith: '<' } }, verdict: 'retry', code: 'ANSWER_UNKNOWN' },
      { status: 200, verdict: 'delivered' },
      { status: 400, body: { '': { startsWith: 'invalid_api_key' } }, verdict: 'blocked' },
      { status: 400, body: { error: { startsWith: 'Invalid API key' } }, verdict: 'blocked' },
      { status: 429, verdict: 'retry', waitMs: 30_000 },
    ],
    // An earlier mapping of an id must be gone before another can take its place.
    ordering: 'user',
    ambiguous: 'retry',
  },
} satisfies Record<string, Endpoint<Settings>>
