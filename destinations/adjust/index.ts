import * as program from '#programs/adjust'
import mapping from '../../mappings/adjust.json' with { type: 'json' }
import type { Destination } from '../../src/destination.js'
import { functions } from './functions.js'
import { outcome } from './outcome.js'
import { type Settings, settings } from './settings.js'

const day = 86_400_000
const hour = 3_600_000
const minute = 60_000

export default {
  slug: 'adjust',
  title: 'Adjust',
  settings,
  mapping,
  program,
  functions,
  actions: { event: () => 'event' },
  endpoints: {
    /** https://dev.adjust.com/en/api/s2s-api/events/ */
    event: {
      envelope: ({ items }, { s2sToken }) => ({
        method: 'POST',
        url: 'https://s2s.adjust.com/event',
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          ...(s2sToken === undefined ? {} : { Authorization: `Bearer ${s2sToken}` }),
        },
        body: new URLSearchParams(items[0]?.body as Record<string, string>).toString(),
      }),
      // 1 MB is taken, and a form counts bytes threefold.
      limits: { items: 1, itemBytes: 330_000 },
      outcome,
      // An hour on the way. A time ahead would have all that come before it refused.
      window: { pastMs: 58 * day - hour, futureMs: minute },
      // Of one device and token, an event earlier than the last one is refused.
      ordering: 'user',
      // Doubles are counted, with their revenue.
      ambiguous: 'stop',
    },
  },
} satisfies Destination<Settings>
