/** What each vendor answers, and what becomes of the items, by the rules of the modules that are shipped. */
import { createBatcher, createRouter } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeliveryResult } from '../../../src/delivery/delivery-result.js'
import { createSender } from '../../../src/delivery/send.js'
import { collect, fakeClock, outcomes, start } from './support.js'

beforeEach(() => {
  nock.disableNetConnect()
})
afterEach(() => {
  const left = nock.pendingMocks()
  nock.cleanAll()
  nock.enableNetConnect()
  expect(left).toEqual([])
})

/** Sends so many events of one person, together as far as the vendor takes them together. */
async function send(destination: string, settings: object, count: number) {
  const router = createRouter({
    destinations,
    connections: [{ id: 'c', destination, settings: { ...settings } }],
  })
  const batcher = createBatcher(router)
  const requests = Array.from({ length: count }, (_, n) =>
    router.map(
      {
        type: 'track',
        event: `Event ${n}`,
        messageId: `m${n}`,
        userId: 'user-1',
        timestamp: new Date(start).toISOString(),
        context: { device: { id: 'device-1', type: 'ios' } },
      },
      { ref: { line: n }, now: start },
    ),
  ).flatMap((results) => results.flatMap((result) => batcher.add(result)))
  const clock = fakeClock()
  const sender = createSender({ clock, random: () => 0.5 })
  const results = await collect(sender.deliver([...requests, ...batcher.flush()]))
  return { results, outcomes: outcomes(results), slept: clock.slept }
}

const codeOf = (results: readonly DeliveryResult[], line: number) =>
  results.find(({ ref }) => (ref as { line: number }).line === line)?.items[0]?.error?.code

describe('Amplitude', () => {
  const settings = { apiKey: '0123456789abcdef0123456789abcdef' }
  const sent: string[][] = []
  const vendor = (path = '/2/httpapi') => nock('https://api2.amplitude.com').post(path, keep)
  const keep = (body: { events: { insert_id: string }[] }) => {
    sent.push(body.events.map(({ insert_id }) => insert_id))
    return true
  }
  const ok = { code: 200 }
  beforeEach(() => {
    sent.length = 0
  })

  test('400 stores nothing: the listed are dropped with their reason, the rest goes at once', async () => {
    vendor().reply(400, {
      code: 400,
      error: 'Invalid field values on some events',
      events_with_invalid_fields: { time: [1] },
      events_with_invalid_id_lengths: { user_id: [3] },
      silenced_events: [4],
    })
    vendor().reply(200, ok)
    const { outcomes, slept, results } = await send('amplitude', settings, 5)
    expect(outcomes).toEqual({
      0: 'delivered',
      1: 'rejected',
      2: 'delivered',
      3: 'rejected',
      4: 'rejected',
    })
    expect(sent[1]).toEqual(['m0', 'm2'])
    expect(slept).toEqual([])
    expect(codeOf(results, 1)).toBe('VENDOR_REJECTED')
  })

  test('413 halves', async () => {
    vendor().reply(413, { code: 413 })
    vendor().reply(200, ok)
    vendor().reply(200, ok)
    expect((await send('amplitude', settings, 4)).outcomes[3]).toBe('delivered')
    expect(sent.map((ids) => ids.length)).toEqual([4, 2, 2])
  })

  test.each([
    ['httpapi', '/2/httpapi', 30_000],
    ['batch', '/batch', 15_000],
  ])(
    '429 on %s sends the others at once, parks the throttled ones, drops who is over the quota',
    async (endpoint, path, wait) => {
      const busy = { code: 429, throttled_events: [0], exceeded_daily_quota_users: {} }
      vendor(path).reply(429, busy)
      vendor(path).reply(429, {
        code: 429,
        throttled_events: [],
        exceeded_daily_quota_users: { 'user-1': 1 },
      })
      vendor(path).reply(200, ok)
      const { outcomes, slept, results } = await send('amplitude', { ...settings, endpoint }, 3)
      expect(outcomes).toEqual({ 0: 'delivered', 1: 'rejected', 2: 'rejected' })
      expect(codeOf(results, 1)).toBe('VENDOR_QUOTA')
      expect(sent).toEqual([['m0', 'm1', 'm2'], ['m1', 'm2'], ['m0']])
      expect(slept).toEqual([wait])
    },
  )

  test('5xx and lost answers are tried again with the same insert_id', async () => {
    vendor().reply(502)
    vendor().replyWithError({ code: 'ECONNRESET' })
    vendor().reply(200, ok)
    expect((await send('amplitude', settings, 1)).outcomes).toEqual({ 0: 'delivered' })
    expect(sent).toEqual([['m0'], ['m0'], ['m0']])
  })

  test.each([
    [400, { code: 400, error: 'Invalid API key: 0123' }, 'CREDENTIAL_REFUSED'],
    [403, { code: 403, error: 'Forbidden' }, 'CREDENTIAL_REFUSED'],
    [308, '', 'REDIRECTED'],
  ])('%i %j blocks the connection', async (status, body, code) => {
    vendor().reply(status, body)
    const { outcomes, results } = await send('amplitude', settings, 2)
    expect(outcomes).toEqual({ 0: 'blocked', 1: 'blocked' })
    expect(codeOf(results, 0)).toBe(code)
  })
})

describe('Customer.io', () => {
  const settings = { siteId: 'site', apiKey: 'key' }
  const vendor = () => nock('https://track.customer.io').post('/api/v2/batch')

  test('207 concerns only what it lists', async () => {
    vendor().reply(207, {
      errors: [{ batch_index: 1, reason: 'invalid', field: 'name', message: 'no' }],
    })
    const { outcomes } = await send('customerio', settings, 3)
    expect(outcomes).toEqual({ 0: 'delivered', 1: 'rejected', 2: 'delivered' })
  })

  test('429 waits as long as it says', async () => {
    vendor().reply(429, {}, { 'Retry-After': '3' })
    vendor().reply(200, {})
    const { outcomes, slept } = await send('customerio', settings, 1)
    expect([outcomes[0], slept]).toEqual(['delivered', [3000]])
  })

  test.each([401, 302])('%i blocks the connection', async (status) => {
    vendor().reply(status, {})
    expect((await send('customerio', settings, 1)).outcomes).toEqual({ 0: 'blocked' })
  })
})

describe('Facebook App Events', () => {
  const settings = { appId: '1234567890', accessToken: 'token' }
  const calls: number[] = []
  const vendor = () =>
    nock('https://graph.facebook.com').post(/\/activities$/, ({ custom_events }) => {
      calls.push(custom_events.length)
      return true
    })
  const error = (code: number, more: object = {}) => ({ error: { code, message: 'no', ...more } })
  const ok = { success: true }
  beforeEach(() => {
    calls.length = 0
  })

  test('400/100 on several events is halved until the bad one stands alone', async () => {
    vendor().reply(400, error(100))
    vendor().reply(400, error(100))
    vendor().reply(200, ok)
    vendor().reply(400, error(100))
    vendor().reply(200, ok)
    const { outcomes } = await send('facebook-app-events', settings, 4)
    expect(Object.values(outcomes).filter((outcome) => outcome === 'rejected')).toHaveLength(1)
    expect(calls.sort()).toEqual([1, 1, 2, 2, 4])
  })

  test.each([
    ['a rate limit that comes as 400', 400, error(4), [5000]],
    ['a rate limit that comes as 429', 429, error(613), [5000]],
    ['is_transient, whatever else it says', 400, error(100, { is_transient: true }), [5000]],
    ['an unknown error', 500, error(1), [250]],
  ])('%s is waited out', async (_, status, body, waits) => {
    vendor().reply(status, body)
    vendor().reply(200, ok)
    const { outcomes, slept } = await send('facebook-app-events', settings, 1)
    expect([outcomes[0], slept]).toEqual(['delivered', waits])
  })

  test.each([
    ['a bad token that comes as 500', 500, error(190)],
    ['a permission', 400, error(200)],
    ['a wrong app id', 400, error(100, { error_subcode: 33 })],
    ['a wrong version', 302, ''],
  ])('%s blocks the connection', async (_, status, body) => {
    vendor().reply(status, body)
    expect((await send('facebook-app-events', settings, 2)).outcomes).toEqual({
      0: 'blocked',
      1: 'blocked',
    })
  })
})
