/** Order per user: what is retried holds back later items of its key, and nobody else's. */
import { describe, expect, test } from 'vitest'
import type { WireRequest } from '../../../src/delivery/request.js'
import { createSender } from '../../../src/delivery/send.js'
import type { Item } from '../../../src/result.js'
import { mulberry32 } from '../../stand-in/random.js'
import {
  collect,
  connection,
  deliver,
  event,
  events,
  fakeClock,
  fakeFetch,
  json,
  ok,
  outcomes,
  request,
  start,
} from './support.js'

const success = () => json(200, ok)
const ordered = (given: Parameters<typeof connection>[0] = {}) =>
  connection({ ordering: 'user', ...given })
const of =
  (key: string, more: Partial<Item> = {}) =>
  (): Partial<Item> => ({ orderKey: key, ...more })

/** Three requests of one person, to a vendor that is busy once. */
function threeOfOne() {
  const conn = ordered()
  const { fetch, calls } = fakeFetch((_, call) => (call === 1 ? json(503, {}) : success()))
  const sender = createSender({ fetch, random: () => 0.01 })
  const [first, second, third] = [1, 2, 3].map((n) =>
    request(conn, [event(n, { orderKey: 'ann' })]),
  ) as [WireRequest, WireRequest, WireRequest]
  return { calls, sender, first, second, third }
}

describe('a retried item', () => {
  test('holds back later ones of its key, and nobody else', async () => {
    const conn = ordered()
    const { fetch, calls } = fakeFetch((_, call) => (call === 1 ? json(503, {}) : success()))
    const requests = [
      request(conn, [event(1, { orderKey: 'ann' })]),
      request(conn, [event(2, { orderKey: 'ann' }), event(3, { orderKey: 'bob' })]),
      request(conn, [event(4, { orderKey: 'ann' })]),
    ]
    const results = await deliver(requests, { fetch })
    expect(calls).toEqual([[1], [3], [1], [2, 4]])
    expect(Object.values(outcomes(results))).toEqual(Array(4).fill('delivered'))
  })

  test('holds back nobody where the endpoint asks for no order', async () => {
    const conn = connection()
    const { fetch, calls } = fakeFetch((_, call) => (call === 1 ? json(503, {}) : success()))
    await deliver(
      [1, 2].map((n) => request(conn, [event(n)])),
      { fetch },
    )
    expect(calls).toEqual([[1], [2], [1]])
  })

  test('holds back nothing of another connection', async () => {
    const { fetch, calls } = fakeFetch((sent) => (sent[0] === 1 ? json(503, {}) : success()))
    const [one, other] = [ordered({ delivery: { attempts: 2 } }), ordered({ id: 'other' })]
    await deliver(
      [
        request(one, [event(1, { orderKey: 'ann' })]),
        request(other, [event(2, { orderKey: 'ann' })]),
      ],
      { fetch },
    )
    expect(calls).toEqual([[1], [2], [1]])
  })

  test('holds back those of a later run of the same sender', async () => {
    const conn = ordered()
    const { fetch, calls } = fakeFetch((_, call) => (call === 1 ? json(503, {}) : success()))
    const sender = createSender({ fetch, random: () => 0.01 })
    const run = (n: number) =>
      collect(sender.deliver([request(conn, [event(n, { orderKey: 'ann' })])]))
    await Promise.all([run(1), run(2)])
    expect(calls).toEqual([[1], [1], [2]])
  })
})

describe('what is handed back', () => {
  test('is not overtaken by a later one of its key, in its run; others are', async () => {
    const conn = ordered()
    const { fetch, calls } = fakeFetch(([n]) => (n === 1 ? json(503, {}) : success()))
    const requests = [
      ...[1, 2].map((n) => request(conn, [event(n, { orderKey: 'ann' })])),
      request(conn, [event(3, { orderKey: 'bob' }), event(4, { orderKey: 'ann' })]),
    ]
    const results = await deliver(requests, { fetch }, { attempts: 1 })
    expect(outcomes(results)).toEqual({ 1: 'pending', 2: 'pending', 3: 'delivered', 4: 'pending' })
    expect(calls).toEqual([[1], [3]])
  })

  test('nor by one that waited for its turn meanwhile', async () => {
    const conn = ordered({ delivery: { concurrency: 1 } })
    const { fetch, calls } = fakeFetch(([n]) => (n === 1 ? json(503, {}) : success()))
    const requests = ['ann', 'ann', 'bob'].map((orderKey, n) =>
      request(conn, [event(n + 1, { orderKey })]),
    )
    const results = await deliver(requests, { fetch }, { attempts: 1 })
    expect(outcomes(results)).toEqual({ 1: 'pending', 2: 'pending', 3: 'delivered' })
    expect(calls).toEqual([[1], [3]])
  })

  test('nor by one that is read after it came back', async () => {
    const conn = ordered()
    const { fetch, calls } = fakeFetch(([n]) => (n === 1 ? json(503, {}) : success()))
    async function* input() {
      yield request(conn, [event(1, { orderKey: 'ann' })])
      await new Promise((resolve) => setTimeout(resolve, 20))
      yield request(conn, [event(2, { orderKey: 'ann' })])
      yield request(conn, [event(3, { orderKey: 'bob' })])
    }
    const results = await deliver(input(), { fetch }, { attempts: 1 })
    expect(outcomes(results)).toEqual({ 1: 'pending', 2: 'pending', 3: 'delivered' })
    expect(calls).toEqual([[1], [3]])
  })

  test('opens the way when it is brought again, in the same run or the next', async () => {
    const { calls, sender, first, second, third } = threeOfOne()
    async function* input() {
      yield first
      yield second
      await new Promise((resolve) => setTimeout(resolve, 20))
      yield first
      yield second
    }
    const results = await collect(sender.deliver(input(), { attempts: 1 }))
    expect(results.map(({ outcome }) => outcome)).toEqual([
      ...['pending', 'pending'],
      ...['delivered', 'delivered'],
    ])
    await collect(sender.deliver([third]))
    expect(calls).toEqual([[1], [1], [2], [3]])
  })
})

test('of several that were handed back, each shuts the way until it is brought again itself', async () => {
  const { calls, sender, first, second, third } = threeOfOne()
  const later = () => new Promise((resolve) => setTimeout(resolve, 20))
  async function* input() {
    yield first
    yield second
    await later()
    yield second
    yield third
    await later()
    yield first
    yield third
    await later()
    yield second
    yield third
  }
  const results = await collect(sender.deliver(input(), { attempts: 1 }))
  expect(results.map(({ ref, outcome }) => [(ref as { line: number }).line, outcome])).toEqual([
    [1, 'pending'],
    [2, 'pending'],
    [2, 'pending'],
    [3, 'pending'],
    [3, 'pending'],
    [1, 'delivered'],
    [2, 'delivered'],
    [3, 'delivered'],
  ])
  expect(calls).toEqual([[1], [1], [2], [3]])
})

describe('what holds back others lets them go', () => {
  test.each([
    ['is rejected', (n: number) => (n === 1 ? json(400, {}) : success()), 'rejected'],
    ['expires', (n: number) => (n === 1 ? json(503, {}) : success()), 'expired'],
  ])('when it %s', async (_, answer, outcome) => {
    const conn = ordered({ delivery: { attempts: 2 } })
    const { fetch, calls } = fakeFetch(([n = 0]) => answer(n))
    const requests = [1, 2].map((n) => request(conn, [event(n, { orderKey: 'ann' })]))
    const results = await deliver(requests, { fetch })
    expect(outcomes(results)).toEqual({ 1: outcome, 2: 'delivered' })
    expect(calls.at(-1)).toEqual([2])
  })

  test('when it had no use any more', async () => {
    const conn = ordered()
    const { fetch, calls } = fakeFetch(success)
    const requests = [
      request(conn, [event(1, { orderKey: 'ann', notAfter: start - 1 })]),
      request(conn, [event(2, { orderKey: 'ann' })]),
    ]
    expect(outcomes(await deliver(requests, { fetch }))).toEqual({ 1: 'expired', 2: 'delivered' })
    expect(calls).toEqual([[2]])
  })

  test('when the connection is refused: none waits for ever', async () => {
    const conn = ordered()
    const { fetch, calls } = fakeFetch(() => json(401, {}))
    const requests = [1, 2, 3].map((n) => request(conn, [event(n, { orderKey: 'ann' })]))
    const results = await deliver(requests, { fetch })
    expect(outcomes(results)).toEqual({ 1: 'blocked', 2: 'blocked', 3: 'blocked' })
    expect(calls).toEqual([[1]])
  })

  test('when the run stops: all come back', async () => {
    const conn = ordered({ delivery: { concurrency: 1 } })
    const stop = new AbortController()
    const fetch = () => {
      setTimeout(() => stop.abort(), 1)
      return new Promise<Response>(() => {})
    }
    const requests = [1, 2, 3].map((n) => request(conn, [event(n, { orderKey: 'ann' })]))
    const results = await deliver(requests, { fetch }, { signal: stop.signal })
    expect(outcomes(results)).toEqual({ 1: 'pending', 2: 'pending', 3: 'pending' })
  })
})

describe('within one request', () => {
  test('those of one key travel together, and again when all is retried', async () => {
    const { fetch, calls } = fakeFetch((_, call) => (call === 1 ? json(503, {}) : success()))
    await deliver([request(ordered(), events(0, 3, of('ann')))], { fetch })
    expect(calls).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ])
  })

  test('the ones behind a throttled one wait for it, others go at once', async () => {
    const keys = ['ann', 'ann', 'bob']
    const { fetch, calls } = fakeFetch((_, call) =>
      call === 1 ? json(429, { throttled_events: [0] }) : success(),
    )
    const sent = events(0, 3, (n) => ({ orderKey: keys[n] ?? null }))
    await deliver([request(ordered(), sent)], { fetch })
    expect(calls).toEqual([[0, 1, 2], [2], [0], [1]])
  })

  test('halves of a request follow each other where they share a key', async () => {
    let under = 0
    let most = 0
    const { fetch, calls } = fakeFetch(async (sent) => {
      most = Math.max(most, ++under)
      await Promise.resolve()
      under--
      return sent.length > 1 ? json(413, {}) : success()
    })
    const results = await deliver([request(ordered(), events(0, 4, of('ann')))], { fetch })
    expect(calls.filter((sent) => sent.length === 1)).toEqual([[0], [1], [2], [3]])
    expect(most).toBe(1)
    expect(results).toHaveLength(4)
  })
})

test('those that were held travel together again, as far as the limits of a request allow', async () => {
  const conn = ordered({ delivery: { concurrency: 1 }, limits: { items: 3 } })
  const { fetch, calls } = fakeFetch((_, call) => (call === 1 ? json(503, {}) : success()))
  const requests = Array.from({ length: 5 }, (_, n) =>
    request(conn, [event(n, { orderKey: 'ann' })]),
  )
  await deliver(requests, { fetch })
  expect(calls).toEqual([[0], [0], [1, 2, 3], [4]])
})

test.each([1, 2, 3, 4, 5])(
  'whatever the vendor answers, the order of each person is kept: seed %i',
  async (seed) => {
    const random = mulberry32(seed)
    const conn = ordered({ delivery: { attempts: 3, concurrency: 1 + (seed % 4) } })
    const arrived: number[] = []
    const { fetch } = fakeFetch(async (sent) => {
      for (let turns = random() * 4; turns > 1; turns--) await Promise.resolve()
      const luck = random()
      if (luck < 0.1) return json(503, {}, { 'Retry-After': '1' })
      if (luck < 0.2) throw new TypeError('cut')
      if (luck < 0.3) return json(413, {})
      const some = sent.flatMap((_, index) => (random() < 0.2 ? [index] : []))
      if (luck < 0.4) return json(400, { silenced_events: some })
      if (luck < 0.5) return json(429, { throttled_events: some })
      arrived.push(...sent)
      return success()
    })
    const personOf = (n: number) => `person-${(n * 7) % 13}`
    const requests = Array.from({ length: 60 }, (_, n) => {
      const from = n * 10
      return request(
        conn,
        events(from, from + 1 + (n % 10), (one) => ({ orderKey: personOf(one) })),
      )
    })
    const count = requests.reduce((sum, { items }) => sum + items.length, 0)
    const results = await deliver(requests, { fetch, random })
    expect(results).toHaveLength(count)
    expect(Object.keys(outcomes(results))).toHaveLength(count)
    const delivered = results.filter(({ outcome }) => outcome === 'delivered')
    expect(arrived).toHaveLength(delivered.length)
    expect(delivered.length).toBeGreaterThan(count / 2)
    for (let person = 0; person < 13; person++) {
      const own = arrived.filter((n) => personOf(n) === `person-${person}`)
      expect(own).toEqual([...own].sort((a, b) => a - b))
    }
  },
)

test.each([1, 2, 3, 4, 5])(
  'whatever comes back and is brought again, the order of each person is kept: seed %i',
  async (seed) => {
    const random = mulberry32(seed)
    const conn = ordered({ delivery: { concurrency: 1 + (seed % 4) } })
    const arrived: number[] = []
    const { fetch } = fakeFetch((sent) => {
      if (random() < 0.4) return json(503, {})
      arrived.push(...sent)
      return success()
    })
    const personOf = (n: number) => `person-${(n * 7) % 5}`
    const requests = Array.from({ length: 200 }, (_, n) =>
      request(conn, [event(n, { orderKey: personOf(n) })]),
    )
    const back: number[] = []
    async function* input() {
      for (const request of requests) {
        yield request
        if (random() < 0.3) await new Promise((resolve) => setTimeout(resolve, 0))
        while (back.length > 0 && random() < 0.7) {
          const [again = 0] = back.splice(Math.floor(random() * back.length), 1)
          yield requests[again] as WireRequest
        }
      }
    }
    const sender = createSender({ fetch, random, clock: fakeClock() })
    for await (const { ref, outcome } of sender.deliver(input(), { attempts: 1 }))
      if (outcome === 'pending') back.push((ref as { line: number }).line)
    expect(arrived.length).toBeGreaterThan(10)
    for (let person = 0; person < 5; person++) {
      const own = arrived.filter((n) => personOf(n) === `person-${person}`)
      expect(own).toEqual([...own].sort((a, b) => a - b))
    }
  },
)
