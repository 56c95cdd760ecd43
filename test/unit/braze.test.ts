import { createBatcher, createRouter, type WireRequest } from 'crosswalk'
import { accept } from 'crosswalk/accept'
import braze from 'crosswalk/destinations/braze'
import rules from 'crosswalk/destinations/braze/accept'
import { describe, expect, test } from 'vitest'
import { classify } from '../../src/delivery/outcome.js'
import type { Destination } from '../../src/destination.js'
import { item } from './delivery/support.js'

const now = Date.UTC(2026, 2, 10, 12)
const { endpoints }: Destination = braze as unknown as Destination

function requestsOf(events: object[], settings: object = {}): WireRequest[] {
  const given = { apiKey: 'k-1', instance: 'US-10', ...settings }
  const connection = { id: 'b', destination: 'braze', settings: given }
  const router = createRouter({ connections: [connection], destinations: [braze] })
  const batcher = createBatcher(router)
  const full = events.flatMap((event, n) =>
    router.map(event, { ref: n, now }).flatMap((result) => batcher.add(result)),
  )
  return [...full, ...batcher.flush()]
}

const order = {
  type: 'track',
  event: 'Order Completed',
  anonymousId: 'a-1',
  timestamp: '2026-03-10T11:00:00Z',
  properties: {
    currency: 'EUR',
    products: Array.from({ length: 3 }, (_, n) => ({
      product_id: `p-${n}`,
      price: n,
      quantity: 1,
    })),
  },
}
const sizes = (requests: WireRequest[]) =>
  requests.map(({ body }) =>
    Object.entries(JSON.parse(body)).map(([name, list]) => `${name} ${(list as []).length}`),
  )

describe('one request', () => {
  test('holds all three lists, counted together', () => {
    const requests = requestsOf(
      Array.from({ length: 16 }, () => order),
      { orders: 'purchases' },
    )
    expect(sizes(requests)).toEqual([
      ['attributes 15', 'events 15', 'purchases 45'],
      ['attributes 1', 'events 1', 'purchases 3'],
    ])
  })

  test('holds fewer where the contract says so', () => {
    const requests = requestsOf(
      Array.from({ length: 30 }, () => order),
      { objectsPerRequest: '50' },
    )
    expect(sizes(requests)).toEqual([
      ['attributes 25', 'events 25'],
      ['attributes 5', 'events 5'],
    ])
  })

  test('goes to the host of the instance, with the key', () => {
    const [request] = requestsOf([order])
    expect(request).toMatchObject({
      url: 'https://rest.us-10.braze.com/users/track',
      headers: { Authorization: 'Bearer k-1' },
    })
  })
})

test.each(['"k-1"', 'k 1', ''])('the key %j is refused as a setting', (apiKey) => {
  expect(braze.settings.safeParse({ apiKey, instance: 'US-01' }).success).toBe(false)
})

const mixed = ['attributes', 'events', 'events', 'purchases'].map((name, n) => ({
  item: item(n, { body: { [name]: {} } }),
}))
const errors = [
  { type: 'The property', input_array: 'events', index: 1 },
  { type: "'price'", input_array: 'purchases', index: 0 },
]

function judged(endpoint: string, status: number, body: unknown, carried = mixed) {
  const found = endpoints[endpoint]
  if (found === undefined) throw new Error(`no endpoint ${endpoint}`)
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const given = { kind: 'answer', status, retryAfter: null, text } as const
  const verdicts = classify(given, found, carried).map((one) =>
    'problem' in one ? `${one.verdict} ${one.problem.code}` : one.verdict,
  )
  return new Set(verdicts).size === 1 ? verdicts[0] : verdicts
}

describe('answers of /users/track', () => {
  const bad = 'rejected VENDOR_REJECTED'
  const counts = { attributes_processed: 1, events_processed: 1 }
  test.each([
    [201, { message: 'success', ...counts }, 'delivered'],
    [200, { message: 'success', errors: [] }, 'delivered'],
    [202, { message: 'queued' }, 'delivered'],
    [201, { message: 'success', ...counts, errors }, ['delivered', 'delivered', bad, bad]],
    [201, { message: 'success', errors: ['something'] }, 'rejected ANSWER_UNKNOWN'],
    [201, '', 'rejected ANSWER_UNKNOWN'],
    [400, { message: 'Valid data must be provided', errors }, ['resend', 'resend', bad, bad]],
    [400, { message: 'Max Input Length Exceeded' }, 'divide VENDOR_REJECTED'],
    [401, { message: 'Invalid API Key' }, 'blocked CREDENTIAL_REFUSED'],
    [403, { message: 'Access Denied' }, 'blocked CREDENTIAL_REFUSED'],
    [404, { message: 'Invalid URL' }, 'blocked CREDENTIAL_REFUSED'],
    [413, '', 'divide VENDOR_REJECTED'],
    [429, '', 'retry VENDOR_BUSY'],
    [503, '', 'retry VENDOR_BUSY'],
    [504, '', 'rejected ANSWER_LOST'],
  ])('%i %j', (status, body, expected) => {
    expect(judged('track', status, body)).toEqual(expected)
  })
})

test('a lost answer of identify or merge is asked for again, of track it is not', () => {
  const lost = { kind: 'lost', reason: 'timed out', sent: true, hung: true } as const
  const verdict = (name: string) =>
    classify(lost, endpoints[name] as never, mixed.slice(0, 1))[0]?.verdict
  expect(['track', 'track50', 'identify', 'merge'].map(verdict)).toEqual([
    'rejected',
    'rejected',
    'retry',
    'retry',
  ])
})

describe('a request that the vendor refuses or loses a part of', () => {
  const time = '2026-03-10T11:00:00Z'
  const alias = { alias_name: 'a-1', alias_label: 'anonymous_id' }
  const event = { external_id: 'u-1', name: 'A', time }
  const bought = { external_id: 'u-1', product_id: 'p', currency: 'EUR', price: 1, time }
  const many = (count: number) => Array.from({ length: count }, () => event)
  const of = (body: object, more: object = {}) =>
    accept(
      {
        method: 'POST',
        url: 'https://rest.iad-01.braze.com/users/track',
        headers: { 'Content-Type': 'application/json', Authorization: 'Bearer k' },
        body,
        ...more,
      },
      [rules],
    )
  const url = (path: string, host = 'rest.fra-01.braze.eu') => ({ url: `https://${host}${path}` })
  const json = { 'Content-Type': 'application/json' }
  const one = (list: string, object: object) => ({ [list]: [object] })
  const props = (properties: unknown) => one('events', { ...event, properties })
  const person = (more: object) => one('attributes', { external_id: 'u-1', ...more })
  const viewed = { product_id: 'p', product_name: 'P', variant_id: 'v', price: 1, source: 'ios' }

  test.each<[string, object, object?]>([
    ['BZ-URL', one('events', event), url('/users/track', 'rest.iad-10.braze.com')],
    ['BZ-URL', one('events', event), url('/users/trace')],
    ['BZ-AUTH', one('events', event), { headers: { ...json, Authorization: 'Bearer "k"' } }],
    ['BZ-CT', one('events', event), { headers: { Authorization: 'Bearer k' } }],
    ['BZ-EMPTY', { events: [], partner: 'x' }],
    ['BZ-LIMIT', { events: many(40), purchases: Array.from({ length: 36 }, () => bought) }],
    ['BZ-SIZE', props({ list: Array.from({ length: 60_000 }, () => 1) })],
    ['BZ-ID', one('events', { name: 'A', time })],
    ['BZ-ID', one('events', { name: 'A', time, user_alias: { alias_name: 'a' } })],
    ['BZ-ALIAS', one('attributes', { user_alias: alias, plan: 'free' })],
    ['BZ-NAME', one('events', { external_id: 'u-1', name: ' ', time })],
    ['BZ-TIME', one('events', { ...event, time: 1773144000 })],
    ['BZ-PROPS', props(['a'])],
    ['BZ-PROPS', props({ time: 'noon' })],
    ['BZ-PROPS', props({ legs: [{ $from: 1 }] })],
    ['BZ-STR', props({ note: 'n'.repeat(256) })],
    ['BZ-PURCH', one('purchases', { ...bought, quantity: 101 })],
    ['BZ-PURCH', one('purchases', { ...bought, currency: 'eur' })],
    ['BZ-ECOM', one('events', { ...event, name: 'ecommerce.product_viewed', properties: viewed })],
    ['BZ-ATTR', person({ email: 'not one' })],
    ['BZ-ATTR', person({ boat: { length: null } })],
    ['BZ-TOKEN', person({ push_tokens: [{ token: 't' }] })],
    ['BZ-IDENT', one('aliases_to_identify', { user_alias: alias }), url('/users/identify')],
    [
      'BZ-MERGE',
      one('merge_updates', {
        identifier_to_merge: { user_alias: alias },
        identifier_to_keep: { external_id: 'u-1' },
      }),
      url('/users/merge'),
    ],
  ])('%s', (rule, body, more) => {
    const verdict = of(body, more)
    expect(verdict.ok ? [] : verdict.problems.map((problem) => problem.rule)).toContain(rule)
  })

  test('several identifiers, and many properties, are taken with a warning', () => {
    const properties = Object.fromEntries(Array.from({ length: 257 }, (_, n) => [`p${n}`, n]))
    const verdict = of(one('events', { ...event, email: 'ada@example.com', properties }))
    expect(verdict).toMatchObject({ ok: true, warnings: [{}, {}] })
  })
})
