import { createBatcher, createRouter, mask, prepareConnection } from 'crosswalk'
import adjust from 'crosswalk/destinations/adjust'
import { describe, expect, test } from 'vitest'
import { classify } from '../../src/delivery/outcome.js'
import { item } from './delivery/support.js'

const now = Date.UTC(2026, 2, 10, 12)
const given = { appToken: '4w565xzmb54d', eventTokens: { 'Tea Made': 'abc123' } }
const prepare = (more: object) =>
  prepareConnection(
    { id: 'adj', destination: 'adjust', settings: { ...given, ...more } },
    { destinations: [adjust] },
  )

function sent(properties: object, settings: object = {}) {
  const prepared = prepare(settings)
  if (!prepared.ok) throw new Error('the settings were refused')
  const router = createRouter([prepared.connection])
  const batcher = createBatcher(router)
  const device = { type: 'ios', id: '6F0C1B52-8E1D-4D0A-9A57-2B7C6E1F9D34' }
  const event = {
    type: 'track',
    event: 'Tea Made',
    timestamp: now,
    properties,
    context: { device },
  }
  const events = ['m-1', 'm-2'].map((messageId) => ({ ...event, messageId }))
  const results = events.flatMap((one) => router.map(one, { now }))
  return [...results.flatMap((result) => batcher.add(result)), ...batcher.flush()]
}

describe('a request', () => {
  test('carries one event, with every value encoded', () => {
    const requests = sent({ note: 'Tea & "milk" + 5 % 🐎\u0000', half: '\ud800' })
    expect(requests.map(({ items }) => items.length)).toEqual([1, 1])
    const body = requests[0]?.body ?? ''
    expect(body).toMatch(/^[\w.~*+%&=-]+$/)
    expect(body).toContain('Tea+%26+%5C%22milk%5C%22+%2B+5+%25+%F0%9F%90%8E')
    const { callback_params } = Object.fromEntries(new URLSearchParams(body))
    expect(JSON.parse(callback_params ?? '')).toMatchObject({ note: 'Tea & "milk" + 5 % 🐎\u0000' })
  })

  test('carries the token of S2S Security where there is one', () => {
    const headers = (settings: object) => sent({}, settings)[0]?.headers
    expect(headers({})).not.toHaveProperty('Authorization')
    expect(headers({ s2sToken: 's-1' })).toHaveProperty('Authorization', 'Bearer s-1')
    const [request] = sent({}, { s2sToken: 's-1' })
    expect(request && mask(request).headers.Authorization).toBe('Bearer ***')
  })

  test('stays below 1 MB however much the encoding adds', () => {
    const notes = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [n, 'ž"'.repeat(13_000)]))
    expect(sent(notes(4)).every(({ body }) => body.length < 1_000_000)).toBe(true)
    expect(sent(notes(4))).toHaveLength(2)
    expect(sent(notes(15))).toHaveLength(0)
  })
})

describe('settings', () => {
  test('name events of the catalogue in any spelling', () => {
    const prepared = prepare({ eventTokens: { order_completed: 'def456' } })
    if (!prepared.ok) throw new Error('the settings were refused')
    const device = { type: 'ios', id: '6F0C1B52-8E1D-4D0A-9A57-2B7C6E1F9D34' }
    const event = { type: 'track', event: 'Order Completed', timestamp: now, context: { device } }
    const [result] = createRouter([prepared.connection]).map(event, { now })
    expect(result).toMatchObject({ items: [{ body: { event_token: 'def456' } }] })
  })

  test.each([
    [{ appToken: '' }],
    [{ appToken: 'My App' }],
    [{ eventTokens: { 'Tea Made': 'Tea Made' } }],
    [{ eventTokens: { 'Application Installed': 'abc123' } }],
    [{ eventTokens: { application_opened: 'abc123' } }],
    [{ eventTokens: { order_completed: 'abc123', 'Completed Order': 'def456' } }],
    [{ screenTokens: { Home: '' } }],
    [{ s2sToken: '' }],
  ])('%j are refused', (more) => {
    expect(prepare(more).ok).toBe(false)
  })
})

describe('answers', () => {
  const { outcome, ambiguous } = adjust.endpoints.event
  const failed = (text: string) => ({ error: `Event request failed (${text})` })
  test.each([
    [200, { status: 'OK' }, 'delivered'],
    [200, 'OK', 'delivered'],
    [200, '', 'rejected ANSWER_UNKNOWN'],
    [200, '<html>', 'rejected ANSWER_UNKNOWN'],
    [200, { error: 'x' }, 'rejected ANSWER_UNKNOWN'],
    [202, 'Missing authentication token', 'blocked CREDENTIAL_REFUSED'],
    [202, { error: 'Wrong authentication token' }, 'blocked CREDENTIAL_REFUSED'],
    [400, failed('Bad event state'), 'rejected VENDOR_REJECTED'],
    [400, failed('Invalid app token'), 'blocked CREDENTIAL_REFUSED'],
    [400, failed('Invalid event token'), 'rejected VENDOR_REJECTED'],
    [400, failed('Ignoring event, earlier unique event tracked'), 'delivered'],
    [401, { error: 'Failed to authorize request' }, 'blocked CREDENTIAL_REFUSED'],
    [403, { error: 'App is inactive' }, 'blocked CREDENTIAL_REFUSED'],
    [403, failed('Tracking disabled'), 'rejected VENDOR_REJECTED'],
    [403, 'Event token blocklisted', 'rejected VENDOR_REJECTED'],
    [404, failed('App token not found'), 'blocked CREDENTIAL_REFUSED'],
    [404, failed('Device not found'), 'rejected VENDOR_REJECTED'],
    [413, 'Request size too large', 'rejected VENDOR_REJECTED'],
    [429, '', 'retry VENDOR_BUSY'],
    [451, failed('Device is opted out'), 'rejected VENDOR_REJECTED'],
    [500, { error: 'Internal error, contact support@adjust.com' }, 'retry VENDOR_BUSY'],
  ])('%i %j is %s', (status, body, expected) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answer = { kind: 'answer', status, retryAfter: null, text } as const
    const [verdict] = classify(answer, { outcome, ambiguous }, [{ item: item(0) }])
    const code = verdict !== undefined && 'problem' in verdict ? ` ${verdict.problem.code}` : ''
    expect(`${verdict?.verdict}${code}`).toBe(expected)
  })

  test('an answer that got lost is not asked for again: a double counts its revenue twice', () => {
    const lost = { kind: 'lost', reason: 'timeout', sent: true, hung: true } as const
    expect(classify(lost, { outcome, ambiguous }, [{ item: item(0) }])).toMatchObject([
      { verdict: 'rejected' },
    ])
  })
})
