/** A connection made by hand, and events for it: the deliver stage without any real destination. */
import type { Clock } from '../../../src/delivery/clock.js'
import type { DeliveryResult } from '../../../src/delivery/delivery-result.js'
import { Entry, type WireRequest, wireRequest } from '../../../src/delivery/request.js'
import {
  createSender,
  type DeliverOptions,
  type SenderOptions,
} from '../../../src/delivery/send.js'
import { type Endpoint, type OutcomeRule, z } from '../../../src/destination.js'
import type { Item, JsonObject, MappedResult } from '../../../src/result.js'
import type { Connection, DeliveryPolicy } from '../../../src/routing/connection.js'

export const origin = 'https://vendor.test'
export const secretKey = 'k3y/with+odd=signs'
export const start = Date.UTC(2026, 0, 1)

export const amplitude: OutcomeRule[] = [
  { status: 200, body: { code: 200 }, verdict: 'delivered' },
  { status: 400, body: { error: { startsWith: 'Invalid API key' } }, verdict: 'blocked' },
  {
    status: 400,
    items: [
      { index: 'events_with_invalid_fields.*[]', verdict: 'rejected' },
      { index: 'events_with_missing_fields.*[]', verdict: 'rejected' },
      { index: 'events_with_invalid_id_lengths.*[]', verdict: 'rejected' },
      { index: 'silenced_events[]', verdict: 'rejected' },
    ],
    others: 'resend',
  },
  {
    status: 429,
    items: [
      {
        named: 'exceeded_daily_quota_users',
        by: 'user_id',
        verdict: 'rejected',
        code: 'VENDOR_QUOTA',
      },
      {
        named: 'exceeded_daily_quota_devices',
        by: 'device_id',
        verdict: 'rejected',
        code: 'VENDOR_QUOTA',
      },
      { index: 'throttled_events[]', verdict: 'retry', waitMs: 30_000 },
    ],
    others: 'resend',
  },
]

export const customerio: OutcomeRule[] = [
  { status: 200, body: { '': { is: 'object' }, errors: { exists: false } }, verdict: 'delivered' },
  {
    status: 207,
    items: [{ index: 'errors[].batch_index', verdict: 'rejected' }],
    others: 'delivered',
  },
]

export interface Given {
  id?: string
  outcome?: OutcomeRule[]
  ambiguous?: 'retry' | 'stop'
  delivery?: Partial<DeliveryPolicy>
  ordering?: Endpoint['ordering']
  limits?: Endpoint['limits']
  envelope?: Endpoint['envelope']
}

export function connection(given: Given = {}): Connection {
  const endpoint: Endpoint = {
    envelope:
      given.envelope ??
      ((batch, settings) => ({
        method: 'POST',
        url: `${origin}/events`,
        headers: { 'Content-Type': 'application/json', 'X-Key': String(settings.key) },
        body: batch.json(),
      })),
    limits: given.limits ?? { items: 1000 },
    outcome: given.outcome ?? amplitude,
    ordering: given.ordering ?? 'none',
    ambiguous: given.ambiguous ?? 'retry',
  }
  return {
    id: given.id ?? 'conn',
    destination: 'vendor',
    mapping: 'vendor@1.0.0',
    enabled: true,
    inside: {
      module: {
        slug: 'vendor',
        title: 'Vendor',
        settings: z.record(z.string(), z.unknown()),
        mapping: {},
        actions: { event: () => 'main' },
        endpoints: { main: endpoint },
      },
      program: {
        destination: 'vendor',
        version: '1.0.0',
        bind: () => [],
        map: () => ({ outcome: 'skipped', rule: null, reason: 'no-rule' }),
      },
      settings: { key: secretKey, region: 'eu' },
      visible: { region: 'eu' },
      bound: [],
      names: [],
      events: {},
      consent: [],
      consentDefault: 'deny',
      futureMs: Infinity,
      movedMs: Infinity,
      delivery: {
        attempts: 5,
        maxAgeMs: 3_600_000,
        timeoutMs: 10_000,
        concurrency: 4,
        ratePerSecond: 1_000_000,
        ...given.delivery,
      },
    },
  }
}

export function item(n: number, more: Partial<Item> = {}): Item {
  return {
    key: 'event#0',
    endpoint: 'main',
    body: { n },
    dedupeKey: `d${n}`,
    orderKey: null,
    notAfter: null,
    ...more,
  }
}

export function event(n: number, more: Partial<Item> = {}, conn = 'conn'): MappedResult {
  return {
    ref: { line: n },
    event: `m${n}`,
    connection: conn,
    destination: 'vendor',
    mapping: 'vendor@1.0.0',
    outcome: 'mapped',
    items: [item(n, more)],
    warnings: [],
  }
}

export function request(conn: Connection, results: readonly MappedResult[]): WireRequest {
  const entries = results.flatMap((result) => result.items.map((one) => new Entry(result, one)))
  return wireRequest(conn, entries)
}

/** One request for each item. */
export function apart(conn: Connection, result: MappedResult): WireRequest[] {
  return result.items.map((one) => wireRequest(conn, [new Entry(result, one)]))
}

export function events(from: number, to: number, more: (n: number) => Partial<Item> = () => ({})) {
  return Array.from({ length: to - from }, (_, index) => event(from + index, more(from + index)))
}

/** Sleeping takes no time; `slept` tells how long it was to take. */
export function fakeClock(): Clock & { slept: number[] } {
  let now = start
  const slept: number[] = []
  return {
    slept,
    now: () => now,
    async sleep(ms) {
      slept.push(ms)
      now += ms
    },
  }
}

export async function collect(results: AsyncIterable<DeliveryResult>): Promise<DeliveryResult[]> {
  const all: DeliveryResult[] = []
  for await (const result of results) all.push(result)
  return all
}

export function deliver(
  requests: Iterable<WireRequest> | AsyncIterable<WireRequest>,
  sender: SenderOptions = {},
  options: DeliverOptions = {},
): Promise<DeliveryResult[]> {
  const full = { clock: fakeClock(), random: () => 0.5, ...sender }
  return collect(createSender(full).deliver(requests, options))
}

/** `line → outcome` of each result, in order of line. */
export function outcomes(results: readonly DeliveryResult[]): Record<number, string> {
  return Object.fromEntries(
    results.map(({ ref, outcome }) => [(ref as { line: number }).line, outcome]),
  )
}

export const ok: JsonObject = { code: 200, events_ingested: 1 }

/** A `fetch` that answers by the bodies' `n`, and keeps what it was sent. */
export function fakeFetch(answer: (sent: number[], call: number) => Response | Promise<Response>) {
  const calls: number[][] = []
  const fetch = async (_: string, init: RequestInit): Promise<Response> => {
    const sent = (JSON.parse(String(init.body)) as { n: number }[]).map(({ n }) => n)
    calls.push(sent)
    return answer(sent, calls.length)
  }
  return { fetch, calls }
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })
