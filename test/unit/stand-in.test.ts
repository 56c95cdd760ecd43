import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FaultKind, type StandIn, startStandIn, type VendorName } from '../stand-in/index.js'

let standIn: StandIn

beforeEach(async () => {
  standIn = await startStandIn({ slowMs: 50 })
})

afterEach(() => standIn.close())

const json = { 'Content-Type': 'application/json' }
const basic = (pair: string) => ({ ...json, Authorization: `Basic ${btoa(pair)}` })

async function post(path: string, body: unknown, headers: Record<string, string> = json) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const url = `${standIn.origin}${path}`
  const answer = await fetch(url, { method: 'POST', headers, body: text, redirect: 'manual' })
  const reply = await answer.text()
  const isJson = answer.headers.get('content-type') === 'application/json'
  return {
    status: answer.status,
    headers: answer.headers,
    body: isJson ? JSON.parse(reply) : reply,
  }
}

const event = { event_type: 'Song Played', device_id: 'device-1', user_id: 'user-1' }
const activity = {
  access_token: 'facebook-token',
  event: 'CUSTOM_APP_EVENTS',
  anon_id: 'XZ1',
  custom_events: [{ _eventName: 'Song Played', _eventID: 'm1' }],
}
const extinfo = ['i2', 'i2', '', '', '17.4', '17.4', ...Array<string>(10).fill('')]
const ulid = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const operation = {
  type: 'person',
  action: 'event',
  identifiers: { id: 'user-1' },
  name: 'Song Played',
  id: ulid,
}

const toAmplitude = (events: unknown, more: object = {}, path = '/2/httpapi') =>
  post(path, { api_key: 'amplitude-key', events, ...more })
const toFacebook = (change: object = {}, path = '/v24.0/1234567890/activities') =>
  post(path, { ...activity, ...change })
const toCustomerio = (batch: unknown) =>
  post('/api/v2/batch', { batch }, basic('site:customerio-key'))

const good: Record<VendorName, () => ReturnType<typeof post>> = {
  amplitude: () => toAmplitude([event, { ...event, insert_id: 'm2' }]),
  facebook: () => toFacebook(),
  customerio: () => toCustomerio([operation, { ...operation, id: undefined }]),
}
const vendors = Object.keys(good) as VendorName[]

describe('amplitude', () => {
  const toUsermap = async (mapping: unknown, key = 'amplitude-key') => {
    const body = new URLSearchParams({ api_key: key, mapping: JSON.stringify(mapping) })
    const response = await fetch(`${standIn.origin}/usermap`, { method: 'POST', body })
    return [response.status, await response.text()]
  }

  it('stores mappings of users', async () => {
    const mappings = [
      { user_id: 'guest-1', global_user_id: 'user-1' },
      { user_id: 'guest-2', unmap: true },
    ]
    expect(await toUsermap(mappings)).toEqual([200, 'success'])
    expect(standIn.storedBy('amplitude').map(({ body }) => body)).toEqual(mappings)
  })

  it.each<[string, unknown, string?]>([
    ['invalid_api_key', { user_id: 'guest-1', unmap: true }, 'other-key'],
    ['missing_mapping', 'guest-1'],
    ['missing_mapping', [{ user_id: 'guest-1' }]],
  ])('refuses mappings: %s', async (text, mapping, key) => {
    expect(await toUsermap(mapping, key)).toEqual([400, text])
    expect(standIn.stored).toEqual([])
  })

  it.each(['/2/httpapi', '/batch'])('stores good events sent to %s', async (path) => {
    const answer = await toAmplitude([{ ...event, insert_id: 'm1' }, event], {}, path)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ code: 200, events_ingested: 2 })
    expect(answer.body.payload_size_bytes).toBeGreaterThan(100)
    expect(standIn.storedBy('amplitude')).toEqual([
      {
        vendor: 'amplitude',
        id: 'm1',
        userKey: 'device-1',
        body: { ...event, insert_id: 'm1' },
        at: 1,
        untold: false,
      },
      { vendor: 'amplitude', id: null, userKey: 'device-1', body: event, at: 1, untold: false },
    ])
  })

  it.each([
    ['a wrong path', () => fetch(`${standIn.origin}/batch`).then(read), 'Invalid request path'],
    ['no body', () => post('/batch', ''), 'Missing request body'],
    ['broken JSON', () => post('/batch', '{'), 'Invalid JSON request body'],
    [
      'another content type',
      () =>
        post(
          '/batch',
          { api_key: 'amplitude-key', events: [event] },
          { 'Content-Type': 'text/plain' },
        ),
      'Invalid JSON request body',
    ],
    ['no key', () => post('/batch', { events: [event] }), 'Request missing required field'],
    ['an unknown key', () => toAmplitude([event], { api_key: 'x' }), 'Invalid API key: x'],
    ['no events', () => toAmplitude(undefined), 'Request missing required field'],
    ['an empty list', () => toAmplitude([]), 'Request missing required field'],
    ['a single event', () => toAmplitude(event), 'Invalid event JSON'],
    ['an event that is none', () => toAmplitude([event, 1]), 'Invalid event JSON'],
  ])('refuses %s', async (_what, send, error) => {
    const answer = await send()
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 400, error })
    expect(standIn.stored).toEqual([])
  })

  it.each([
    [{ time: '2026-01-01' }, 'events_with_invalid_fields', 'time'],
    [{ time: 1.5 }, 'events_with_invalid_fields', 'time'],
    [{ session_id: '1' }, 'events_with_invalid_fields', 'session_id'],
    [{ event_id: 'm1' }, 'events_with_invalid_fields', 'event_id'],
    [{ price: '9' }, 'events_with_invalid_fields', 'price'],
    [{ event_properties: deep(41) }, 'events_with_invalid_fields', 'event_properties'],
    [{ event_type: '' }, 'events_with_invalid_fields', 'event_type'],
    [{ event_type: '[Amplitude] Revenue' }, 'events_with_invalid_fields', 'event_type'],
    [{ user_id: 'Anonymous' }, 'events_with_invalid_fields', 'user_id'],
    [{ event_type: null }, 'events_with_missing_fields', 'event_type'],
    [{ user_id: null, device_id: undefined }, 'events_with_missing_fields', 'user_id'],
    [{ user_id: 'abcd' }, 'events_with_invalid_id_lengths', 'user_id'],
  ])('refuses the whole request for %j', async (change, kind, field) => {
    const answer = await toAmplitude([event, { ...event, ...change }, event])
    expect(answer.status).toBe(400)
    expect(answer.body[kind]).toEqual({ [field]: [1] })
    expect(standIn.stored).toEqual([])
  })

  it('takes what is odd and allowed', async () => {
    const answer = await toAmplitude(
      [
        { ...event, user_id: 'u', event_properties: deep(40), session_id: -1 },
        { ...event, user_id: null },
      ],
      { options: { min_id_length: 1 } },
    )
    expect(answer.status).toBe(200)
    expect(standIn.stored).toHaveLength(2)
  })

  it('loses events with a numeric id behind a 200', async () => {
    const answer = await toAmplitude([{ ...event, user_id: 12345678 }, event])
    expect(answer.status).toBe(200)
    expect(standIn.stored).toHaveLength(1)
  })

  it('refuses too many events or bytes', async () => {
    const many = (count: number) => Array.from({ length: count }, () => event)
    const large = (bytes: number) => [{ ...event, event_properties: { text: 'x'.repeat(bytes) } }]
    const answers = [
      await toAmplitude(many(1999)),
      await toAmplitude(many(2000)),
      await toAmplitude(many(2000), {}, '/batch'),
      await toAmplitude(many(2001), {}, '/batch'),
      await toAmplitude(large(999_000)),
      await toAmplitude(large(1_000_000)),
      await toAmplitude(large(1_000_000), {}, '/batch'),
      await toAmplitude(large(20_000_000), {}, '/batch'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 413, 200, 413, 200, 413, 200, 413])
    expect(answers[1]?.body).toEqual({ code: 413, error: 'Payload too large' })
  })

  it('knows a double by insert id and device id', async () => {
    const first = { ...event, insert_id: 'm1' }
    await toAmplitude([first, { ...first, device_id: 'device-2' }])
    const again = await toAmplitude([first])
    expect(again.status).toBe(200)
    expect(standIn.stored).toHaveLength(2)
    expect(standIn.doubles).toMatchObject([{ vendor: 'amplitude', id: 'm1', at: 2 }])
    expect(standIn.counts().amplitude).toEqual({ requests: 2, stored: 2, doubles: 1, faults: 0 })
  })
})

describe('facebook', () => {
  it.each([
    '/v24.0/1234567890/activities',
    '/v9.0/1234567890/activities',
    '/1234567890/activities',
  ])('stores events sent to %s', async (path) => {
    const answer = await toFacebook({}, path)
    expect(answer).toMatchObject({ status: 200, body: { success: true } })
    expect(standIn.stored).toEqual([
      {
        vendor: 'facebook',
        id: 'm1',
        userKey: 'XZ1',
        body: activity.custom_events[0],
        at: 1,
        untold: false,
      },
    ])
  })

  it('takes nested values as JSON text, in JSON and in a form', async () => {
    const text = { custom_events: JSON.stringify(activity.custom_events) }
    const form = String(new URLSearchParams({ ...activity, ...text }))
    const answers = [
      await toFacebook(text),
      await post('/1234567890/activities', form, {
        'Content-Type': 'application/x-www-form-urlencoded',
      }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(standIn.stored).toHaveLength(1)
    expect(standIn.doubles).toHaveLength(1)
  })

  it('takes the token from query or header', async () => {
    const { access_token, ...rest } = activity
    const path = '/1234567890/activities'
    const answers = [
      await post(`${path}?access_token=${access_token}`, rest),
      await post(path, rest, { ...json, Authorization: `Bearer ${access_token}` }),
      await post(path, rest),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 400])
  })

  it('stores an install without its token', async () => {
    const { access_token, custom_events, ...rest } = activity
    await toFacebook({ event: 'MOBILE_APP_INSTALL', custom_events: undefined, event_id: 'm2' })
    expect(standIn.stored).toMatchObject([{ id: 'm2', userKey: 'XZ1' }])
    expect(standIn.stored[0]?.body).toEqual({
      ...rest,
      event: 'MOBILE_APP_INSTALL',
      event_id: 'm2',
    })
  })

  it.each([
    ['an unknown token', { access_token: 'x' }, { code: 190, type: 'OAuthException' }],
    ['no token', { access_token: undefined }, { code: 190 }],
    ['an unknown event', { event: 'install' }, { code: 100 }],
    ['no event', { event: undefined }, { code: 100 }],
    ['no custom events', { custom_events: [] }, { code: 100 }],
    ['text that is no JSON', { custom_events: '[' }, { code: 100 }],
    ['a bad name', named('a.b'), { code: 100 }],
    ['a name of 41 characters', named('a'.repeat(41)), { code: 100 }],
    ['a parameter that is no scalar', named('a', { fb_success: true }), { code: 100 }],
    ['a long parameter', named('a', { fb_description: 'x'.repeat(101) }), { code: 100 }],
    ['nobody', { anon_id: '' }, { code: 100 }],
    ['an empty ud', { anon_id: undefined, ud: {} }, { code: 100 }],
    ['a short extinfo', { extinfo: ['i2'] }, { code: 100 }],
    ['an extinfo of 15', { extinfo: extinfo.slice(1) }, { code: 100 }],
    ['an extinfo without a system', { extinfo: extinfo.with(4, '') }, { code: 100 }],
    ['a flag that is none', { advertiser_tracking_enabled: 'yes' }, { code: 100 }],
  ])('refuses the whole call for %s', async (_what, change, error) => {
    const answer = await toFacebook(change)
    expect(answer.status).toBe(400)
    expect(answer.body.error).toMatchObject(error)
    expect(answer.body.error.error_subcode).toBeUndefined()
    expect(standIn.stored).toEqual([])
  })

  it.each([
    { advertiser_id: 'A', extinfo },
    { attribution: 'A' },
    { ud: { em: 'f'.repeat(64) } },
    { user_id_type: 'INSTANT_GAMES_PLAYER_ID', user_id: '1' },
  ])('takes %j as identity', async (identity) => {
    expect((await toFacebook({ anon_id: undefined, ...identity })).status).toBe(200)
  })

  it('does not know another app', async () => {
    const answer = await toFacebook({}, '/v24.0/99/activities')
    expect(answer.status).toBe(400)
    expect(answer.body.error).toMatchObject({ code: 100, error_subcode: 33 })
  })
})

describe('customerio', () => {
  it('stores a good batch and a good entity', async () => {
    const answer = await toCustomerio([operation])
    const entity = await post('/api/v2/entity', operation, basic('site:customerio-key'))
    expect(answer).toMatchObject({ status: 200, body: {} })
    expect(entity).toMatchObject({ status: 200, body: {} })
    expect(standIn.stored).toEqual([
      { vendor: 'customerio', id: ulid, userKey: 'user-1', body: operation, at: 1, untold: false },
    ])
    expect(standIn.doubles).toHaveLength(1)
  })

  it.each([
    ['no credentials', json],
    ['wrong credentials', basic('site:x')],
  ])('refuses %s', async (_what, headers) => {
    const answer = await post('/api/v2/batch', { batch: [operation] }, headers)
    expect(answer.status).toBe(401)
    expect(standIn.stored).toEqual([])
  })

  it.each([
    ['nonsense', '{'],
    ['a list', []],
    ['no batch', {}],
    ['an empty batch', { batch: [] }],
    ['more than 500 KB', { batch: Array.from({ length: 20 }, () => padded(26_000)) }],
  ])('refuses %s whole', async (_what, body) => {
    const answer = await post('/api/v2/batch', body, basic('site:customerio-key'))
    expect(answer.status).toBe(400)
    expect(answer.body.errors).toMatchObject([{ reason: expect.any(String) }])
    expect(standIn.stored).toEqual([])
  })

  const identify = { action: 'identify', name: undefined }
  const bad = [
    ['an item that is none', 1, '', 'invalid'],
    ['more than 32 KB', padded(33_000), '', 'invalid'],
    ['no type', { ...operation, type: undefined }, 'type', 'required'],
    ['an unknown action', { ...operation, action: 'toString' }, 'action', 'invalid'],
    ['no identifier', { ...operation, identifiers: {} }, 'identifiers', 'required'],
    ['two', { ...operation, identifiers: { id: 'a', email: 'b' } }, 'identifiers', 'invalid'],
    ['a numeric id', { ...operation, identifiers: { id: 1 } }, 'identifiers.id', 'invalid'],
    [
      'an anonymous person',
      { ...operation, ...identify, identifiers: { anonymous_id: 'a' } },
      'identifiers.anonymous_id',
      'invalid',
    ],
    ['a blank name', { ...operation, name: ' ' }, 'name', 'required'],
    ['a list of attributes', { ...operation, attributes: [] }, 'attributes', 'invalid'],
    [
      'a long attribute',
      { ...operation, ...identify, attributes: { plan: 'x'.repeat(1001) } },
      'attributes.plan',
      'invalid',
    ],
    ['no device', { ...operation, action: 'add_device' }, 'device', 'required'],
    [
      'a wrong platform',
      { ...operation, action: 'add_device', device: { token: 't', platform: 'iOS' } },
      'device.platform',
      'invalid',
    ],
    [
      'half a merge',
      { type: 'person', action: 'merge', primary: { id: 'a' } },
      'secondary',
      'required',
    ],
  ] as const

  it.each(bad)(
    'refuses one item for %s and stores the others',
    async (_what, item, field, reason) => {
      const answer = await toCustomerio([operation, item, { ...operation, id: undefined }])
      expect(answer.status).toBe(207)
      expect(answer.body).toEqual({
        errors: [{ batch_index: 1, reason, field, message: expect.any(String) }],
      })
      expect(standIn.stored).toHaveLength(2)
    },
  )

  it('answers a bad entity with 400', async () => {
    const item = { ...operation, name: '' }
    const answer = await post('/api/v2/entity', item, basic('site:customerio-key'))
    expect(answer.status).toBe(400)
    expect(answer.body.errors).toMatchObject([{ field: 'name', reason: 'required' }])
  })

  it('takes every other kind of operation', async () => {
    const who = { type: 'person', identifiers: { email: 'a@b.example' } }
    const object = { type: 'object', identifiers: { object_type_id: '1', object_id: 'acme' } }
    const related = {
      cio_relationships: [{ identifiers: { object_type_id: '1', object_id: 'x' } }],
    }
    const answer = await toCustomerio([
      { ...who, action: 'identify', attributes: { plan: 'pro' } },
      { ...who, action: 'delete' },
      { ...operation, action: 'screen', identifiers: { anonymous_id: 'a' } },
      { ...who, action: 'add_device', device: { token: 't', platform: 'ios' } },
      { ...who, action: 'delete_device', device: { token: 't' } },
      { ...who, action: 'add_relationships', ...related },
      { type: 'person', action: 'merge', primary: { id: 'a' }, secondary: { id: 'b' } },
      { ...object, action: 'identify', attributes: {} },
      {
        type: 'delivery',
        action: 'event',
        identifiers: { id: 'd' },
        name: 'opened',
        attributes: { device_token: 't' },
      },
    ])
    expect(answer).toMatchObject({ status: 200, body: {} })
    expect(standIn.stored).toHaveLength(9)
  })

  it('knows no double by an id that is no ULID', async () => {
    await toCustomerio([
      { ...operation, id: 'm1' },
      { ...operation, id: 'm1' },
    ])
    expect(standIn.stored).toHaveLength(2)
  })
})

describe('faults', () => {
  it('gives scripted answers in turn, to that vendor only', async () => {
    standIn.next(
      'amplitude',
      { status: 503, headers: { 'Retry-After': '1' }, body: { code: 503 } },
      'pass',
      { status: 504, stores: true },
    )
    const facebook = await good.facebook()
    const answers = [await good.amplitude(), await good.amplitude(), await good.amplitude()]
    expect(facebook.status).toBe(200)
    expect(answers.map(({ status }) => status)).toEqual([503, 200, 504])
    expect(answers[0]?.headers.get('retry-after')).toBe('1')
    expect(answers[0]?.body).toEqual({ code: 503 })
    expect(standIn.storedBy('amplitude').map(({ at }) => at)).toEqual([3, 3, 4])
    expect(standIn.doubles).toHaveLength(1)
  })

  it.each(vendors)('%s: answers a page', async (vendor) => {
    standIn.next(vendor, 'html')
    const answer = await good[vendor]()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(answer.body).toContain('<!doctype html>')
    expect(standIn.stored).toEqual([])
  })

  it('redirects to a place where a follower is seen', async () => {
    standIn.next('facebook', 'redirect')
    const answer = await good.facebook()
    expect(answer.status).toBe(307)
    const followed = await fetch(answer.headers.get('location') ?? '')
    expect(followed.status).toBe(404)
    expect(standIn.requests.list.map(({ vendor }) => vendor)).toEqual(['facebook', null])
    expect(standIn.stored).toEqual([])
  })

  it.each([
    ['cut', 0],
    ['cut-after', 1],
  ] as const)('%s: breaks off', async (kind, count) => {
    standIn.next('facebook', kind)
    await expect(good.facebook()).rejects.toThrow()
    expect(standIn.stored).toHaveLength(count)
  })

  it('is slow with the second half of the body', async () => {
    standIn.next('facebook', 'slow')
    const url = `${standIn.origin}/1234567890/activities`
    const before = performance.now()
    const answer = await fetch(url, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(activity),
    })
    expect(await answer.json()).toEqual({ success: true })
    expect(performance.now() - before).toBeGreaterThanOrEqual(45)
    expect(standIn.stored).toHaveLength(1)
  })

  it('hangs, and closes all the same', async () => {
    const other = await startStandIn()
    other.next('facebook', 'hang')
    const url = `${other.origin}/1234567890/activities`
    const sent = fetch(url, { method: 'POST', headers: json, body: JSON.stringify(activity) })
    const failed = expect(sent).rejects.toThrow()
    await expect.poll(() => other.requests.count).toBe(1)
    await other.close()
    await failed
    expect(other.stored).toEqual([])
  })

  it.each(vendors)('%s: fails before and after it stored', async (vendor) => {
    standIn.next(vendor, 'error-before')
    expect((await good[vendor]()).status).toBeGreaterThanOrEqual(500)
    expect(standIn.stored).toEqual([])
    standIn.next(vendor, 'error-after')
    expect([500, 502, 504]).toContain((await good[vendor]()).status)
    expect(standIn.stored).not.toEqual([])
  })

  it('amplitude: a part is throttled, and nothing is stored', async () => {
    standIn.next('amplitude', 'partial', 'throttle')
    const partial = await toAmplitude([event, event, event, event, event, event, event, event])
    const all = await toAmplitude([event, event])
    expect(partial.status).toBe(429)
    expect(partial.body.throttled_events.length).toBeGreaterThan(0)
    expect(partial.body.throttled_events.length).toBeLessThan(8)
    expect(all.body).toMatchObject({
      code: 429,
      eps_threshold: 30,
      throttled_devices: { 'device-1': 31 },
      throttled_users: { 'user-1': 31 },
      throttled_events: [0, 1],
    })
    expect(standIn.stored).toEqual([])
  })

  it('throttles at least one event', async () => {
    for (let count = 0; count < 8; count++) {
      standIn.next('amplitude', 'partial')
      expect((await toAmplitude([event])).body.throttled_events).toEqual([0])
    }
  })

  it('customerio: a part is refused, the others are stored; a rate is told with a wait', async () => {
    const batch = Array.from({ length: 8 }, () => ({ ...operation, id: undefined }))
    standIn.next('customerio', 'partial', 'throttle')
    const partial = await toCustomerio([{}, ...batch])
    const refused = partial.body.errors.map((error: { batch_index: number }) => error.batch_index)
    expect(partial.status).toBe(207)
    expect(refused).toContain(0)
    expect(refused.length).toBeGreaterThan(1)
    expect(standIn.stored).toHaveLength(9 - refused.length)
    const throttled = await good.customerio()
    expect(throttled.status).toBe(429)
    expect(['0', '1']).toContain(throttled.headers.get('retry-after'))
  })

  it('facebook: trouble that passes, and a rate limit that comes as 400', async () => {
    standIn.next('facebook', 'partial', 'throttle')
    const transient = await good.facebook()
    const limited = await good.facebook()
    expect(transient.body.error).toMatchObject({ code: 2, is_transient: true })
    expect(limited.status).toBe(400)
    expect(limited.body.error).toMatchObject({ code: 4, is_transient: true })
    expect(standIn.stored).toEqual([])
  })

  it.each(['partial', 'throttle'] as const)('%s: keeps a refusal', async (kind) => {
    standIn.next('amplitude', kind)
    expect((await toAmplitude([event], { api_key: 'x' })).status).toBe(400)
  })

  it('comes by chance, the same for the same seed', async () => {
    const run = async (seed: number) => {
      await standIn.close()
      const kinds: FaultKind[] = ['html', 'error-before', 'throttle', 'partial']
      standIn = await startStandIn({ seed, faults: { rate: 0.4, kinds } })
      const statuses: string[] = []
      for (let count = 0; count < 40; count++) {
        const { status, headers } = await good.amplitude()
        statuses.push(`${status} ${headers.get('content-type')}`)
      }
      return { statuses, faults: standIn.counts().amplitude.faults }
    }
    const first = await run(7)
    expect(first.faults).toBeGreaterThan(5)
    expect(first.faults).toBeLessThan(30)
    expect(await run(7)).toEqual(first)
    expect(await run(8)).not.toEqual(first)
  })
})

describe('the server', () => {
  it('keeps the last requests and counts them all', async () => {
    const other = await startStandIn({ keepRequests: 2 })
    for (const path of ['/a', '/b', '/c']) {
      await fetch(`${other.origin}${path}`, { method: 'POST', headers: json, body: '{"n":1}' })
    }
    expect(other.requests.count).toBe(3)
    expect(other.requests.list).toMatchObject([
      { at: 2, vendor: null, method: 'POST', path: '/b', body: { n: 1 } },
      { at: 3, path: '/c', headers: { 'content-type': 'application/json' } },
    ])
    await other.close()
  })

  it('knows the accounts it is told, each with its own doubles', async () => {
    const other = await startStandIn({ amplitude: [{ apiKey: 'a' }, { apiKey: 'b' }] })
    const send = async (api_key: string) => {
      const body = JSON.stringify({ api_key, events: [{ ...event, insert_id: 'm1' }] })
      return (await fetch(`${other.origin}/batch`, { method: 'POST', headers: json, body })).status
    }
    expect([await send('a'), await send('b'), await send('amplitude-key')]).toEqual([200, 200, 400])
    expect(other.stored).toHaveLength(2)
    await other.close()
  })

  it('runs as a process of its own', async () => {
    const args = ['--import', 'tsx', 'test/stand-in/main.ts', '--seed', '3', '--rate', '0']
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const { origin } = JSON.parse((await lines.next()).value)
    const body = JSON.stringify({ api_key: 'amplitude-key', events: [event] })
    const answer = await fetch(`${origin}/2/httpapi`, { method: 'POST', headers: json, body })
    expect(answer.status).toBe(200)
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    const counts = JSON.parse((await lines.next()).value)
    expect(counts.amplitude).toEqual({ requests: 1, stored: 1, doubles: 0, faults: 0 })
    expect(await exit).toEqual([0, null])
  })
})

async function read(answer: Response) {
  return { status: answer.status, body: await answer.json() }
}

function named(_eventName: string, more: object = {}) {
  return { custom_events: [...activity.custom_events, { _eventName, ...more }] }
}

function padded(bytes: number) {
  return { ...operation, attributes: { text: 'x'.repeat(bytes) } }
}

/** An object of this depth. */
function deep(depth: number): object {
  return depth === 1 ? {} : { inner: deep(depth - 1) }
}
