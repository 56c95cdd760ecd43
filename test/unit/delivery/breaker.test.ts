/** A vendor that is down costs little, and delays nobody else. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DeliveryResult } from '../../../src/delivery/delivery-result.js'
import type { Fetch } from '../../../src/delivery/post.js'
import { createSender, type DeliverOptions } from '../../../src/delivery/send.js'
import type { Connection } from '../../../src/routing/connection.js'
import { connection, event, fakeFetch, json, ok, outcomes, request, start } from './support.js'

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

const success = () => json(200, ok)
const down = () => json(503, {})
const patient = { attempts: 100, maxAgeMs: 86_400_000 }

/** Sends one event a request to the given connections; `results` fills as they come. */
function begin(fetch: Fetch, connections: readonly Connection[], options: DeliverOptions = {}) {
  const results: DeliveryResult[] = []
  const sender = createSender({ fetch, random: () => 0.5 })
  const requests = connections.map((one, n) => request(one, [event(n, {}, one.id)]))
  const ended = (async () => {
    for await (const result of sender.deliver(requests, options)) results.push(result)
  })()
  return { results, ended, sender }
}

const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)
const of = (results: readonly DeliveryResult[], id: string) =>
  results.filter((result) => result.connection === id)

test('after eight failures in a row one call at a time finds out, ever less often', async () => {
  const conn = connection({ delivery: { ...patient, concurrency: 1 } })
  const times: number[] = []
  let good = false
  const { fetch } = fakeFetch(() => {
    times.push(Date.now() - start)
    return good ? success() : down()
  })
  const { results, ended } = begin(fetch, many(20, conn))
  await vi.advanceTimersByTimeAsync(20_000)
  expect(times).toEqual([...many(8, 0), 1000, 3000, 7000, 15_000])
  good = true
  await vi.advanceTimersByTimeAsync(11_000)
  await ended
  expect(times.slice(12).every((time) => time === 31_000)).toBe(true)
  expect(results.map(({ outcome }) => outcome)).toEqual(many(20, 'delivered'))
})

test('a failure now and then opens nothing', async () => {
  const conn = connection({ delivery: { ...patient, concurrency: 1 } })
  const { fetch, calls } = fakeFetch((_, call) => (call % 8 === 0 ? success() : down()))
  const { ended } = begin(fetch, many(16, conn))
  await vi.advanceTimersByTimeAsync(0)
  expect(calls).toHaveLength(16)
  await vi.advanceTimersByTimeAsync(3_600_000)
  await ended
})

test.each([
  ['refuses', async () => Promise.reject(Object.assign(new Error(), { code: 'ECONNREFUSED' }))],
  ['fails', async () => down()],
  ['speaks nonsense', async () => new Response('<html>')],
  ['hangs', () => new Promise<Response>(() => {})],
])('a vendor that %s delays no other: the input is read on', async (_, dead) => {
  const bad = connection({ id: 'bad' })
  const good = connection({ id: 'good' })
  const { fetch, calls } = fakeFetch(([n = 0]) => (n % 2 === 0 ? dead() : success()))
  const pairs = many(1000, [bad, good]).flat()
  const { results } = begin(fetch, pairs)
  // The time-out of a single call is what it takes to know of a vendor that hangs.
  await vi.advanceTimersByTimeAsync(10_001)
  expect(of(results, 'good').map(({ outcome }) => outcome)).toEqual(many(1000, 'delivered'))
  const back = of(results, 'bad')
  expect(back.length).toBeGreaterThan(900)
  expect(back.every(({ outcome }) => outcome === 'pending')).toBe(true)
  expect(back[0]?.items).toMatchObject([{ error: { code: 'VENDOR_DOWN' } }])
  expect(back[0]?.items[0]?.retryAfterMs).toBeGreaterThan(0)
  expect(calls.filter(([n = 0]) => n % 2 === 0).length).toBeLessThan(20)
})

test('many vendors that are down together do not fill the room of the others', async () => {
  const bad = Array.from({ length: 20 }, (_, n) => connection({ id: `bad-${n}` }))
  const good = connection({ id: 'good' })
  const { fetch } = fakeFetch(([n = 0]) => (n % 21 === 20 ? success() : down()))
  const rounds = many(100, [...bad, good]).flat()
  const { results } = begin(fetch, rounds)
  await vi.advanceTimersByTimeAsync(3000)
  expect(of(results, 'good')).toHaveLength(100)
})

test('what comes back for want of room is not overtaken in its run', async () => {
  const conn = connection({ ordering: 'user', delivery: { ...patient, concurrency: 1 } })
  let good = false
  const { fetch, calls } = fakeFetch(async () => {
    // All is read before the first answer.
    await new Promise((resolve) => setTimeout(resolve, 10))
    return good ? success() : down()
  })
  const of = (n: number, orderKey: string) => request(conn, [event(n, { orderKey })])
  let readOn = () => {}
  const later = new Promise<void>((resolve) => {
    readOn = resolve
  })
  async function* input() {
    for (let n = 0; n < 60; n++) yield of(n, `person-${n}`)
    await later
    yield of(100, 'person-59')
    yield of(101, 'person-100')
  }
  const results: DeliveryResult[] = []
  const ended = (async () => {
    const sender = createSender({ fetch, random: () => 0.5 })
    for await (const result of sender.deliver(input())) results.push(result)
  })()
  await vi.advanceTimersByTimeAsync(5000)
  expect(outcomes(results)).toMatchObject({ 59: 'pending' })
  good = true
  await vi.advanceTimersByTimeAsync(60_000)
  readOn()
  await vi.advanceTimersByTimeAsync(1000)
  await ended
  expect(outcomes(results)).toMatchObject({ 30: 'delivered', 100: 'pending', 101: 'delivered' })
  expect(calls.flat()).not.toContain(100)
})

test('after as many calls in vain as the connection has attempts, all that waits comes back', async () => {
  const conn = connection({ delivery: { attempts: 3, concurrency: 1 } })
  const { fetch } = fakeFetch(down)
  const { results, ended } = begin(fetch, many(30, conn))
  await vi.advanceTimersByTimeAsync(60_000)
  await ended
  const count = (outcome: string) => results.filter((one) => one.outcome === outcome).length
  expect(results).toHaveLength(30)
  expect(count('pending')).toBeGreaterThan(20)
  expect(count('expired') + count('pending')).toBe(30)
  expect(vi.getTimerCount()).toBe(0)
})

test('and what comes later finds out anew', async () => {
  const conn = connection({ delivery: { attempts: 3, concurrency: 1 } })
  let good = false
  const { fetch, calls } = fakeFetch(() => (good ? success() : down()))
  const { sender, ended } = begin(fetch, many(30, conn))
  await vi.advanceTimersByTimeAsync(60_000)
  await ended
  const before = calls.length
  good = true
  const results: DeliveryResult[] = []
  const again = (async () => {
    for await (const one of sender.deliver([request(conn, [event(100)])])) results.push(one)
  })()
  await vi.advanceTimersByTimeAsync(60_000)
  await again
  expect(outcomes(results)).toEqual({ 100: 'delivered' })
  expect(calls.slice(before)).toEqual([[100]])
})

test('what cannot wait so long is settled when the breaker opens', async () => {
  const conn = connection({ delivery: { attempts: 100, maxAgeMs: 500, concurrency: 4 } })
  const { fetch } = fakeFetch(down)
  const { results } = begin(fetch, many(10, conn))
  await vi.advanceTimersByTimeAsync(0)
  expect(results.map(({ outcome }) => outcome)).toEqual(many(10, 'expired'))
})

test('a vendor that asks for more than a minute holds nobody', async () => {
  const bad = connection({ id: 'bad', delivery: patient })
  const good = connection({ id: 'good' })
  const { fetch } = fakeFetch(([n = 0]) =>
    n % 2 === 0 ? json(429, {}, { 'Retry-After': '600' }) : success(),
  )
  const { results } = begin(fetch, many(500, [bad, good]).flat())
  await vi.advanceTimersByTimeAsync(1000)
  expect(of(results, 'good')).toHaveLength(500)
  expect(of(results, 'bad')[0]?.items[0]?.retryAfterMs).toBe(600_000)
})

test('a run that stops while its call finds out leaves it open for the next', async () => {
  const conn = connection({ delivery: { ...patient, concurrency: 1 } })
  const { fetch, calls } = fakeFetch((_, call) => (call <= 8 ? down() : new Promise(() => {})))
  const stop = new AbortController()
  const { ended, results, sender } = begin(fetch, many(10, conn), { signal: stop.signal })
  await vi.advanceTimersByTimeAsync(1500)
  expect(calls).toHaveLength(9)
  stop.abort()
  await ended
  expect(results.map(({ outcome }) => outcome)).toEqual(many(10, 'pending'))
  void sender
    .deliver([request(conn, [event(77)])])
    [Symbol.asyncIterator]()
    .next()
  await vi.advanceTimersByTimeAsync(1)
  expect(calls.at(-1)).toEqual([77])
})
