import { z } from 'zod'
import { type Acceptor, readJson, ruled } from '../../src/accept/index.js'
import { event, isEvent } from './accept/event.js'

const headers = z
  .looseObject({
    'content-type': ruled(
      'WH-TYPE',
      'http',
      z.string('must be there').regex(/^application\/json\b/, 'must be application/json'),
    ),
    'idempotency-key': ruled(
      'WH-KEY',
      'silent',
      z
        .string('must be there')
        .regex(/^[!-~]{1,255}$/, 'must be 1 to 255 visible ASCII characters'),
    ),
    'x-crosswalk-signature': ruled(
      'WH-SIGNATURE',
      'http',
      z
        .string()
        .regex(/^t=\d{1,11},v1=(?:[0-9a-f]{64}|\*\*\*)$/, 'must read t=<Unix seconds>,v1=<64 hex>')
        .optional(),
    ),
  })
  .catchall(ruled('WH-HEADERS', 'http', z.string().regex(/^[ -~]+$/, 'cannot be sent')))

const request = z.looseObject({
  method: ruled('WH-URL', 'http', z.literal('POST', 'must be POST')),
  url: z.looseObject({
    protocol: ruled('WH-HTTPS', 'warning', z.literal('https:', 'is not encrypted')),
  }),
  headers,
  body: event,
})

/** One event as the destination makes it: the body, and the time that goes into its signature. */
const item = z.strictObject({ time: z.int(), body: event })

/** No vendor's page: what any receiver may count on. */
export default {
  destination: 'webhook',
  // The URL may be anyone's; no other request that is known has this header.
  owns: (_, given) => given['idempotency-key'] !== undefined,
  rules: {
    'WH-URL': 'POST to the URL of the settings.',
    'WH-HTTPS': 'Over https; http only where the host of Crosswalk allows it.',
    'WH-TYPE': 'The Content-Type is application/json.',
    'WH-KEY':
      'Idempotency-Key is the same when an event is sent again: the id of the event, or its SHA-256 where that has other than 1 to 255 visible ASCII characters.',
    'WH-SIGNATURE':
      'With a signing secret, X-Crosswalk-Signature is t=<Unix seconds of the event>,v1=<HMAC-SHA256 of "<t>.<Idempotency-Key>.<body>" in lower-case hex>.',
    'WH-HEADERS': 'Other headers are ASCII text.',
    'WH-JSON': 'The body is JSON text, one event a request.',
    'WH-EVENT':
      'The event has type, messageId, timestamp in UTC, and members of their catalogued types. A body that overrides made its own is judged by this with warnings alone.',
    'WH-TRACKING': 'An advertising id is there only where the event allows tracking.',
    'WH-INTEGRATIONS': 'Nothing tells where else the event goes.',
  },
  beyond: [
    'Any 2xx is success. 401 and 403 block the connection, 408, 425, 429 and 5xx are sent again, after Retry-After where it is given; all other 4xx are final. Redirects are not followed: they block.',
    'Names are looked up before each request, and it is refused where any address is not public. The request looks the name up once more; a name that leads elsewhere in between meets, over https, a server without its certificate. A host that allows http gives `createSender` a `fetch` that pins the address.',
  ],
  unknownEndpoint: { rule: 'WH-URL', effect: 'http' },
  otherwise: { rule: 'WH-JSON', effect: 'http' },
  endpoints: [
    {
      name: 'event',
      matches: () => true,
      read: (text) => readJson(text, 'WH-JSON'),
      request,
      item,
      effect: ({ rule, effect }, { body }) =>
        /^WH-(?:EVENT|TRACKING|INTEGRATIONS)$/.test(rule) && !isEvent(body) ? 'warning' : effect,
    },
  ],
} satisfies Acceptor
