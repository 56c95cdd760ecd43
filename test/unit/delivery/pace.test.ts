/** How many calls begin, and when. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createBudget } from '../../../src/delivery/budget.js'
import { createSender } from '../../../src/delivery/send.js'
import {
  collect,
  connection,
  event,
  events,
  fakeFetch,
  json,
  ok,
  request,
  start,
} from './support.js'

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

const success = () => json(200, ok)

/** When each call of one-event requests begins, in milliseconds. */
async function timesOf(
  count: number,
  delivery: NonNullable<Parameters<typeof connection>[0]>['delivery'] & object,
  answer: (call: number) => Response = success,
  outcome?: NonNullable<Parameters<typeof connection>[0]>['outcome'],
) {
  const conn = connection({ delivery, ...(outcome === undefined ? {} : { outcome }) })
  const times: number[] = []
  const { fetch } = fakeFetch((_, call) => {
    times.push(Date.now() - start)
    return answer(call)
  })
  const sender = createSender({ fetch, random: () => 0.5 })
  const all = collect(sender.deliver(events(0, count).map((one) => request(conn, [one]))))
  await vi.advanceTimersByTimeAsync(100_000)
  await all
  return times
}

test('no more calls begin in any second than the rate allows', async () => {
  const times = await timesOf(25, { ratePerSecond: 10 })
  expect(times).toEqual([...Array(10).fill(0), ...Array(10).fill(1000), ...Array(5).fill(2000)])
})

test('a rate below one spaces the calls', async () => {
  expect(await timesOf(3, { ratePerSecond: 0.5 })).toEqual([0, 2000, 4000])
})

test('a clock that is set back holds nobody for longer than the window', async () => {
  const budget = createBudget()
  for (const now of [10_000, 10_000]) {
    expect(budget.waitMs(now, 2)).toBe(0)
    budget.spend(now)
  }
  expect(budget.waitMs(4000, 2)).toBe(1000)
})

test('retries are calls too', async () => {
  const times = await timesOf(2, { ratePerSecond: 1, concurrency: 1 }, (call) =>
    call === 1 ? json(500, {}) : success(),
  )
  expect(times).toEqual([0, 1000, 2000])
})

test('the rate is one over all runs, and changes with a reload', async () => {
  const times: number[] = []
  const { fetch } = fakeFetch(() => {
    times.push(Date.now() - start)
    return success()
  })
  const sender = createSender({ fetch })
  const run = (perSecond: number) =>
    collect(
      sender.deliver(
        events(0, 2).map((one) =>
          request(connection({ delivery: { ratePerSecond: perSecond } }), [one]),
        ),
      ),
    )
  const first = Promise.all([run(2), run(2)])
  await vi.advanceTimersByTimeAsync(1000)
  await first
  expect(times).toEqual([0, 0, 1000, 1000])
  const second = run(1000)
  await vi.advanceTimersByTimeAsync(0)
  await second
  expect(times).toHaveLength(6)
})

test('a throttled request makes the whole connection wait, as long as the vendor asks', async () => {
  const times = await timesOf(6, { concurrency: 2 }, (call) =>
    call === 1 ? json(429, {}, { 'Retry-After': '20' }) : success(),
  )
  expect(times).toEqual([0, 0, ...Array(5).fill(20_000)])
})

test('throttled for as long as a rule says, doubling', async () => {
  const outcome = [
    { status: 200, body: { code: 200 }, verdict: 'delivered' as const },
    { status: 400, body: { 'error.code': 4 }, verdict: 'retry' as const, waitMs: 5000 },
  ]
  const busy = () => json(400, { error: { code: 4 } })
  const times = await timesOf(
    2,
    { concurrency: 1 },
    (call) => (call < 4 ? busy() : success()),
    outcome,
  )
  expect(times).toEqual([0, 5000, 15_000, 35_000, 35_000])
})

test('throttled items of some people keep nobody else waiting', async () => {
  const conn = connection({ delivery: { concurrency: 1 } })
  const { fetch, calls } = fakeFetch((_, call) =>
    call === 1 ? json(429, { throttled_events: [0] }) : success(),
  )
  const all = collect(
    createSender({ fetch }).deliver([request(conn, [event(1)]), request(conn, [event(2)])]),
  )
  await vi.advanceTimersByTimeAsync(100)
  expect(calls).toEqual([[1], [2]])
  await vi.advanceTimersByTimeAsync(30_000)
  await all
  expect(calls).toEqual([[1], [2], [1]])
})
