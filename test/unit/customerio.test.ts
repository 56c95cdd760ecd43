import { createBatcher, createRouter, prepareConnection, type Result } from 'crosswalk'
import customerio from 'crosswalk/destinations/customerio'
import pipelines from 'crosswalk/destinations/customerio-pipelines'
import { describe, expect, test } from 'vitest'
import { classify } from '../../src/delivery/outcome.js'
import type { Destination } from '../../src/destination.js'
import { item } from './delivery/support.js'

const now = Date.UTC(2026, 2, 10, 12)

const track = { id: 'track', destination: 'customerio', settings: { siteId: 's-1', apiKey: 'k-1' } }
const cdp = { id: 'cdp', destination: 'customerio-pipelines', settings: { apiKey: 'k-2' } }
const router = createRouter({ connections: [track, cdp], destinations: [customerio, pipelines] })

const event = {
  type: 'track',
  event: 'Route Planned',
  messageId: 'm-1',
  userId: 'member-7',
  timestamp: '2026-03-10T11:00:00Z',
}
const map = (more: object): Result[] => router.map({ ...event, ...more }, { now })

describe("the event's integrations", () => {
  test.each([
    [{ 'Customer.io': false }, ['opted-out', 'opted-out']],
    [{ 'customer.io': false, 'Customer.io Data Pipelines': true }, ['opted-out', 'mapped']],
    [{ All: false, 'Customer.io (Actions)': true }, ['mapped', 'opted-out']],
    [{ All: false, 'Customer.io Data Pipelines': {} }, ['opted-out', 'mapped']],
    [{ All: false, customerio: true }, ['mapped', 'opted-out']],
    [{ All: false, 'Customer IO': true }, ['mapped', 'mapped']],
  ])('%j', (integrations, expected) => {
    const found = map({ integrations }).map((result) =>
      result.outcome === 'skipped' ? result.reason : result.outcome,
    )
    expect(found).toEqual(expected)
  })
})

describe('an item of more than 32 KB', () => {
  const products = Array.from({ length: 10_000 }, (_, n) => ({ product_id: `p-${n}`, price: n }))
  test.each([
    ['10,000 products', { event: 'Order Completed', properties: { order_id: 'o-1', products } }],
    ['a long text', { properties: { note: '🐎'.repeat(8000) } }],
  ])('fails: %s', (_, more) => {
    for (const result of map(more)) {
      expect(result).toMatchObject({ outcome: 'failed', error: { code: 'ITEM_TOO_LARGE' } })
    }
  })
})

test('credentials stand where each API reads them, and the region tells the host', () => {
  const sent = (destination: string, settings: object) => {
    const config = { id: 'x', destination, settings: settings as Record<string, unknown> }
    const prepared = prepareConnection(config, { destinations: [customerio, pipelines] })
    if (!prepared.ok) throw new Error('the settings were refused')
    const one = createRouter([prepared.connection])
    const batcher = createBatcher(one)
    const [request] = [
      ...one.map(event, { now }).flatMap((r) => batcher.add(r)),
      ...batcher.flush(),
    ]
    const basic = request?.headers.Authorization?.replace('Basic ', '') ?? ''
    return [new URL(request?.url ?? '').host, atob(basic), request?.headers['X-Strict-Mode']]
  }
  expect(sent('customerio', { siteId: 'site', apiKey: 'key', region: 'eu' })).toEqual([
    'track-eu.customer.io',
    'site:key',
    undefined,
  ])
  expect(sent('customerio-pipelines', { apiKey: 'key' })).toEqual(['cdp.customer.io', 'key:', '1'])
})

describe('answers', () => {
  const carried = [0, 1, 2].map((n) => ({ item: item(n) }))
  const judge = ({ endpoints }: Pick<Destination, 'endpoints'>, status: number, body: unknown) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const { batch } = endpoints
    if (batch === undefined) throw new Error('no endpoint')
    const answer = { kind: 'answer', status, retryAfter: null, text } as const
    return classify(answer, batch, carried).map(({ verdict }) => verdict)
  }
  const all = (verdict: string) => [verdict, verdict, verdict]

  test.each([
    [200, {}, all('delivered')],
    [200, { errors: [] }, all('retry')],
    [200, '<html>', all('retry')],
    [
      207,
      { errors: [{ batch_index: 1, reason: 'required', field: 'name', message: 'is required' }] },
      ['delivered', 'rejected', 'delivered'],
    ],
    [207, { errors: [] }, all('retry')],
    [400, { errors: [{ reason: 'malformed', field: '', message: '' }] }, all('divide')],
    [401, { meta: { error: 'Unauthorized request' } }, all('blocked')],
    [429, '', all('retry')],
    [503, '', all('retry')],
  ])('of the Track API: %i %j', (status, body, expected) => {
    expect(judge(customerio as Destination, status, body)).toEqual(expected)
  })

  test.each([
    [200, '', all('delivered')],
    [200, {}, all('delivered')],
    [200, { success: true }, all('delivered')],
    [200, { success: false }, all('retry')],
    [200, { error: 'x' }, all('retry')],
    [200, '<html>', all('retry')],
    [400, { success: false }, all('divide')],
    [401, '', all('blocked')],
    [408, '', all('retry')],
    [429, '', all('retry')],
    [524, '', all('retry')],
  ])('of the Pipelines API: %i %j', (status, body, expected) => {
    expect(judge(pipelines as Destination, status, body)).toEqual(expected)
  })
})
