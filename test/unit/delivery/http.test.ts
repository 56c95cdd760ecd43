/** Single HTTP cases, met by the global fetch. */
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeliveredItem } from '../../../src/delivery/delivery-result.js'
import { post } from '../../../src/delivery/post.js'
import { createSender } from '../../../src/delivery/send.js'
import { createStop } from '../../../src/delivery/stop.js'
import {
  collect,
  connection,
  customerio,
  deliver,
  event,
  events,
  fakeClock,
  ok,
  origin,
  outcomes,
  request,
  secretKey,
  start,
} from './support.js'

beforeEach(() => {
  nock.disableNetConnect()
})
afterEach(() => {
  const left = nock.pendingMocks()
  nock.cleanAll()
  nock.enableNetConnect()
  expect(left).toEqual([])
})

const vendor = () => nock(origin).post('/events')

async function one(
  given: Parameters<typeof connection>[0] = {},
): Promise<DeliveredItem | undefined> {
  const [result] = await deliver([request(connection(given), [event(1)])])
  return result?.items[0]
}

describe('one item', () => {
  test('is delivered', async () => {
    vendor().matchHeader('X-Key', secretKey).reply(200, ok)
    const [result] = await deliver([request(connection(), [event(1)])])
    expect(result).toEqual({
      ref: { line: 1 },
      event: 'm1',
      connection: 'conn',
      outcome: 'delivered',
      items: [{ key: 'event#0', outcome: 'delivered', status: 200, attempts: 1 }],
    })
    expect(result?.source.items).toHaveLength(1)
    expect(Object.keys(result ?? {})).not.toContain('source')
  })

  test('an HTML page with 200 is never success', async () => {
    vendor().times(5).reply(200, '<html>welcome</html>')
    expect(await one()).toMatchObject({
      outcome: 'expired',
      status: 200,
      attempts: 5,
      error: { code: 'ANSWER_UNKNOWN', message: expect.stringContaining('5 attempts') },
    })
  })

  test('a redirect is not followed', async () => {
    const headers = { Location: 'https://elsewhere.test/' }
    vendor().reply(302, ok, headers)
    // Once more, for the status, by a `fetch` that is taken for the platform's own.
    vendor().optionally().reply(302, ok, headers)
    const found = { outcome: 'blocked', status: 302, error: { code: 'REDIRECTED' } }
    expect(await one()).toMatchObject(found)
  })

  test('a vendor that hangs is given up', async () => {
    vendor().times(2).delay(2000).reply(200, ok)
    const before = Date.now()
    expect(await one({ delivery: { timeoutMs: 50, attempts: 2 } })).toMatchObject({
      outcome: 'expired',
      status: null,
      attempts: 2,
      error: { code: 'ANSWER_LOST', message: expect.stringContaining('none within 50 ms') },
    })
    expect(Date.now() - before).toBeLessThan(1000)
  })

  test('a body that hangs is given up', async () => {
    vendor().reply(200, () => new Readable({ read() {} }))
    const found = { outcome: 'expired', error: { code: 'ANSWER_LOST' } }
    expect(await one({ delivery: { timeoutMs: 50, attempts: 1 } })).toMatchObject(found)
  })

  test('a connection that is cut is tried again', async () => {
    vendor().replyWithError(Object.assign(new Error('cut'), { code: 'ECONNRESET' }))
    vendor().reply(200, ok)
    expect(await one()).toMatchObject({ outcome: 'delivered', status: 200, attempts: 2 })
  })

  test('a body that is cut is no answer', async () => {
    vendor().reply(200, () => {
      const body = new Readable({ read() {} })
      body.push('{"code":200')
      setTimeout(() => body.destroy(new Error('cut')), 5)
      return body
    })
    const found = { outcome: 'expired', status: null, error: { code: 'ANSWER_LOST' } }
    expect(await one({ delivery: { attempts: 1 } })).toMatchObject(found)
  })

  test('5xx, then success', async () => {
    vendor().reply(503)
    vendor().reply(500, '<html>')
    vendor().reply(200, ok)
    expect(await one()).toEqual({
      key: 'event#0',
      outcome: 'delivered',
      status: 200,
      attempts: 3,
    })
  })

  test.each([
    ['7', 7000],
    [new Date(start + 9000).toUTCString(), 9000],
    ['soon', 250],
  ])('429 with Retry-After %s waits %i ms', async (header, wait) => {
    vendor().reply(429, {}, { 'Retry-After': header })
    vendor().reply(200, ok)
    const clock = fakeClock()
    await deliver([request(connection(), [event(1)])], { clock })
    expect(clock.slept).toEqual([wait])
  })

  test('429 with the end of the window alone waits until then', async () => {
    vendor().reply(429, {}, { 'X-RateLimit-Reset': String(start / 1000 + 40) })
    vendor().reply(200, ok)
    const clock = fakeClock()
    await deliver([request(connection(), [event(1)])], { clock })
    expect(clock.slept).toEqual([40_000])
  })

  test('4xx rejects it, saying what the vendor says', async () => {
    vendor().reply(400, { error: 'Request missing required field' })
    expect(await one()).toMatchObject({
      outcome: 'rejected',
      status: 400,
      attempts: 1,
      error: {
        code: 'VENDOR_REJECTED',
        path: '',
        message: 'HTTP 400; error: Request missing required field',
      },
    })
  })

  test.each([
    ['as it is', secretKey],
    ['URL-encoded', encodeURIComponent(secretKey)],
    ['URL-encoded twice', encodeURIComponent(encodeURIComponent(secretKey))],
    ['with escaped slashes', secretKey.replaceAll('/', '\\/')],
    ['in base64', Buffer.from(secretKey).toString('base64')],
    ['as a password', Buffer.from(`user:${secretKey}`).toString('base64')],
    ['as a password of another length', Buffer.from(`user1:${secretKey}\n`).toString('base64')],
  ])('a credential that the vendor echoes %s is hidden', async (_, echo) => {
    vendor().reply(400, { error: `Invalid API key: ${echo}` })
    const found = await one()
    expect(found).toMatchObject({ outcome: 'blocked', error: { code: 'CREDENTIAL_REFUSED' } })
    expect(found?.error?.message).toContain('***')
    expect(found?.error?.message).not.toContain(echo)
    expect(JSON.stringify(found)).not.toContain(secretKey)
  })

  test('goes to another origin, below its path', async () => {
    nock('http://127.0.0.1:9').post('/amp/events').query({ a: '1' }).reply(200, ok)
    const envelope = () => ({
      method: 'POST' as const,
      url: `${origin}/events?a=1`,
      headers: {},
      body: '',
    })
    const origins = { conn: 'http://127.0.0.1:9/amp/' }
    const results = await deliver([request(connection({ envelope }), [event(1)])], { origins })
    expect(outcomes(results)).toEqual({ 1: 'delivered' })
  })

  test('an origin that is no URL is refused at the start', () => {
    expect(() =>
      createSender({ origins: { a: 'localhost', b: 'file:///x', c: 'http://x' } }),
    ).toThrow(/origins\.a.*\n.*origins\.b: .*https?:\/\/$/)
  })
})

describe('several items', () => {
  test('207 rejects what it lists', async () => {
    vendor().reply(207, { errors: [{ batch_index: 1, reason: 'required', field: 'name' }] })
    const results = await deliver([request(connection({ outcome: customerio }), events(0, 3))])
    expect(outcomes(results)).toEqual({ 0: 'delivered', 1: 'rejected', 2: 'delivered' })
    const error = results.find(({ outcome }) => outcome === 'rejected')?.items[0]?.error
    expect(error).toMatchObject({
      path: 'errors[0]',
      message: expect.stringContaining('field: name'),
    })
  })

  test('400 with listed indexes: the rest is sent again at once, and no attempt is counted', async () => {
    vendor().reply(400, { error: 'Invalid', events_with_invalid_fields: { time: [0, 2] } })
    nock(origin).post('/events', '[{"n":1},{"n":3}]').reply(200, ok)
    const clock = fakeClock()
    const results = await deliver([request(connection(), events(0, 4))], { clock })
    expect(outcomes(results)).toEqual({
      0: 'rejected',
      1: 'delivered',
      2: 'rejected',
      3: 'delivered',
    })
    expect(results.flatMap(({ items }) => items.map(({ attempts }) => attempts))).toEqual([
      1, 1, 1, 1,
    ])
    expect(clock.slept).toEqual([])
  })

  test('throttled ones wait, the others go at once', async () => {
    vendor().reply(429, { throttled_events: [1], exceeded_daily_quota_users: {} })
    nock(origin).post('/events', '[{"n":0},{"n":2}]').reply(200, ok)
    nock(origin).post('/events', '[{"n":1}]').reply(200, ok)
    const clock = fakeClock()
    const results = await deliver([request(connection(), events(0, 3))], { clock })
    expect(outcomes(results)).toEqual({ 0: 'delivered', 1: 'delivered', 2: 'delivered' })
    expect(clock.slept).toEqual([30_000])
    expect(results.at(-1)).toMatchObject({ ref: { line: 1 }, items: [{ attempts: 2 }] })
  })
})

describe('post', () => {
  const wire = { method: 'POST', url: `${origin}/events`, headers: {}, body: '' } as const
  const options = { fetch, timeoutMs: 1000, stop: createStop() }

  test('reads no more than 1 MB, also of what was packed small', async () => {
    vendor().reply(200, gzipSync('a'.repeat(50_000_000)), { 'Content-Encoding': 'gzip' })
    const answer = await post(wire, options)
    expect(answer.kind === 'answer' && answer.text.length).toBe(1_000_000)
    vendor().reply(200, 'b'.repeat(1_000_000))
    expect(await post(wire, options)).toMatchObject({ kind: 'answer', text: 'b'.repeat(1_000_000) })
  })

  test.each([1, 2, 3, 1000])('reads an answer that comes in parts of %i bytes', async (size) => {
    const text = 'größer – 😀'
    const bytes = new TextEncoder().encode(`\ufeff${text}`)
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, place) =>
      bytes.subarray(place * size, (place + 1) * size),
    )
    const answering = async () => new Response(ReadableStream.from(parts) as ReadableStream)
    const answer = await post(wire, { ...options, fetch: answering })
    expect(answer).toMatchObject({ kind: 'answer', text })
  })

  test('stops reading after 1 MB, in one part and in several', async () => {
    for (const size of [2_000_000, 300_000]) {
      let read = 0
      const endless = async () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              read += size
              controller.enqueue(new Uint8Array(size).fill(0x61))
            },
          }),
        )
      const answer = await post(wire, { ...options, fetch: endless })
      expect(answer.kind === 'answer' && answer.text.length).toBe(1_000_000)
      expect(read).toBeLessThan(4_000_001)
    }
  })

  test.each([
    ['ECONNREFUSED', false],
    ['ENOTFOUND', false],
    ['ECONNRESET', true],
  ])('%s: sent %s', async (code, sent) => {
    vendor().replyWithError(Object.assign(new Error(`at ${secretKey}`), { code }))
    expect(await post(wire, options)).toEqual({ kind: 'lost', reason: code, sent, hung: false })
  })

  test.each([
    ['a URL that is none', { ...wire, url: 'nowhere' }],
    ['a header that is none', { ...wire, headers: { 'X-Key': `a\n${secretKey}` } }],
  ])('%s does not throw', async (_, odd) => {
    const answer = await post(odd, options)
    expect(answer.kind).toBe('lost')
    expect(JSON.stringify(answer)).not.toContain(secretKey)
  })

  test('a fetch that heeds no signal is left', async () => {
    const deaf = { ...options, fetch: () => new Promise<Response>(() => {}), timeoutMs: 10 }
    expect(await post(wire, deaf)).toEqual({
      kind: 'lost',
      reason: 'none within 10 ms',
      sent: true,
      hung: true,
    })
  })
})

test('what the fetch is asked for: no redirect followed, one call a request', async () => {
  const asked: RequestInit[] = []
  const fetch = async (_: string, init: RequestInit) => {
    asked.push(init)
    return new Response(JSON.stringify(ok))
  }
  await collect(createSender({ fetch }).deliver([request(connection(), events(0, 9))]))
  expect(asked).toMatchObject([{ method: 'POST', redirect: 'manual' }])
})
