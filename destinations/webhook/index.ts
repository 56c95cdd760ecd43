import * as program from '#programs/webhook'
import mapping from '../../mappings/webhook.json' with { type: 'json' }
import { type Destination, hmacSha256, MASK, sha256 } from '../../src/destination.js'
import { type Settings, settings } from './settings.js'

/** A header takes visible ASCII alone; an id of other characters stands as its hash. */
function headerKey(dedupeKey: string): string {
  return /^[!-~]{1,255}$/.test(dedupeKey) ? dedupeKey : sha256(dedupeKey)
}

function signature(secret: string, t: string, key: string, body: string): string {
  const v1 = secret === MASK ? MASK : hmacSha256(secret, `${t}.${key}.${body}`)
  return `t=${t},v1=${v1}`
}

export default {
  slug: 'webhook',
  title: 'Webhook',
  settings,
  names: ['webhooks', 'webhooks (actions)'],
  mapping,
  program,
  actions: { event: () => 'event' },
  endpoints: {
    event: {
      envelope({ items: [item] }, { url, signingSecret, headers }) {
        const body = JSON.stringify(item?.body.body ?? {})
        const key = headerKey(item?.dedupeKey ?? '')
        // The event's time: a retry is the same request, and what waited is not refused as old.
        const t = String(item?.body.time ?? 0)
        return {
          method: 'POST',
          url,
          headers: {
            ...headers,
            'Content-Type': 'application/json',
            'Idempotency-Key': key,
            ...(signingSecret === undefined
              ? {}
              : { 'X-Crosswalk-Signature': signature(signingSecret, t, key, body) }),
          },
          body,
        }
      },
      limits: { items: 1 },
      outcome: [
        { status: '2xx', verdict: 'delivered' },
        { status: 425, verdict: 'retry' },
      ],
      ordering: 'user',
      ambiguous: 'retry',
      ownUrl: true,
    },
  },
} satisfies Destination<Settings>
