import { accept } from 'crosswalk/accept'
import acceptor from 'crosswalk/destinations/facebook-conversions/accept'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

type Members = Record<string, unknown>

const now = 1_790_000_000
const day = 86_400
const url = 'https://graph.facebook.com/v25.0/13579246801357/events'
const hash = 'b7'.repeat(32)
const ofNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const device = ['i2', 'org.example.ferry', '77', '2.5', '18.1', 'iPhone17,1', 'nl_NL', 'CET', '']
const extinfo = [...device, 1206, 2622, '3.00', 6, '', '', 'Europe/Amsterdam']
const app_data = { advertiser_tracking_enabled: 1, application_tracking_enabled: 1, extinfo }
const event = {
  event_name: 'Ferry Boarded',
  event_time: now - 60,
  action_source: 'app',
  user_data: { em: [hash] },
  app_data,
}
const body = { access_token: '***', data: [event] }

const judge = (request: Members) =>
  accept(
    { method: 'POST', url, headers: { 'Content-Type': 'application/json' }, now, ...request },
    [acceptor],
  )
const findings = (request: Members) => {
  const verdict = judge(request)
  const found = [...('problems' in verdict ? verdict.problems : []), ...verdict.warnings]
  return found.map(({ rule, effect, path }) => `${rule} ${effect} ${path}`)
}
const changed = (change: Members) => findings({ body: { ...body, ...change } })
const inEvent = (change: Members) => changed({ data: [event, { ...event, ...change }] })
const person = (user_data: unknown) => inEvent({ user_data })
const app = (change: Members) => inEvent({ app_data: { ...app_data, ...change } })

test('takes what breaks no rule', () => {
  expect(judge({ body })).toEqual({
    ok: true,
    destination: 'facebook-conversions',
    endpoint: 'events',
    warnings: [],
  })
})

describe('the call', () => {
  test.each([
    [{ method: 'PUT' }, 'FB-URL http method'],
    [{ url: url.replace('https', 'http') }, 'FB-URL http url'],
    [{ url: url.replace('graph', 'www') }, 'FB-URL http url'],
    [{ url: url.replace('13579246801357', 'ferry') }, 'FB-URL http url'],
    [{ url: url.replace('events', 'server_events') }, 'FB-URL http url'],
  ])('refuses %j', (change, found) => {
    expect(findings({ body, ...change })).toEqual([found])
  })
  test('FB-TOK: asks for a token', () => {
    expect(changed({ access_token: undefined })).toEqual(['FB-TOK http access_token'])
    expect(changed({ access_token: 'a b' })).toEqual(['FB-TOK http access_token'])
    expect(findings({ body: { data: [event] }, url: `${url}?access_token=***` })).toEqual([])
  })
  test('takes a form', () => {
    const form = new URLSearchParams({ access_token: '***', data: JSON.stringify([event]) })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect(findings({ body: form.toString(), headers })).toEqual([])
    expect(findings({ body: 'access_token=***&data=x', headers })).toEqual(['CAPI-SHAPE http data'])
  })
})

describe('CAPI-SHAPE', () => {
  test.each([
    [{ body: '{"data":' }, ''],
    [
      {
        body: '[]',
        url: `${url}?access_token=***&data=${encodeURIComponent(JSON.stringify([event]))}`,
      },
      '',
    ],
  ])('refuses a body that is none', (change, path) => {
    expect(findings(change)).toEqual([`CAPI-SHAPE http ${path}`])
  })
  test.each([
    [{ data: undefined }, 'data'],
    [{ data: [] }, 'data'],
    [{ data: null }, 'data'],
    [{ data: event }, 'data'],
    [{ data: JSON.stringify([event]) }, 'data'],
    [{ data: [event, 'x'] }, 'data[1]'],
    [{ test_event_code: {} }, 'test_event_code'],
  ])('refuses %j', (change, path) => {
    expect(changed(change)).toEqual([`CAPI-SHAPE http ${path}`])
  })
  test('takes a thousand', () => {
    expect(changed({ data: Array(1000).fill(event) })).toEqual([])
    expect(changed({ data: Array(1001).fill(event) })).toEqual(['CAPI-SHAPE http data'])
  })
  test.each([
    [{ event_name: undefined }, 'event_name'],
    [{ event_name: '' }, 'event_name'],
    [{ event_name: 7 }, 'event_name'],
    [{ event_time: undefined }, 'event_time'],
    [{ action_source: undefined }, 'action_source'],
    [{ action_source: 'App' }, 'action_source'],
    [{ action_source: null }, 'action_source'],
    [{ user_data: undefined }, 'user_data'],
    [{ user_data: [] }, 'user_data'],
    [{ user_data: {} }, 'user_data'],
    [{ user_data: { madid: '' } }, 'user_data'],
    [{ user_data: { external_id: [''] } }, 'user_data'],
    [{ custom_data: [] }, 'custom_data'],
    [{ custom_data: { content_ids: 'sku' } }, 'custom_data.content_ids'],
    [{ custom_data: { contents: [7] } }, 'custom_data.contents[0]'],
    [{ custom_data: { value: 'much' } }, 'custom_data.value'],
    [{ opt_out: 'maybe' }, 'opt_out'],
  ])('refuses %j', (change, path) => {
    expect(inEvent(change)).toEqual([`CAPI-SHAPE http data[1].${path}`])
  })
  test.each([
    [{ custom_data: { value: '3.5', currency: 'EUR', own: { any: [true] } } }],
    [
      {
        custom_data: { content_ids: ['a', 7], contents: [{ id: 'a', quantity: 2, item_price: 1 }] },
      },
    ],
    [{ event_id: 'e-1', opt_out: false, event_source_url: 'https://ferry.example' }],
    [{ action_source: 'website', app_data: undefined }],
  ])('takes %j', (change) => {
    expect(inEvent(change)).toEqual([])
  })
})

describe('CAPI-APP', () => {
  test.each([
    [{ advertiser_tracking_enabled: undefined }, '.advertiser_tracking_enabled'],
    [{ advertiser_tracking_enabled: 'granted' }, '.advertiser_tracking_enabled'],
    [{ advertiser_tracking_enabled: null }, '.advertiser_tracking_enabled'],
    [{ application_tracking_enabled: 2 }, '.application_tracking_enabled'],
    [{ extinfo: undefined }, '.extinfo'],
    [{ extinfo: JSON.stringify(extinfo) }, '.extinfo'],
    [{ extinfo: extinfo.slice(1) }, '.extinfo'],
    [{ extinfo: extinfo.with(0, 'ios') }, '.extinfo[0]'],
    [{ extinfo: extinfo.with(4, '') }, '.extinfo[4]'],
    [{ extinfo: [...extinfo.slice(0, 15), null] }, '.extinfo[15]'],
    [{ url_schemes: 'ferry' }, '.url_schemes'],
  ])('refuses %j', (change, path) => {
    expect(app(change)).toContain(`CAPI-APP http data[1].app_data${path}`)
  })
  test('has no form for bots', () => {
    expect(app({ extinfo: ['mb1'] })).toContain('CAPI-APP http data[1].app_data.extinfo')
  })
  test('asks for it of apps', () => {
    expect(inEvent({ app_data: undefined })).toEqual(['CAPI-APP http data[1].app_data'])
    expect(inEvent({ app_data: 'i2' })).toEqual(['CAPI-APP http data[1].app_data'])
  })
  test('takes both flags in every form, and warns where the lesser is missing', () => {
    for (const flag of [0, 1, true, false, '0', 'true'])
      expect(app({ advertiser_tracking_enabled: flag })).toEqual([])
    expect(app({ application_tracking_enabled: undefined })).toEqual([
      'CAPI-APP warning data[1].app_data.application_tracking_enabled',
    ])
  })
  test('FB-ATT: warns of an id without consent', () => {
    const refused = { app_data: { ...app_data, advertiser_tracking_enabled: false } }
    const madid = '0a1b2c3d-1111-4222-8333-444455556666'
    expect(inEvent({ ...refused, user_data: { madid } })).toEqual([
      'FB-ATT warning data[1].user_data.madid',
    ])
    expect(inEvent(refused)).toEqual([])
  })
})

describe('CAPI-TIME', () => {
  test.each([now, now - 7 * day, `${now}`])('takes %j', (time) => {
    expect(inEvent({ event_time: time })).toEqual([])
  })
  test.each([now + 1, now - 7 * day - 1, now * 1000, 0, -1, 'yesterday', '', null, true])(
    'refuses %j',
    (time) => {
      const [found, ...more] = [...new Set(inEvent({ event_time: time }))]
      expect(found).toEqual('CAPI-TIME http data[1].event_time')
      expect(more).toEqual([])
    },
  )
  test('refuses parts of a second', () => {
    expect(inEvent({ event_time: now - 0.5 })).toEqual(['CAPI-TIME http data[1].event_time'])
  })
})

test.each(['advertiser_tracking_enabled', 'extinfo', 'value', 'timestamp', 'Event_name'])(
  'CAPI-KEYS: refuses %s beside an event',
  (name) => {
    expect(inEvent({ [name]: 1 })).toEqual([`CAPI-KEYS http data[1].${name}`])
  },
)

describe('CAPI-UD', () => {
  test.each([
    [{ em: hash }],
    [{ em: [hash, hash], ph: [hash], country: hash }],
    [{ external_id: 'member-1' }],
    [{ external_id: ['member-1', 7] }],
    [{ madid: '0A1B2C3D-1111-4222-8333-444455556666' }],
    [{ anon_id: 'XZ-ferry-1', client_ip_address: '::1', client_user_agent: 'x', fb_login_id: 7 }],
  ])('takes %j', (user) => {
    expect(person(user)).toEqual([])
  })
  test.each([
    [{ em: 'someone@example.org' }, 'policy', 'em'],
    [{ em: [hash, 'someone@example.org'] }, 'policy', 'em[1]'],
    [{ em: hash.toUpperCase() }, 'policy', 'em'],
    [{ ph: `${hash},${hash}` }, 'policy', 'ph'],
    [{ ph: ofNothing }, 'policy', 'ph'],
    [{ ge: 'f' }, 'policy', 'ge'],
    [{ em: [], ph: hash }, 'policy', 'em'],
    [{ em: 7 }, 'policy', 'em'],
    [{ em: { a: hash } }, 'policy', 'em'],
    [{ em: null, ph: hash }, 'policy', 'em'],
    [{ anon_id: {}, ph: hash }, 'policy', 'anon_id'],
    [{ madid: hash }, 'policy', 'madid'],
    [{ madid: '00000000-0000-0000-0000-000000000000' }, 'silent', 'madid'],
    [{ email: hash }, 'policy', 'email'],
  ])('refuses %j', (user, effect, path) => {
    expect(person(user)).toEqual([`CAPI-UD ${effect} data[1].user_data.${path}`])
  })
})

describe('CAPI-PUR', () => {
  const bought = (custom_data?: Members) => inEvent({ event_name: 'Purchase', custom_data })
  const [value, currency] = ['value', 'currency'].map(
    (name) => `CAPI-PUR http data[1].custom_data.${name}`,
  )

  test('takes value and currency', () => {
    expect(bought({ value: 12, currency: 'EUR' })).toEqual([])
    expect(bought({ value: 0, currency: 'usd' })).toEqual([])
  })
  test.each([
    [undefined, [value, currency]],
    [{}, [value, currency]],
    [{ currency: 'EUR' }, [value]],
    [{ value: '12', currency: 'EUR' }, [value]],
    [{ value: 12 }, [currency]],
    [{ value: 12, currency: '' }, [currency]],
    [{ value: 12, currency: 'EURO' }, [currency]],
    [{ value: 12, currency: 978 }, [currency]],
  ])('refuses %j', (data, found) => {
    expect(bought(data)).toEqual(found)
  })
})

test('FB-LDU: an option needs its place', () => {
  const [options, country, state] = ['', '_country', '_state'].map(
    (end) => `data_processing_options${end}`,
  ) as [string, string, string]
  const broken = (name: string) => `FB-LDU http data[1].${name}`
  expect(inEvent({ [options]: ['LDU'], [country]: 1, [state]: 1000 })).toEqual([])
  expect(inEvent({ [options]: [] })).toEqual([])
  expect(inEvent({ [options]: ['LDU'] })).toEqual([broken(country), broken(state)])
  expect(inEvent({ [options]: ['CCPA'], [country]: 0, [state]: 0 })).toEqual([
    broken(`${options}[0]`),
  ])
  expect(inEvent({ [country]: 3 })).toEqual([broken(country)])
})

test('an item shows its members as JSON Schema', () => {
  const [schema] = acceptor.endpoints.map(({ item }) =>
    z.toJSONSchema(item, { unrepresentable: 'any', io: 'input' }),
  )
  expect(schema).toMatchObject({
    properties: { app_data: { properties: { extinfo: { type: 'array' } } } },
    additionalProperties: { not: {} },
  })
})
