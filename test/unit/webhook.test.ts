import { createHmac } from 'node:crypto'
import {
  type ConnectionConfig,
  createBatcher,
  createRouter,
  createSender,
  type DeliveredItem,
  mask,
  prepareConnection,
  type WireRequest,
} from 'crosswalk'
import { accept } from 'crosswalk/accept'
import webhook from 'crosswalk/destinations/webhook'
import rules from 'crosswalk/destinations/webhook/accept'
import { describe, expect, test } from 'vitest'
import { sharedEvents } from '../fixtures/read.js'
import { collect, fakeClock } from './delivery/support.js'

const now = Date.UTC(2026, 2, 7, 12)
const url = 'https://hooks.example.com/in'
const signingSecret = 'schlüssel-of-the-receiver'
const event = {
  type: 'track',
  event: 'Berth Booked',
  messageId: 'm-1',
  userId: 'user-501',
  timestamp: '2026-03-02T13:00:00.700Z',
  properties: { note: 'é\u2028"' },
}

function requestOf(
  settings: Record<string, unknown> = {},
  given: object = event,
  overrides: Record<string, unknown> = {},
): WireRequest {
  const config = { id: 'hook', destination: 'webhook', settings: { url, ...settings }, overrides }
  const router = createRouter({
    connections: [config as ConnectionConfig],
    destinations: [webhook],
  })
  const batcher = createBatcher(router)
  const [request] = router.map(given, { ref: 1, now }).flatMap((one) => batcher.add(one))
  if (request === undefined) throw new Error('no request')
  return request
}

const judge = (request: WireRequest) => accept({ ...request, now: now / 1000 }, [rules])

function problemsOf(settings: Record<string, unknown>): string[] {
  const config = { id: 'hook', destination: 'webhook', settings: { url, ...settings } }
  const prepared = prepareConnection(config, { destinations: [webhook] })
  return prepared.ok ? [] : prepared.problems.map(({ path }) => path)
}

describe('the signature', () => {
  /** What a receiver does, by the description of the setting alone. */
  function verify({ headers, body }: WireRequest, secret: string): boolean {
    const [, t, v1] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers['X-Crosswalk-Signature'] ?? '') ?? []
    const signed = `${t}.${headers['Idempotency-Key']}.${body}`
    return createHmac('sha256', secret).update(signed).digest('hex') === v1
  }

  test('can be verified, and holds for nothing else', () => {
    const request = requestOf({ signingSecret })
    const { headers, body } = request
    expect(verify(request, signingSecret)).toBe(true)
    expect(headers['X-Crosswalk-Signature']).toMatch(/^t=1772456400,/)
    expect(verify(request, 'another')).toBe(false)
    expect(verify({ ...request, body: body.replace('501', '502') }, signingSecret)).toBe(false)
    const moved = { ...headers, 'Idempotency-Key': 'm-2' }
    expect(verify({ ...request, headers: moved }, signingSecret)).toBe(false)
  })

  test('holds for ids that no header takes', () => {
    const request = requestOf({ signingSecret }, { ...event, messageId: 'заказ\n7' })
    expect(request.headers['Idempotency-Key']).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.parse(request.body).messageId).toBe('заказ\n7')
    expect(verify(request, signingSecret)).toBe(true)
  })

  test('is not there without a secret', () => {
    const { headers } = requestOf()
    expect(Object.keys(headers)).toEqual(['Content-Type', 'Idempotency-Key'])
    expect(judge(requestOf())).toMatchObject({ ok: true })
  })
})

describe('headers', () => {
  const headers = { Authorization: 'Bearer 5f0c1e7a9b3d', 'x-tenant': 'tenant-42' }

  test('are sent, and their values never shown', () => {
    const request = requestOf({ headers, signingSecret })
    expect(request.headers).toMatchObject(headers)
    const shown = JSON.stringify(mask(request))
    expect(mask(request).headers).toMatchObject({ Authorization: '***', 'x-tenant': '***' })
    for (const secret of [...Object.values(headers), signingSecret]) {
      expect(shown).not.toContain(secret)
    }
  })

  test('cannot be read by overrides', () => {
    const leak = {
      body: { fields: { all: 'no setting "headers" can be read', one: 'settings.signingSecret' } },
    }
    const overrides = {
      base: 'webhook@1.0.0',
      rules: { event: { emit: { event: { fields: leak } } } },
    }
    expect(() => requestOf({ headers, signingSecret }, event, overrides)).toThrow(
      'no setting "headers" can be read',
    )
  })

  test.each([
    ['a name that is none', { 'X Tenant': 'a' }],
    ['what the request sets itself', { 'content-type': 'text/plain' }],
    ['its signature', { 'X-Crosswalk-Signature': 't=1' }],
    ['the host', { HOST: 'internal' }],
    ['a second header in the value', { 'X-A': 'a\r\nX-B: b' }],
    ['what is no ASCII', { 'X-A': 'é' }],
    ['an empty value', { 'X-A': '' }],
    ['one name twice', { 'X-A': 'a', 'x-a': 'b' }],
  ])('are refused for %s', (_, given) => {
    const [path, ...more] = problemsOf({ headers: given })
    expect(path).toMatch(/^settings\.headers/)
    expect(more).toEqual([])
  })
})

test.each(['hooks.example.com/in', 'ftp://example.com/', 'https://user:pass@example.com/', ''])(
  'the URL %j is refused',
  (given) => {
    expect(problemsOf({ url: given })).toEqual(['settings.url'])
  },
)

describe('the body', () => {
  test('of every shared event is a canonical event, without a warning', () => {
    for (const given of sharedEvents().values()) {
      expect(judge(requestOf({ signingSecret }, given as object))).toMatchObject({
        ok: true,
        warnings: [],
      })
    }
  })

  test('can be the user’s own', () => {
    const body = { from: { fields: { what: 'event', who: 'userId' } } }
    const overrides = {
      base: 'webhook@1.0.0',
      rules: { event: { emit: { event: { fields: { body } } } } },
    }
    const request = requestOf({ signingSecret }, event, overrides)
    expect(JSON.parse(request.body)).toEqual({ what: 'Berth Booked', who: 'user-501' })
    expect(request.headers['X-Crosswalk-Signature']).toMatch(/^t=1772456400,/)
    expect(judge(request)).toMatchObject({ ok: true })
  })
})

describe('the rules', () => {
  const good = requestOf({ signingSecret })
  const changed = (change: object) => ({
    ...good,
    body: JSON.stringify({ ...JSON.parse(good.body), ...change }),
  })
  const withHeader = (name: string, value: string) => ({
    ...good,
    headers: { ...good.headers, [name]: value },
  })

  test.each<[string, object]>([
    ['WH-URL http', { ...good, method: 'PUT' }],
    ['WH-TYPE http', withHeader('Content-Type', 'text/plain')],
    ['WH-KEY silent', withHeader('Idempotency-Key', 'two words')],
    ['WH-SIGNATURE http', withHeader('X-Crosswalk-Signature', 'v1=abc')],
    ['WH-HEADERS http', withHeader('X-A', 'é')],
    ['WH-JSON http', { ...good, body: 'no JSON' }],
    ['WH-EVENT silent', changed({ timestamp: 'yesterday' })],
    ['WH-EVENT silent', changed({ event: undefined })],
    ['WH-EVENT silent', changed({ context: { screen: { width: '390' } } })],
    ['WH-TRACKING policy', changed({ context: { device: { advertisingId: 'a' } } })],
    ['WH-INTEGRATIONS policy', changed({ integrations: { All: true } })],
    ['WH-INTEGRATIONS policy', changed({ context: { integrations: {} } })],
  ])('find %s', (expected, request) => {
    const verdict = judge(request as WireRequest)
    const problems = verdict.ok ? [] : verdict.problems
    expect(problems.map(({ rule, effect }) => `${rule} ${effect}`)).toEqual([expected])
  })

  test('advise against http', () => {
    const verdict = judge({ ...good, url: 'http://hooks.example.com/in' })
    expect(verdict).toMatchObject({ ok: true, warnings: [{ rule: 'WH-HTTPS' }] })
  })

  test('leave a request that is none of theirs alone', () => {
    const { 'Idempotency-Key': _, ...headers } = good.headers
    expect(judge({ ...good, headers })).toMatchObject({ ok: false, destination: null })
  })
})

describe('an answer', () => {
  async function answered(status: number, more: Record<string, string> = {}) {
    const clock = fakeClock()
    const bodies: unknown[] = []
    const fetch = async (_: string, init: RequestInit) => {
      bodies.push(init.body, (init.headers as Record<string, string>)['X-Crosswalk-Signature'])
      const empty = [204, 205, 304].includes(status)
      return new Response(empty ? null : 'any text', { status, headers: more })
    }
    const lookup = async () => ['93.184.215.14']
    const sender = createSender({ fetch, clock, lookup, random: () => 0.5 })
    const [result] = await collect(sender.deliver([requestOf({ signingSecret })]))
    return { item: result?.items[0] as DeliveredItem, slept: clock.slept, bodies }
  }

  test.each<[number, DeliveredItem['outcome'], number]>([
    [200, 'delivered', 1],
    [202, 'delivered', 1],
    [204, 'delivered', 1],
    [302, 'blocked', 1],
    [400, 'rejected', 1],
    [401, 'blocked', 1],
    [403, 'blocked', 1],
    [404, 'rejected', 1],
    [409, 'rejected', 1],
    [410, 'rejected', 1],
    [413, 'rejected', 1],
    [425, 'expired', 5],
    [429, 'expired', 5],
    [500, 'expired', 5],
    [503, 'expired', 5],
  ])('%i: %s after %i', async (status, outcome, attempts) => {
    expect((await answered(status)).item).toMatchObject({ outcome, attempts, status })
  })

  test('that says when to come again is obeyed, with the same request', async () => {
    const { slept, bodies } = await answered(429, { 'Retry-After': '7' })
    expect(slept).toEqual([7000, 7000, 7000, 7000])
    expect(new Set(bodies).size).toBe(2)
  })
})
