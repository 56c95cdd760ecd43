import { createBatcher, createRouter, type Result, type WireRequest } from 'crosswalk'
import { accept } from 'crosswalk/accept'
import { acceptors } from 'crosswalk/destinations/acceptors'
import facebookAppEvents from 'crosswalk/destinations/facebook-app-events'
import facebookConversions from 'crosswalk/destinations/facebook-conversions'
import { describe, expect, test } from 'vitest'
import { classify } from '../../src/delivery/outcome.js'
import { prepareConnection } from '../../src/index.js'

const now = Date.UTC(2026, 2, 7, 12)
const required = {
  'facebook-app-events': { appId: '10203', accessToken: '10203|secret-of-app' },
  'facebook-conversions': { datasetId: '40506', accessToken: 'EAAGtokenOfDataset' },
}
type Slug = keyof typeof required
const destinations = [facebookAppEvents, facebookConversions]
const slugs = Object.keys(required) as Slug[]

const context = {
  device: { id: 'device-1', type: 'android', adTrackingEnabled: true },
  os: { name: 'Android', version: '16' },
}

function track(event: string, more: { properties?: object; traits?: object; ip?: string } = {}) {
  const { properties = {}, traits, ip } = more
  return {
    type: 'track',
    event,
    messageId: event.toLowerCase(),
    anonymousId: 'anonymous-1',
    timestamp: '2026-03-07T11:00:00.000Z',
    properties,
    context: { ...context, ip, traits },
  }
}

function send(slug: Slug, events: object[], settings: object = {}) {
  const router = createRouter({
    connections: [{ id: slug, destination: slug, settings: { ...required[slug], ...settings } }],
    destinations,
  })
  const batcher = createBatcher(router)
  const results = events.flatMap((event, ref) => router.map(event, { ref, now }))
  const requests = [...results.flatMap((result) => batcher.add(result)), ...batcher.flush()]
  for (const request of requests) {
    expect(accept({ ...request, now: now / 1000 }, acceptors)).toMatchObject({ ok: true })
  }
  return { results, requests }
}

function person(traits: object): Record<string, string> {
  const { requests } = send('facebook-app-events', [track('Pier Reached', { traits })])
  return JSON.parse(requests[0]?.body ?? '{}').ud ?? {}
}

function refs(requests: WireRequest[]) {
  return requests.map(({ items }) => items.map(({ ref }) => ref))
}

function codes(results: Result[]) {
  return results.map((result) => (result.outcome === 'mapped' ? 'mapped' : result.outcome))
}

/** https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters/ */
describe('persons are hashed as the vendor hashes them', () => {
  test.each([
    ['em', { email: 'John_Smith@gmail.com ' }, '62a14e44f765419d10fea99367361a72'],
    [
      'ph',
      { phone: '(650)555-1212', address: { country: 'US' } },
      'e323ec626319ca94ee8bff2e4c87cf61',
    ],
    ['ph', { phone: '+1 650 555 1212' }, 'e323ec626319ca94ee8bff2e4c87cf61'],
    ['fn', { firstName: 'Mary' }, '6915771be1c5aa0c886870b6951b03d7'],
    ['fn', { firstName: 'Valéry' }, '08e1996b5dd49e62a4b4c010d44e4345'],
    ['em', { email: 'AB'.repeat(32) }, 'ab'.repeat(16)],
  ])('%s of %j', (key, traits, hash) => {
    expect(person(traits)[key]?.slice(0, 32)).toBe(hash)
  })

  test.each([
    ['ge', { gender: 'F' }, { gender: 'female' }],
    ['ge', { gender: 'Woman' }, { gender: 'f' }],
    ['ge', { gender: 'Male' }, { gender: 'm' }],
    ['st', { address: { state: 'California', country: 'US' } }, { address: { state: 'ca' } }],
    [
      'st',
      { address: { state: 'Nouvelle-Aquitaine' } },
      { address: { state: 'nouvelleaquitaine' } },
    ],
    ['zp', { address: { postalCode: '94025-1234' } }, { address: { postalCode: '94025' } }],
    ['zp', { address: { postalCode: 'SW1A 1AA' } }, { address: { postalCode: 'sw1a1aa' } }],
    ['country', { address: { country: 'United States' } }, { address: { country: 'us' } }],
    ['country', { address: { country: 'UK' } }, { address: { country: 'gb' } }],
  ])('%s of %j is that of %j', (key, traits, other) => {
    expect(person(traits)[key]).toMatch(/^[0-9a-f]{64}$/)
    expect(person(traits)[key]).toBe(person(other)[key])
  })

  test.each([
    { email: 'none' },
    { gender: 'other' },
    { phone: 'unknown' },
    { firstName: ' - ' },
    { address: { country: 'Elbonia', postalCode: '-', city: '12' } },
  ])('nothing of %j', (traits) => {
    expect(person(traits)).toEqual({})
  })
})

describe('what travels together', () => {
  const [one, other] = [track('Pier Reached', { ip: '203.0.113.1' }), track('Pier Left')]

  test('one person and device a call of App Events; an install alone', () => {
    const install = track('Application Installed')
    const { requests } = send('facebook-app-events', [one, install, other])
    expect(refs(requests).sort()).toEqual([[0, 2], [1]])
  })

  test('one address a call where the vendor is to look the place up by it', () => {
    const install = track('Application Installed', { ip: '203.0.113.1' })
    const { requests } = send('facebook-app-events', [one, other, install], {
      limitedDataUse: true,
    })
    expect(requests.map(({ headers }) => headers['X-Forwarded-For'])).toEqual([
      '203.0.113.1',
      undefined,
      '203.0.113.1',
    ])
    for (const { body } of requests) {
      expect(body).not.toContain('203.0.113.1')
      expect(JSON.parse(body)).not.toHaveProperty('X-Forwarded-For')
    }
  })

  test('everybody in one call of the Conversions API', () => {
    const { requests } = send('facebook-conversions', [
      one,
      { ...other, anonymousId: 'anonymous-2' },
    ])
    expect(refs(requests)).toEqual([[0, 1]])
  })
})

describe.each(slugs)('%s', (slug) => {
  test('takes an order of 10,000 products', () => {
    const products = Array.from({ length: 10_000 }, (_, n) => ({
      product_id: `rope-${n}`,
      price: 1,
      quantity: 1,
    }))
    const { results } = send(slug, [track('Order Completed', { properties: { products } })])
    expect(codes(results)).toEqual(['mapped'])
    expect(JSON.stringify(results)).toContain('the first 1000 of 10000 are sent')
  })

  test('asks for names and places that can be used', () => {
    const problems = (settings: object) => {
      const config = { id: 'one', destination: slug, settings: { ...required[slug], ...settings } }
      const prepared = prepareConnection(config, { destinations })
      return prepared.ok ? [] : prepared.problems.map(({ path }) => path)
    }
    expect(problems({ limitedDataUse: { country: 1, state: 1000 } })).toEqual([])
    expect(problems({ limitedDataUse: { country: 0, state: 1000 } })).not.toEqual([])
    expect(problems({ limitedDataUse: { country: 1, state: 12 } })).not.toEqual([])
    expect(problems({ limitedDataUse: 'LDU' })).not.toEqual([])
    expect(problems({ customEvents: 'none' })).toEqual(['settings.customEvents'])
    const renamed = problems({ eventNames: { 'First Start': 'MOBILE_APP_INSTALL' } })
    expect(renamed.length).toBe(slug === 'facebook-app-events' ? 1 : 0)
  })
})

describe('answers of the graph', () => {
  const success = {
    'facebook-app-events': { success: true },
    'facebook-conversions': { events_received: 1, messages: [], fbtrace_id: 'A' },
  }
  const judge = (slug: Slug, status: number, body: object) => {
    const { results } = send(slug, [track('Pier Reached')])
    const carried = results.flatMap((result) =>
      result.outcome === 'mapped' ? result.items.map((item) => ({ item })) : [],
    )
    const [endpoint] = Object.values(
      slug === 'facebook-app-events' ? facebookAppEvents.endpoints : facebookConversions.endpoints,
    )
    if (endpoint === undefined) throw new Error('no endpoint')
    const text = JSON.stringify(body)
    const [verdict] = classify(
      { kind: 'answer', status, retryAfter: null, text },
      endpoint,
      carried,
    )
    return verdict?.verdict
  }

  test.each(slugs)('%s: success is what the vendor says it is', (slug) => {
    expect(judge(slug, 200, success[slug])).toBe('delivered')
    expect(judge(slug, 200, { success: false, events_received: 0 })).toBe('retry')
  })

  const errors: [number, object, string][] = [
    [400, { code: 4 }, 'retry'],
    [400, { code: 613 }, 'retry'],
    [500, { code: 2 }, 'retry'],
    [400, { code: 100, is_transient: true }, 'retry'],
    [400, { code: 100, error_subcode: 33 }, 'blocked'],
    [500, { code: 190, error_subcode: 463 }, 'blocked'],
    [403, { code: 200 }, 'blocked'],
    [400, { code: 368 }, 'blocked'],
    [400, { code: 100, error_subcode: 2804003, is_transient: false }, 'divide'],
    [500, { code: 100 }, 'divide'],
    [400, { code: 2650 }, 'divide'],
    [500, {}, 'retry'],
  ]
  test.each(slugs.flatMap((slug) => errors.map((error) => [slug, ...error] as const)))(
    '%s: %i %j is to %s',
    (slug, status, error, verdict) => {
      expect(judge(slug, status, { error: { message: 'no', ...error } })).toBe(verdict)
    },
  )
})

test('a body that somebody emptied is JSON still', () => {
  const slug = 'facebook-app-events'
  const router = createRouter({
    connections: [{ id: slug, destination: slug, settings: required[slug] }],
    destinations,
  })
  const mapped = router.map(track('Tapped'), { now }).filter(({ outcome }) => outcome === 'mapped')
  const emptied = mapped.map((result) => ({
    ...result,
    items: (result as Extract<Result, { outcome: 'mapped' }>).items.map((item) => ({
      ...item,
      body: {},
    })),
  })) as Result[]
  const batcher = createBatcher(router)
  const requests = [...emptied.flatMap((result) => batcher.add(result)), ...batcher.flush()]
  expect(requests.map(({ body }) => JSON.parse(body))).toEqual([
    { access_token: required[slug].accessToken },
  ])
})

test('an event whose person somebody mended goes with the events of that person alone', () => {
  const slug = 'facebook-app-events'
  const router = createRouter({
    connections: [{ id: slug, destination: slug, settings: required[slug] }],
    destinations,
  })
  const events = ['Tapped', 'Turned', 'Closed'].map((name) => track(name))
  const results = JSON.parse(
    JSON.stringify(events.flatMap((event) => router.map(event, { now }))),
  ) as Extract<Result, { outcome: 'mapped' }>[]
  const [, second] = results.flatMap(({ items }) => items)
  if (second !== undefined) second.body = { ...second.body, anon_id: 'anonymous-2' }

  const batcher = createBatcher(router)
  const requests = [...results.flatMap((result) => batcher.add(result)), ...batcher.flush()]
  const sent = requests.map(({ body }) => JSON.parse(body))
  expect(sent.map(({ anon_id, custom_events }) => [anon_id, custom_events.length])).toEqual(
    expect.arrayContaining([
      [expect.not.stringContaining('-2'), 2],
      ['anonymous-2', 1],
    ]),
  )
  expect(sent).toHaveLength(2)
})
