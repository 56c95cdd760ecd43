import { z } from 'zod'
import { type Acceptor, breaks, numberOf, readJson, ruled } from '../../src/accept/index.js'
import { around } from './accept/around.js'
import { event, members } from './accept/event.js'
import { beyond, rules } from './accept/rules.js'
import { whenObject } from './accept/values.js'

const hours72 = 72 * 3600

const body = ruled(
  'GA-CT',
  'silent',
  z.strictObject(
    {
      ...around,
      events: ruled(
        'GA-EVTS',
        'silent',
        z
          .array(event, 'must be a list of events')
          .min(1, 'must not be empty')
          .max(25, 'must have at most 25 events'),
      ),
      validation_behavior: ruled(
        'GA-VB',
        'warning',
        z.never('is for the validation server'),
      ).optional(),
    },
    { error: 'must be a JSON object of known members' },
  ),
)

const request = z
  .looseObject({
    method: ruled('GA-URL', 'silent', z.literal('POST', 'must be POST')),
    url: ruled(
      'GA-URL',
      'silent',
      z.looseObject({
        protocol: z.literal('https:', 'must be https'),
        host: z.enum(['www.google-analytics.com', 'region1.google-analytics.com'], {
          error: 'must be www or region1 of google-analytics.com',
        }),
      }),
    ),
    query: ruled(
      'GA-URL',
      'silent',
      z.looseObject({
        firebase_app_id: z
          .string('must be there')
          .regex(/^1:\d+:(ios|android):[0-9a-f]+$/i, 'must read like 1:123456789:ios:0a1b2c3d4e5f'),
        api_secret: z.string('must be there').min(1, 'must not be empty'),
        measurement_id: z.never('is for web streams').optional(),
      }),
    ),
    body,
    bytes: z.number(),
    now: z.number(),
  })
  .superRefine(({ body, bytes, now }, context) => {
    if (bytes >= 130_000)
      context.addIssue({
        code: 'custom',
        path: ['body'],
        message: 'must have less than 130,000 bytes',
        ...breaks('GA-SIZE', 'silent'),
      })
    const { events, timestamp_micros } = (body ?? {}) as Partial<typeof body>
    for (const [at, one] of Array.isArray(events) ? events.entries() : []) {
      const seconds = numberOf(one?.timestamp_micros ?? timestamp_micros ?? now * 1e6) / 1e6
      // What is no number has been told.
      if (!(seconds > now || seconds < now - hours72)) continue
      context.addIssue({
        code: 'custom',
        path: ['body', 'events', at, 'timestamp_micros'],
        message: 'must not lie ahead, nor be more than 72 hours old',
        ...breaks('GA-TIME', 'warning'),
      })
    }
  }, whenObject)

/** https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference?client_type=firebase */
export default {
  destination: 'google-analytics-4',
  owns: ({ hostname }) => /(^|\.)google-analytics\.com$/.test(hostname),
  rules,
  beyond,
  unknownEndpoint: { rule: 'GA-URL', effect: 'silent' },
  otherwise: { rule: 'GA-CT', effect: 'silent' },
  endpoints: [
    {
      name: 'collect',
      matches: ({ pathname }) => pathname === '/mp/collect',
      read: (text) => readJson(text, 'GA-CT', 'silent'),
      request,
      // The mapping has the event beside what is around it on the page.
      item: z.strictObject({ ...around, ...members }),
    },
  ],
} satisfies Acceptor
