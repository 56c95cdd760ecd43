/** How a run, or the time of an item, comes to its end. */
import { describe, expect, test, vi } from 'vitest'
import type { WireRequest } from '../../../src/delivery/request.js'
import { createSender } from '../../../src/delivery/send.js'
import {
  collect,
  connection,
  deliver,
  event,
  events,
  fakeClock,
  fakeFetch,
  type Given,
  json,
  ok,
  outcomes,
  request,
  start,
} from './support.js'

const busy = () => fakeFetch(() => json(503, { message: 'down' }))
const one = (given: Given = {}, more = {}) => [request(connection(given), [event(1, more)])]

/** Answers nothing until the signal aborts, as the real one does. */
const hanging = (_: string, { signal }: RequestInit) =>
  new Promise<Response>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason))
  })

describe('attempts', () => {
  test("the connection's end in expired", async () => {
    const { fetch, calls } = busy()
    const clock = fakeClock()
    const [result] = await deliver(one({ delivery: { attempts: 3 } }), { fetch, clock })
    expect(result).toMatchObject({
      outcome: 'expired',
      items: [
        {
          status: 503,
          attempts: 3,
          error: {
            code: 'VENDOR_BUSY',
            message: 'no verdict in 3 attempts; last: HTTP 503; message: down',
          },
        },
      ],
    })
    expect(calls).toHaveLength(3)
    expect(clock.slept).toEqual([250, 500])
  })

  test("deliver's own end in pending", async () => {
    const fetch = async () => json(503, {}, { 'Retry-After': '40' })
    const [result] = await deliver(one(), { fetch }, { attempts: 1 })
    expect(result?.items[0]).toEqual({
      key: 'event#0',
      outcome: 'pending',
      status: 503,
      attempts: 1,
      error: {
        code: 'INTERRUPTED',
        path: '',
        message: 'the attempts of this run are used up; last: HTTP 503',
      },
      retryAfterMs: 40_000,
    })
  })

  test('a resend for the sake of a neighbour counts as none', async () => {
    const { fetch } = fakeFetch((sent) =>
      sent.length > 1 ? json(400, { silenced_events: [0] }) : json(200, ok),
    )
    const given = { delivery: { attempts: 1 } }
    const results = await deliver(
      [request(connection(given), events(0, 6))],
      { fetch },
      { attempts: 1 },
    )
    expect(outcomes(results)).toMatchObject({ 0: 'rejected', 4: 'rejected', 5: 'delivered' })
  })
})

describe('an item that is brought again to the same sender', () => {
  const bring = async (given: Given, waits: number[]) => {
    const clock = fakeClock()
    const { fetch, calls } = busy()
    const sender = createSender({ fetch, clock, random: () => 0.5 })
    const [same] = one(given)
    const found = []
    for (const wait of waits) {
      await clock.sleep(wait)
      const [result] = await collect(sender.deliver(same ? [same] : [], { attempts: 1 }))
      found.push([result?.outcome, result?.items[0]?.attempts, result?.items[0]?.retryAfterMs])
    }
    return { found, calls }
  }

  test('has used the attempts of earlier runs', async () => {
    const { found, calls } = await bring({ delivery: { attempts: 3 } }, [0, 0, 0])
    expect(found).toEqual([
      ['pending', 1, 250],
      ['pending', 2, 500],
      ['expired', 3, undefined],
    ])
    expect(calls).toHaveLength(3)
  })

  test('is as old as since it was first taken', async () => {
    const { found, calls } = await bring({ delivery: { maxAgeMs: 1000 } }, [0, 900, 200])
    expect(found.map(([outcome]) => outcome)).toEqual(['pending', 'pending', 'expired'])
    expect(calls).toHaveLength(2)
  })
})

test('the status is that of the last answer, also when none came after it', async () => {
  const { fetch } = fakeFetch((_, call) => {
    if (call > 1) throw new TypeError('terminated')
    return json(503, {})
  })
  const [result] = await deliver(one({ delivery: { attempts: 2 } }), { fetch })
  expect(result?.items).toMatchObject([{ status: 503, error: { code: 'ANSWER_LOST' } }])
})

describe('age', () => {
  test('an item past its use is not sent', async () => {
    const { fetch, calls } = fakeFetch(() => json(200, ok))
    const more = (n: number) => ({ notAfter: n === 1 ? start - 1 : start + 1 })
    const results = await deliver([request(connection(), events(0, 3, more))], { fetch })
    expect(outcomes(results)).toEqual({ 0: 'delivered', 1: 'expired', 2: 'delivered' })
    const expired = results.find(({ outcome }) => outcome === 'expired')
    expect(expired?.items).toMatchObject([
      { status: null, attempts: 0, error: { code: 'TOO_OLD' } },
    ])
    expect(calls).toEqual([[0, 2]])
  })

  test('an item does not wait past its use', async () => {
    const { fetch } = busy()
    const clock = fakeClock()
    const [result] = await deliver(one({}, { notAfter: start + 700 }), { fetch, clock })
    expect(result?.items).toMatchObject([
      { outcome: 'expired', attempts: 2, error: { code: 'TOO_OLD' } },
    ])
    expect(clock.slept).toEqual([250])
  })

  test("an item does not wait past the connection's maxAgeMs", async () => {
    const { fetch } = busy()
    const clock = fakeClock()
    const [result] = await deliver(one({ delivery: { maxAgeMs: 700 } }), { fetch, clock })
    const message = 'no verdict within the 700 ms of maxAgeMs; last: HTTP 503; message: down'
    expect(result?.items).toMatchObject([
      { outcome: 'expired', attempts: 2, error: { code: 'VENDOR_BUSY', message } },
    ])
    expect(clock.slept).toEqual([250])
  })

  test('an item that grew too old before its turn is not sent', async () => {
    const clock = fakeClock()
    const { fetch, calls } = fakeFetch(async () => {
      await new Promise((resolve) => setTimeout(resolve))
      await clock.sleep(701)
      return json(200, ok)
    })
    const conn = connection({ delivery: { maxAgeMs: 700, concurrency: 1 } })
    const requests = events(1, 3).map((result) => request(conn, [result]))
    const results = await deliver(requests, { fetch, clock })
    expect(results).toMatchObject([
      { outcome: 'delivered' },
      { outcome: 'expired', items: [{ attempts: 0, error: { code: 'TOO_OLD' } }] },
    ])
    expect(calls).toEqual([[1]])
  })
})

describe('a lost answer', () => {
  test.each([
    ['retry', 'd1', 'delivered'],
    ['stop', '', 'rejected'],
  ] as const)('ambiguous %s, dedupe key "%s": %s', async (ambiguous, dedupeKey, outcome) => {
    const { fetch } = fakeFetch((_, call) => {
      if (call === 1) throw new TypeError('terminated')
      return json(200, ok)
    })
    const [result] = await deliver(one({ ambiguous }, { dedupeKey }), { fetch })
    expect(result?.outcome).toBe(outcome)
  })
})

describe('the deadline', () => {
  test('is not waited past', async () => {
    const { fetch } = busy()
    const [result] = await deliver(one(), { fetch }, { deadline: start + 600 })
    expect(result?.items).toMatchObject([
      {
        outcome: 'pending',
        attempts: 2,
        status: 503,
        retryAfterMs: 500,
        error: { code: 'INTERRUPTED' },
      },
    ])
  })

  test('is not waited for in vain: what would go after it comes back at once', async () => {
    const { fetch, calls } = fakeFetch(() => json(200, ok))
    const clock = fakeClock()
    const conn = connection({ delivery: { ratePerSecond: 1 } })
    const requests = [1, 2].map((n) => request(conn, [event(n)]))
    const results = await deliver(requests, { fetch, clock }, { deadline: start + 500 })
    expect(outcomes(results)).toEqual({ 1: 'delivered', 2: 'pending' })
    expect([calls, clock.slept]).toEqual([[[1]], []])
  })

  test('ends calls under way and waits for the input', async () => {
    async function* input() {
      yield* one()
      await new Promise(() => {})
    }
    const results = await deliver(input(), { fetch: hanging }, { deadline: start + 30 })
    expect(results).toMatchObject([
      {
        outcome: 'pending',
        items: [{ attempts: 1, retryAfterMs: 0, error: { code: 'INTERRUPTED' } }],
      },
    ])
  })

  test('that has passed reads nothing', async () => {
    const input = vi.fn()
    function* requests(): Generator<WireRequest> {
      input()
      yield* one()
    }
    expect(await deliver(requests(), busy(), { deadline: start })).toEqual([])
    expect(input).not.toHaveBeenCalled()
  })
})

describe('an abort', () => {
  test('gives a pending result for each request that was read, and reads no more', async () => {
    const stop = new AbortController()
    let read = 0
    function* input() {
      for (;;) yield request(connection(), [event(read++)])
    }
    const all = deliver(input(), { fetch: hanging }, { signal: stop.signal })
    setTimeout(() => stop.abort(), 10)
    const results = await all
    expect(results).toHaveLength(256)
    expect(read).toBe(256)
    expect(results.every(({ outcome }) => outcome === 'pending')).toBe(true)
    const attempts = results.map(({ items }) => items[0]?.attempts)
    expect(attempts.filter((count) => count === 1)).toHaveLength(4)
    expect(attempts.filter((count) => count === 0)).toHaveLength(252)
  })

  test('ends a wait, and says how much of it is left', async () => {
    vi.useFakeTimers({ now: start })
    try {
      const stop = new AbortController()
      const { fetch } = busy()
      const results = collect(
        createSender({ fetch, random: () => 0.5 }).deliver(one(), { signal: stop.signal }),
      )
      await vi.advanceTimersByTimeAsync(100)
      stop.abort()
      expect((await results)[0]?.items).toMatchObject([{ outcome: 'pending', retryAfterMs: 150 }])
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  test('ends a wait by a clock that rejects, and one that does not heed it', async () => {
    const deaf = () => new Promise<void>(() => {})
    const rejecting = (_: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
      })
    for (const sleep of [deaf, rejecting]) {
      const stop = new AbortController()
      const clock = { now: () => start, sleep }
      setTimeout(() => stop.abort(), 5)
      const results = await deliver(one(), { ...busy(), clock }, { signal: stop.signal })
      expect(outcomes(results)).toEqual({ 1: 'pending' })
    }
  })

  test('does not wait for the calls of another run', async () => {
    const sender = createSender({ fetch: hanging })
    const given = { delivery: { concurrency: 1 } }
    const other = sender.deliver(one(given))[Symbol.asyncIterator]()
    const pending = other.next()
    const signal = AbortSignal.timeout(10)
    const results = await collect(sender.deliver(one(given), { signal }))
    expect(results).toMatchObject([{ outcome: 'pending', items: [{ attempts: 0 }] }])
    await other.return?.()
    await pending
  })

  test('gives back the turns that nobody waits for any more', async () => {
    let answers = false
    const fetch = (url: string, init: RequestInit) =>
      answers ? Promise.resolve(json(200, ok)) : hanging(url, init)
    const sender = createSender({ fetch })
    const conn = connection({ delivery: { concurrency: 1 } })
    const requests = () => events(0, 3).map((result) => request(conn, [result]))
    const signal = AbortSignal.timeout(10)
    const first = await collect(sender.deliver(requests(), { signal }))
    expect(outcomes(first)).toEqual({ 0: 'pending', 1: 'pending', 2: 'pending' })
    answers = true
    const second = await collect(sender.deliver(requests()))
    expect(outcomes(second)).toEqual({ 0: 'delivered', 1: 'delivered', 2: 'delivered' })
  })

  test('that came before reads nothing', async () => {
    expect(await deliver(one(), busy(), { signal: AbortSignal.abort() })).toEqual([])
  })
})

describe('a consumer that stops', () => {
  test('ends calls, waits and the input; leaves no timer and no rejection', async () => {
    const rejections = vi.fn()
    process.on('unhandledRejection', rejections)
    vi.useFakeTimers({ now: start })
    try {
      const deadline = start + 60_000
      const closed = vi.fn()
      const signals: (AbortSignal | null | undefined)[] = []
      const conn = connection()
      function* input() {
        try {
          for (let n = 0; ; n++) yield request(conn, [event(n)])
        } finally {
          closed()
        }
      }
      const fetch = (url: string, init: RequestInit) => {
        signals.push(init.signal)
        if (signals.length === 1) return Promise.resolve(json(200, ok))
        return signals.length === 2 ? Promise.resolve(json(503, {})) : hanging(url, init)
      }
      for await (const result of createSender({ fetch }).deliver(input(), { deadline })) {
        expect(result.outcome).toBe('delivered')
        break
      }
      expect(closed).toHaveBeenCalledOnce()
      expect(signals.slice(2).every((signal) => signal?.aborted)).toBe(true)
      await vi.advanceTimersByTimeAsync(0)
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
    process.off('unhandledRejection', rejections)
    expect(rejections).not.toHaveBeenCalled()
  })

  test('while it waits, is not left waiting', async () => {
    async function* input(): AsyncGenerator<WireRequest> {
      await new Promise(() => {})
    }
    const iterator = createSender().deliver(input())[Symbol.asyncIterator]()
    const next = iterator.next()
    await iterator.return?.()
    expect(await next).toMatchObject({ done: true })
  })
})

test('an input that throws at once: the exception is passed on', async () => {
  const next = () => {
    throw new Error('no input')
  }
  await expect(deliver({ [Symbol.iterator]: () => ({ next }) })).rejects.toThrow('no input')
})

test('where a double is worse than none, what is under way when the run stops is not handed back', async () => {
  const stop = new AbortController()
  const fetch = (url: string, init: RequestInit) => {
    setTimeout(() => stop.abort(), 1)
    return hanging(url, init)
  }
  const [handed] = await deliver(one({ ambiguous: 'stop' }), { fetch }, { signal: stop.signal })
  expect(handed).toMatchObject({
    outcome: 'rejected',
    items: [{ error: { code: 'ANSWER_LOST' } }],
  })
})

test('an input that throws: what was read gets its result, then the exception is passed on', async () => {
  async function* input() {
    yield* one()
    throw new Error('disk gone')
  }
  const { fetch } = fakeFetch(() => json(200, ok))
  const seen: string[] = []
  const run = async () => {
    for await (const { outcome } of createSender({ fetch }).deliver(input())) seen.push(outcome)
  }
  await expect(run()).rejects.toThrow('disk gone')
  expect(seen).toEqual(['delivered'])
})

test('a run of hundreds of calls warns of nothing', async () => {
  const warned = vi.fn()
  process.on('warning', warned)
  const conn = connection({ delivery: { concurrency: 100 } })
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 10)
  const requests = events(0, 200).map((result) => request(conn, [result]))
  await deliver(requests, { fetch: hanging }, { signal: stop.signal })
  await new Promise((resolve) => setTimeout(resolve, 5))
  process.off('warning', warned)
  expect(warned).not.toHaveBeenCalled()
})
