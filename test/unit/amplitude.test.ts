import {
  createBatcher,
  createRouter,
  type Json,
  mask,
  prepareConnection,
  type Result,
} from 'crosswalk'
import { accept } from 'crosswalk/accept'
import amplitude from 'crosswalk/destinations/amplitude'
import acceptor from 'crosswalk/destinations/amplitude/accept'
import { describe, expect, test } from 'vitest'
import { classify } from '../../src/delivery/outcome.js'
import { item } from './delivery/support.js'

const now = Date.UTC(2026, 2, 10, 12)
const apiKey = '0f1e2d3c4b5a69788796a5b4c3d2e1f0'

const prepare = (settings: object) =>
  prepareConnection(
    { id: 'amp', destination: 'amplitude', settings: { apiKey, ...settings } },
    { destinations: [amplitude] },
  )

/** What becomes of events, and whether the vendor takes every request whole. */
function run(events: object[], settings: object = {}) {
  const prepared = prepare(settings)
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems))
  const router = createRouter([prepared.connection])
  const batcher = createBatcher(router)
  const results = events.flatMap((event) => router.map(event, { now }))
  const requests = [...results.flatMap((result) => batcher.add(result)), ...batcher.flush()]
  for (const request of requests) {
    const verdict = accept({ ...mask(request), now: now / 1000 }, [acceptor])
    expect(verdict.ok ? [] : verdict.problems).toEqual([])
  }
  return { bodies: results.flatMap(bodiesOf), requests, results }
}

function bodiesOf(result: Result): Record<string, Json>[] {
  return result.outcome === 'mapped' ? result.items.map(({ body }) => body) : []
}

const person = { userId: 'member-311', timestamp: '2026-03-10T08:00:00.000Z' }

describe('settings', () => {
  const nowhere = 'settings.userPropertyOperations'
  test.each<[string, object, string, RegExp]>([
    [
      'a trait under two operations',
      { userPropertyOperations: { add: ['trips'], setOnce: ['plan', 'trips'] } },
      nowhere,
      /"trips" may stand under one operation/,
    ],
    ['an operation of another name', { userPropertyOperations: { adds: [] } }, nowhere, /add/],
    ['a template that is none', { pageName: 'Viewed {{name' }, 'settings', /does not parse/],
    ['a path that begins nowhere', { groupType: 'trait.kind' }, 'settings', /traits/],
  ])('%s is refused', (_, settings, path, message) => {
    expect(prepare(settings)).toMatchObject({
      problems: [
        {
          code: 'SETTINGS_INVALID',
          path: expect.stringContaining(path),
          message: expect.stringMatching(message),
        },
      ],
    })
  })
})

describe('revenue', () => {
  const products = Array.from({ length: 10_000 }, (_, n) => ({ product_id: `p${n}`, price: 2 }))
  const order = {
    ...person,
    type: 'track',
    event: 'Order Completed',
    messageId: 'large',
    properties: { revenue: 20_000, products },
  }
  const revenueOf = (bodies: Record<string, Json>[]) =>
    bodies.reduce((sum, { revenue }) => sum + Number(revenue ?? 0), 0)

  test.each([
    ['order', 1],
    ['products', 10_001],
  ])('of 10,000 products counts once by %s', (revenue, count) => {
    const { bodies } = run([order], { revenue, endpoint: 'batch' })
    expect(bodies).toHaveLength(count)
    expect(revenueOf(bodies)).toBe(20_000)
    expect(new Set(bodies.map(({ insert_id }) => insert_id)).size).toBe(count)
  })
})

describe('sizes', () => {
  function nested(levels: number): unknown {
    return levels === 0 ? 'bottom' : { down: nested(levels - 1) }
  }
  const levelsOf = (value: Json | undefined): number =>
    typeof value === 'object' && value !== null
      ? 1 + Math.max(0, ...Object.values(value).map(levelsOf))
      : 0

  test.each([
    ['event', { type: 'track', event: 'Berth Booked' }, 'properties', 'event_properties'],
    ['person', { type: 'identify' }, 'traits', 'user_properties'],
    ['group', { type: 'group', groupId: 'g-1' }, 'traits', 'group_properties'],
  ])('properties of a %s may be 39 levels deep', (_, call, source, target) => {
    const deep = (levels: number) => ({ ...person, ...call, [source]: { a: nested(levels), b: 1 } })
    const below = target === 'event_properties' ? 38 : 37
    const [fits, over] = [run([deep(below)]), run([deep(below + 1)])]
    expect(levelsOf(fits.bodies.at(-1)?.[target])).toBe(39)
    expect(fits.results).toMatchObject([{ warnings: [] }])
    expect(levelsOf(over.bodies.at(-1)?.[target])).toBe(39)
    expect(over.results).toMatchObject([{ warnings: [{ code: 'VALUE_DROPPED' }] }])
  })

  test('300 traits are all set, whatever they are called', () => {
    const traits = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`trait ${n}`, n]))
    const odd = JSON.parse('{"__proto__":{"a":1},"constructor":2,"$add":{"a":1}}')
    const event = { ...person, type: 'identify', traits: { ...traits, ...odd } }
    Object.defineProperty(event.traits, '__proto__', { value: { a: 1 }, enumerable: true })
    const [{ user_properties } = {}] = run([event]).bodies
    const { $set = {}, ...more } = user_properties as Record<string, object>
    expect(more).toEqual({})
    expect(Object.keys($set)).toEqual(
      expect.arrayContaining([...Object.keys(traits), '__proto__', 'constructor', '$add']),
    )
  })

  test('mappings of the longest ids fit a request, however a form spells them', () => {
    const id = (n: number) => `${n}`.padEnd(1020, '\u0001')
    const events = Array.from({ length: 60 }, (_, n) => ({
      ...person,
      type: 'alias',
      previousId: id(n),
      userId: id(n + 100),
    }))
    const { requests } = run(events)
    expect(requests.map(({ items }) => items.length)).toEqual([50, 10])
  })
})

describe('answers', () => {
  const carried = ['ida', 'ole', 'liv'].map((user_id, n) => ({
    item: item(n, { body: { user_id } }),
  }))
  const judged = (endpoint: keyof typeof amplitude.endpoints, status: number, body: unknown) =>
    classify(
      {
        kind: 'answer',
        status,
        retryAfter: null,
        text: typeof body === 'string' ? body : JSON.stringify(body),
      },
      amplitude.endpoints[endpoint],
      carried,
    ).map((one) =>
      'waitMs' in one && one.waitMs !== undefined ? `${one.verdict} +${one.waitMs}` : one.verdict,
    )

  test.each<[keyof typeof amplitude.endpoints, number, unknown, string[]]>([
    ['httpapi', 200, { code: 200 }, ['delivered', 'delivered', 'delivered']],
    ['httpapi', 200, '<html>', ['retry', 'retry', 'retry']],
    [
      'httpapi',
      400,
      { error: 'Events silenced for device_id', silenced_events: [1], throttled_events: [2] },
      ['resend', 'rejected', 'retry +30000'],
    ],
    [
      'batch',
      400,
      { error: 'Invalid field values on some events', events_with_invalid_fields: { time: [0] } },
      ['rejected', 'resend', 'resend'],
    ],
    ['batch', 400, { error: 'Invalid API key: 0f' }, ['blocked', 'blocked', 'blocked']],
    [
      'batch',
      429,
      { exceeded_daily_quota_users: { ole: 1 }, throttled_events: [1, 2] },
      ['resend', 'rejected', 'retry +15000'],
    ],
    ['batch', 429, '', ['retry +15000', 'retry +15000', 'retry +15000']],
    ['httpapi', 413, { code: 413 }, ['divide', 'divide', 'divide']],
    ['usermap', 200, 'success', ['delivered', 'delivered', 'delivered']],
    ['usermap', 400, 'invalid_api_key', ['blocked', 'blocked', 'blocked']],
    ['usermap', 400, { error: 'Invalid API key: 0f' }, ['blocked', 'blocked', 'blocked']],
    ['usermap', 400, 'missing_mapping', ['divide', 'divide', 'divide']],
    ['usermap', 429, '', ['retry +30000', 'retry +30000', 'retry +30000']],
    ['usermap', 503, '', ['retry', 'retry', 'retry']],
  ])('of %s: %i %j', (endpoint, status, body, expected) => {
    expect(judged(endpoint, status, body)).toEqual(expected)
  })
})
