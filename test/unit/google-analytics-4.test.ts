import { prepareConnection } from 'crosswalk'
import { accept } from 'crosswalk/accept'
import googleAnalytics from 'crosswalk/destinations/google-analytics-4'
import acceptor from 'crosswalk/destinations/google-analytics-4/accept'
import { describe, expect, test } from 'vitest'
import { classify } from '../../src/delivery/outcome.js'
import { item } from './delivery/support.js'

type Members = Record<string, unknown>

const now = 1_790_000_000
const settings = { firebaseAppId: '1:77:ios:0a1b2c', apiSecret: 'a b&c' }
const url =
  'https://www.google-analytics.com/mp/collect?firebase_app_id=1:77:ios:0a1b2c&api_secret=***'
const params = { session_id: 1_789_999_000, engagement_time_msec: 1 }
const event = { name: 'ferry_boarded', timestamp_micros: (now - 60) * 1e6, params }
const body = { app_instance_id: '0d'.repeat(16), user_id: 'member-7', events: [event] }

const findings = (request: Members) => {
  const verdict = accept({ method: 'POST', url, headers: {}, now, body, ...request }, [acceptor])
  const found = [...('problems' in verdict ? verdict.problems : []), ...verdict.warnings]
  return found.map(({ rule, effect, path }) => `${rule} ${effect} ${path}`)
}
const around = (change: Members) => findings({ body: { ...body, ...change } })
const inEvent = (change: Members) => around({ events: [event, { ...event, ...change }] })
const inParams = (change: Members) => inEvent({ params: { ...params, ...change } })
const many = (count: number, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`p${n}`, value]))

describe('the rules', () => {
  test('are kept by what breaks none', () => {
    expect(findings({})).toEqual([])
    expect(inParams({ items: [{ item_id: 'a', price: 1.5, quantity: 2, deck: 3 }] })).toEqual([])
  })

  test.each<[string, Members]>([
    ['GA-URL silent method', { method: 'PUT' }],
    ['GA-URL silent url', { url: url.replace('/mp/', '/g/') }],
    ['GA-URL silent url.host', { url: url.replace('www', 'region2') }],
    ['GA-URL silent url.protocol', { url: url.replace('https', 'http') }],
    ['GA-URL silent query.firebase_app_id', { url: url.replace('1:77', '77') }],
    ['GA-URL silent query.api_secret', { url: url.replace('***', '') }],
    ['GA-URL silent query.measurement_id', { url: `${url}&measurement_id=G-1` }],
    ['GA-CT silent ', { body: 'app_instance_id=1' }],
    ['GA-SIZE silent ', { body: { ...body, user_agent: 'x'.repeat(130_000) } }],
  ])('%s of a call', (found, change) => {
    expect(findings(change)).toContain(found)
  })

  test.each<[string, Members]>([
    ['GA-CT silent ', { client_id: '1.2' }],
    ['GA-AIID silent app_instance_id', { app_instance_id: 'cXp2ZkR1T0m3aBcDeFgHiJ' }],
    ['GA-EVTS silent events', { events: [] }],
    ['GA-EVTS silent events', { events: Array.from({ length: 26 }, () => event) }],
    ['GA-UID warning user_id', { user_id: 'ada@example.com' }],
    ['GA-UPROP silent user_properties.plan.value', { user_properties: { plan: { value: [] } } }],
    ['GA-UPROP silent user_properties.user_id', { user_properties: { user_id: { value: 1 } } }],
    ['GA-UPROP silent user_properties', { user_properties: many(26, { value: 1 }) }],
    [
      'GA-UPROP warning user_properties.session_id',
      { user_properties: { session_id: { value: 1 } } },
    ],
    ['GA-CONSENT silent consent.ad_user_data', { consent: { ad_user_data: 'granted' } }],
    ['GA-CONSENT silent consent', { consent: { analytics: 'GRANTED' } }],
    ['GA-LOC silent user_location.country_id', { user_location: { country_id: 'Czechia' } }],
    ['GA-DEV silent device', { device: { name: 'phone' } }],
    ['GA-VB warning validation_behavior', { validation_behavior: 'RELAXED' }],
    [
      'GA-TIME warning events[0].timestamp_micros',
      { events: [{ ...event, timestamp_micros: now * 1000 }] },
    ],
  ])('%s around the events', (found, change) => {
    expect(around(change)).toContain(found)
  })

  test.each<[string, Members]>([
    ['GA-NAME silent events[1].name', { name: 'ferry boarded' }],
    ['GA-NAME silent events[1].name', { name: 'f'.repeat(41) }],
    ['GA-RESV silent events[1].name', { name: 'session_start' }],
    ['GA-RESV silent events[1].name', { name: 'ga_ferry' }],
    ['GA-RESV warning events[1].name', { name: 'app_background' }],
    ['GA-TIME warning events[1].timestamp_micros', { timestamp_micros: (now + 9) * 1e6 }],
    ['GA-TIME warning events[1].timestamp_micros', { timestamp_micros: (now - 260_000) * 1e6 }],
    ['GA-SESS warning events[1].params.session_id', { params: { engagement_time_msec: 1 } }],
    ['GA-PARAM silent events[1].params', { params: { ...params, ...many(24, 1) } }],
    ['GA-REV warning events[1].params.transaction_id', { name: 'purchase' }],
  ])('%s of an event', (found, change) => {
    expect(inEvent(change)).toContain(found)
  })

  test.each<[string, Members]>([
    ['GA-PARAM silent events[1].params.firebase_x', { firebase_x: 1 }],
    ['GA-PVAL silent events[1].params.deck', { deck: 'x'.repeat(101) }],
    ['GA-PVAL silent events[1].params.deck', { deck: ['a'] }],
    ['GA-PVAL silent events[1].params.deck', { deck: null }],
    ['GA-REV warning events[1].params.currency', { value: 3, currency: 'eur' }],
    ['GA-PII warning events[1].params.note', { note: 'call +420 601 234 567' }],
    ['GA-ITEMS silent events[1].params.items[0]', { items: [{ price: 1 }] }],
    ['GA-ITEMS silent events[1].params.items[0].price', { items: [{ item_id: 'a', price: '1' }] }],
    ['GA-ITEMS silent events[1].params.items[0]', { items: [{ item_id: 'a', ...many(11, 1) }] }],
  ])('%s of parameters', (found, change) => {
    expect(inParams(change)).toContain(found)
  })
})

describe('settings', () => {
  const problems = (more: Members) => {
    const prepared = prepareConnection(
      { id: 'ga', destination: 'google-analytics-4', settings: { ...settings, ...more } },
      { destinations: [googleAnalytics] },
    )
    return prepared.ok ? [] : prepared.problems.map(({ path }) => path)
  }
  test.each<[Members, string[]]>([
    [{}, []],
    [{ firebaseAppId: 'G-12345' }, ['settings.firebaseAppId']],
    [{ eventNames: { Trip: 'first_open' } }, ['settings.eventNames.Trip']],
    [{ eventNames: { Trip: 'purchase' } }, ['settings.eventNames.Trip']],
    [{ identifyEvent: 'user known' }, ['settings.identifyEvent']],
  ])('%j', (more, paths) => {
    expect(problems(more)).toEqual(paths)
  })
})

test('the secret stands in the query as a URL can carry it', () => {
  const parsed = googleAnalytics.settings.parse(settings)
  const batch = { items: [], json: () => '[]', joined: () => '{}' }
  const wire = googleAnalytics.endpoints.collect.envelope(batch, parsed)
  expect(new URL(wire.url).searchParams.get('api_secret')).toBe('a b&c')
})

test.each<[number, string, string]>([
  [204, '', 'delivered'],
  [200, '{}', 'delivered'],
  [400, '', 'rejected'],
  [404, '<html>', 'rejected'],
  [403, '', 'blocked'],
  [413, '', 'divide'],
  [429, '', 'retry'],
  [503, '', 'retry'],
  [302, '', 'blocked'],
])('an answer %i %j is %s', (status, text, expected) => {
  const answer = { kind: 'answer' as const, status, retryAfter: null, text }
  const [one] = classify(answer, googleAnalytics.endpoints.collect, [
    { item: item(0, { body: {} }) },
  ])
  expect(one?.verdict).toBe(expected)
})
