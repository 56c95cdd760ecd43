import { describe, expect, test } from 'vitest'
import { createSender } from '../../../src/delivery/send.js'
import type { MappedResult } from '../../../src/result.js'
import {
  apart,
  collect,
  connection,
  deliver,
  event,
  events,
  fakeClock,
  fakeFetch,
  item,
  json,
  ok,
  outcomes,
  request,
} from './support.js'

const success = () => json(200, ok)

describe('division', () => {
  test('413 halves until it fits', async () => {
    const { fetch, calls } = fakeFetch((sent) => (sent.length > 2 ? json(413, {}) : success()))
    const results = await deliver([request(connection(), events(0, 7))], { fetch })
    expect(Object.values(outcomes(results))).toEqual(Array(7).fill('delivered'))
    expect(calls.map((sent) => sent.length).sort()).toEqual([1, 2, 2, 2, 3, 4, 7].sort())
    expect(results.every(({ items }) => items[0]?.attempts === 1)).toBe(true)
  })

  test('a bad item is halved out and rejected alone', async () => {
    const { fetch } = fakeFetch((sent) =>
      sent.includes(5) ? json(400, { error: 'bad' }) : success(),
    )
    const results = await deliver([request(connection(), events(0, 16))], { fetch })
    const bad = results.filter(({ outcome }) => outcome !== 'delivered')
    expect(bad).toMatchObject([
      { ref: { line: 5 }, items: [{ outcome: 'rejected', error: { code: 'VENDOR_REJECTED' } }] },
    ])
    expect(results).toHaveLength(16)
  })

  test('what is settled is handed on before the rest is', async () => {
    const { fetch } = fakeFetch((sent, call) => {
      return call === 1 ? json(400, { silenced_events: [0] }) : new Promise(() => sent)
    })
    const results = createSender({ fetch }).deliver([request(connection(), events(0, 2))])
    const iterator = results[Symbol.asyncIterator]()
    expect((await iterator.next()).value).toMatchObject({ ref: { line: 0 }, outcome: 'rejected' })
    await iterator.return?.()
  })

  test('an envelope that throws rejects its items and nobody else', async () => {
    let made = 0
    const envelope = () => {
      if (made++ > 0) throw new Error('bug')
      return { method: 'POST' as const, url: 'https://vendor.test/', headers: {}, body: '[]' }
    }
    const { fetch } = fakeFetch((_, call) => (call === 1 ? json(413, {}) : success()))
    const results = await deliver(
      [request(connection({ envelope, id: 'a' }), events(0, 2)), request(connection(), [event(2)])],
      { fetch },
    )
    expect(outcomes(results)).toEqual({ 0: 'rejected', 1: 'rejected', 2: 'delivered' })
    expect(results.find(({ outcome }) => outcome === 'rejected')?.items).toMatchObject([
      { error: { code: 'DESTINATION_BUG' } },
    ])
  })
})

describe('a connection that is refused', () => {
  test('gets nothing more until it is prepared anew', async () => {
    let good = false
    const { fetch, calls } = fakeFetch(() => (good ? success() : json(401, { error: 'no' })))
    const sender = createSender({ fetch, clock: fakeClock() })
    const run = async (conn: ReturnType<typeof connection>, ...lines: number[]) =>
      outcomes(await collect(sender.deliver(lines.map((line) => request(conn, [event(line)])))))

    const old = connection({ delivery: { concurrency: 1 } })
    expect(await run(old, 1, 2, 3)).toEqual({ 1: 'blocked', 2: 'blocked', 3: 'blocked' })
    expect(calls).toEqual([[1]])
    expect(await run(connection({ id: 'other' }), 4)).toEqual({ 4: 'blocked' })
    good = true
    expect(await run(old, 5)).toEqual({ 5: 'blocked' })
    expect(await run(connection(), 6)).toEqual({ 6: 'delivered' })
    expect(await run(old, 7)).toEqual({ 7: 'blocked' })
    expect(calls).toEqual([[1], [4], [6]])
  })

  test('says of each item why, and how often it was sent', async () => {
    const { fetch } = fakeFetch(() => json(403, { error: 'Forbidden' }))
    const conn = connection({ delivery: { concurrency: 1 } })
    const results = await deliver([request(conn, [event(1)]), request(conn, [event(2)])], { fetch })
    const error = { code: 'CREDENTIAL_REFUSED', path: '', message: 'HTTP 403; error: Forbidden' }
    expect(results.map(({ items }) => items[0])).toEqual([
      { key: 'event#0', outcome: 'blocked', status: 403, attempts: 1, error },
      { key: 'event#0', outcome: 'blocked', status: null, attempts: 0, error },
    ])
  })
})

describe('events of several items', () => {
  const pair: MappedResult = { ...event(1), items: [item(1), item(2, { key: 'event#1' })] }

  test('in two requests yield one result, as bad as the worst, in the order of the items', async () => {
    const { fetch } = fakeFetch((sent) => (sent.includes(1) ? json(400, {}) : success()))
    const results = await deliver(apart(connection(), pair).reverse(), { fetch })
    expect(results).toMatchObject([
      {
        outcome: 'rejected',
        items: [
          { key: 'event#0', outcome: 'rejected' },
          { key: 'event#1', outcome: 'delivered' },
        ],
      },
    ])
    expect(results[0]?.source).toBe(pair)
  })

  test('yield what is there when the rest never comes', async () => {
    const { fetch } = fakeFetch(success)
    const results = await deliver(apart(connection(), pair).slice(1), { fetch })
    expect(results).toMatchObject([{ outcome: 'delivered', items: [{ key: 'event#1' }] }])
    expect(results[0]?.items).toHaveLength(1)
  })

  test('are not taken for done when the run ends before the rest is taken', async () => {
    const stop = new AbortController()
    const { fetch } = fakeFetch(success)
    async function* input() {
      yield* apart(connection(), pair).slice(0, 1)
      await new Promise((resolve) => setTimeout(resolve, 5))
      stop.abort()
      await new Promise(() => {})
    }
    const results = await deliver(input(), { fetch }, { signal: stop.signal })
    expect(results).toMatchObject([
      {
        outcome: 'pending',
        items: [
          { key: 'event#0', outcome: 'delivered' },
          { key: 'event#1', outcome: 'pending', attempts: 0, error: { code: 'INTERRUPTED' } },
        ],
      },
    ])
  })

  test('with the same ref and id are two', async () => {
    const { fetch } = fakeFetch(success)
    const results = await deliver([request(connection(), [event(1), event(1)])], { fetch })
    expect(results).toHaveLength(2)
  })
})

describe('a request that was copied', () => {
  test('comes back pending, one result for each event', async () => {
    const { fetch, calls } = fakeFetch(success)
    const pair = { ...event(1), items: [item(1), item(2, { key: 'event#1' })] }
    const copy = structuredClone(request(connection(), [pair, event(2)]))
    const results = await deliver([copy, request(connection(), [event(3)])], { fetch })
    expect(outcomes(results)).toEqual({ 1: 'pending', 2: 'pending', 3: 'delivered' })
    const first = results.find(({ event: id }) => id === 'm1')
    expect(first?.items).toMatchObject([
      { key: 'event#0', attempts: 0, retryAfterMs: 0, error: { code: 'REQUEST_DETACHED' } },
      { key: 'event#1', outcome: 'pending', status: null },
    ])
    expect(first?.items[0]?.error?.message).toContain('keep the results')
    expect(first?.source).toMatchObject({ ref: { line: 1 }, connection: 'conn', items: [] })
    expect(calls).toEqual([[3]])
  })
})

describe('many', () => {
  test('10,000 items in 100 requests yield 10,000 results, each once', async () => {
    const conn = connection()
    const { fetch, calls } = fakeFetch((sent) => {
      const silenced_events = sent.flatMap((n, index) => (n % 50 === 0 ? [index] : []))
      return silenced_events.length > 0 ? json(400, { silenced_events }) : success()
    })
    const requests = Array.from({ length: 100 }, (_, n) =>
      request(conn, events(n * 100, n * 100 + 100)),
    )
    const results = await deliver(requests, { fetch })
    expect(results).toHaveLength(10_000)
    const found = Object.values(outcomes(results))
    expect(found).toHaveLength(10_000)
    expect(found.filter((outcome) => outcome === 'rejected')).toHaveLength(200)
    expect(found.filter((outcome) => outcome === 'delivered')).toHaveLength(9800)
    expect(calls).toHaveLength(200)
  })

  test('a connection has no more calls under way than it allows, over all runs and reloads', async () => {
    let now = 0
    let most = 0
    const { fetch } = fakeFetch(async () => {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve, 1))
      now--
      return success()
    })
    const sender = createSender({ fetch })
    const run = () => {
      const conn = connection({ delivery: { concurrency: 3 } })
      return collect(sender.deliver(events(0, 20).map((one) => request(conn, [one]))))
    }
    const results = await Promise.all([run(), run()])
    expect(results.flat()).toHaveLength(40)
    expect(most).toBe(3)
  })

  test('a reload changes how many calls may be under way', async () => {
    let now = 0
    let most = 0
    const { fetch } = fakeFetch(async () => {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve, 1))
      now--
      return success()
    })
    const sender = createSender({ fetch })
    for (const concurrency of [1, 3, 2]) {
      most = 0
      const conn = connection({ delivery: { concurrency } })
      await collect(sender.deliver(events(0, 9).map((one) => request(conn, [one]))))
      expect(most).toBe(concurrency)
    }
  })

  test('the input is read only as far as there is room', async () => {
    let read = 0
    const conn = connection()
    function* input() {
      for (;;) yield request(conn, [event(read++)])
    }
    const fetch = () => new Promise<Response>(() => {})
    const iterator = createSender({ fetch }).deliver(input())[Symbol.asyncIterator]()
    const next = iterator.next()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(read).toBe(256)
    await iterator.return?.()
    expect(await next).toBeDefined()
  })

  test('what is ready goes out before more is read', async () => {
    let read = 0
    const copy = structuredClone(request(connection(), [event(1)]))
    function* input() {
      while (read < 1000) {
        read++
        yield copy
      }
    }
    const iterator = createSender().deliver(input())[Symbol.asyncIterator]()
    await iterator.next()
    expect(read).toBe(1)
    await iterator.return?.()
  })

  test('a consumer that waits makes the input wait', async () => {
    let read = 0
    const conn = connection()
    function* input() {
      while (read < 5000) yield request(conn, [event(read++)])
    }
    const { fetch } = fakeFetch(success)
    let count = 0
    let ahead = 0
    for await (const _ of createSender({ fetch }).deliver(input())) {
      if (++count === 1) await new Promise((resolve) => setTimeout(resolve, 20))
      ahead = Math.max(ahead, read - count)
    }
    expect(count).toBe(5000)
    expect(ahead).toBeLessThanOrEqual(512)
  })
})
