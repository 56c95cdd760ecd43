import { z } from 'zod'
import { type Acceptor, readJson, ruled } from '../../src/accept/index.js'

const text = (most: number) =>
  z.string('must be text').min(1, 'must not be empty').max(most, `must be at most ${most} long`)

/** One event. It lists every field that the vendor documents: `crosswalk check` holds the mapping against it. */
const event = ruled(
  'XX-JSON',
  'http',
  z
    .strictObject({
      event_name: ruled('XX-NAME', 'http', text(100)),
      user_id: ruled('XX-ID', 'http', text(100)).optional(),
      device_id: ruled('XX-ID', 'http', text(100)).optional(),
      event_id: ruled('XX-DOUBLE', 'silent', text(200)).optional(),
      time: ruled('XX-TIME', 'silent', z.int('must be milliseconds since 1970').min(1e11)),
      app_version: ruled('XX-TEXT', 'silent', text(50)).optional(),
      properties: z.record(z.string(), z.unknown(), 'must be an object').optional(),
    })
    .refine(
      ({ user_id, device_id }) => user_id !== undefined || device_id !== undefined,
      'must have user_id or device_id',
    ),
)

const request = z.looseObject({
  method: ruled('XX-URL', 'http', z.literal('POST', 'must be POST')),
  url: ruled('XX-URL', 'http', z.looseObject({ protocol: z.literal('https:', 'must be https') })),
  headers: z.looseObject({
    authorization: ruled('XX-AUTH', 'http', z.string('must be there').regex(/^Bearer ./)),
  }),
  body: ruled(
    'XX-JSON',
    'http',
    z.strictObject({ events: z.array(event, 'must be a list of events').min(1).max(100) }),
  ),
})

/** The vendor's published rules: https://example.com/docs */
export default {
  destination: 'vendor-slug',
  owns: ({ hostname }) => hostname === 'api.example.com' || hostname === 'api.eu.example.com',
  rules: {
    'XX-URL': 'POST over https to a path and host of the region.',
    'XX-AUTH': 'A bearer token.',
    'XX-JSON': 'The body is a JSON object with a list of 1 to 100 events.',
    'XX-NAME': 'The name of an event has 1 to 100 characters.',
    'XX-ID': 'An event has a user or a device, each of 1 to 100 characters.',
    'XX-TIME': 'Times are milliseconds since 1970.',
    'XX-DOUBLE': 'Of two events with one id the second is passed over.',
    'XX-TEXT': 'Longer texts are cut.',
  },
  beyond: [],
  unknownEndpoint: { rule: 'XX-URL', effect: 'http' },
  otherwise: { rule: 'XX-JSON', effect: 'http' },
  endpoints: [
    {
      name: 'events',
      matches: ({ pathname }) => pathname === '/v1/events',
      read: (body) => readJson(body, 'XX-JSON'),
      request,
      item: event,
    },
  ],
} satisfies Acceptor
