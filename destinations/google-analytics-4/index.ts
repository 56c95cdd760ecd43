import * as program from '#programs/google-analytics-4'
import mapping from '../../mappings/google-analytics-4.json' with { type: 'json' }
import type { Destination } from '../../src/destination.js'
import { instance } from './instance.js'
import { names } from './names.js'
import { type Settings, settings } from './settings.js'
import { values } from './values.js'

const hosts = {
  global: 'https://www.google-analytics.com',
  eu: 'https://region1.google-analytics.com',
}
const hours72 = 72 * 3_600_000

export default {
  slug: 'google-analytics-4',
  title: 'Google Analytics 4',
  settings,
  names: ['google analytics 4', 'google analytics 4 (ga4)', 'ga4'],
  mapping,
  program,
  functions: { ...names, ...values, ...instance },
  actions: { event: () => 'collect' },
  endpoints: {
    /** https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference?client_type=firebase */
    collect: {
      // Of one instance, person, consent and device.
      joins: 'events',
      envelope: (batch, { firebaseAppId, apiSecret, region }) => ({
        method: 'POST',
        url: `${hosts[region]}/mp/collect?firebase_app_id=${firebaseAppId}&api_secret=${encodeURIComponent(apiSecret)}`,
        headers: { 'Content-Type': 'application/json' },
        body: batch.joined(),
      }),
      limits: { items: 25, bytes: 129_999, itemBytes: 129_000 },
      // Whatever arrives is answered 2xx, a wrong secret too; other answers are of HTTP itself.
      outcome: [
        // A page, of a proxy say, is no answer of the vendor.
        {
          status: '2xx',
          body: { '': { startsWith: '<' } },
          verdict: 'retry',
          code: 'ANSWER_UNKNOWN',
        },
        { status: '2xx', verdict: 'delivered' },
        { status: 413, verdict: 'divide' },
        { status: [401, 403], verdict: 'blocked' },
        { status: [408, 429], verdict: 'retry' },
        { status: '4xx', verdict: 'rejected' },
      ],
      // 72 hours, less the time that a call is under way. The vendor itself moves older events.
      window: { pastMs: hours72 - 60_000, futureMs: 0, older: 'moves' },
      ordering: 'none',
      ambiguous: 'retry',
    },
  },
} satisfies Destination<Settings>
