import { createBatcher, createRouter } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import { expect, test, vi } from 'vitest'
import { deadLetter, revive } from '../../../src/delivery/dead-letter.js'
import type { Observation } from '../../../src/delivery/observation.js'
import { createSender, type SenderOptions } from '../../../src/delivery/send.js'
import { settingsFor } from '../../fixtures/read.js'
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
  secretKey,
  start,
} from './support.js'

const success = () => json(200, ok)

/** What is told while two events are sent in one request. */
async function toldOf(
  answer: (call: number) => Response | Promise<Response>,
  given: Given = {},
  more: SenderOptions = {},
) {
  const told: Observation[] = []
  const { fetch } = fakeFetch((_, call) => answer(call))
  const observe = (one: Observation) => void told.push(one)
  const results = await deliver([request(connection(given), events(0, 2))], {
    fetch,
    observe,
    ...more,
  })
  return { told, results }
}

test('every call and every item is told, with bounded labels', async () => {
  const clock = fakeClock()
  const { told } = await toldOf(
    async (call) => {
      await clock.sleep(40)
      return call === 1 ? json(503, {}) : success()
    },
    {},
    { clock },
  )
  const common = { destination: 'vendor', endpoint: 'main' }
  const call = { ...common, kind: 'call', outcome: 'answered', items: 2, durationMs: 40 }
  const item = { ...common, kind: 'item', outcome: 'delivered', code: null, attempts: 2 }
  expect(told).toEqual([
    { ...call, code: 'VENDOR_BUSY', status: 503 },
    { ...call, code: null, status: 200 },
    { ...item, waitedMs: 330, eventAgeMs: null },
    { ...item, waitedMs: 330, eventAgeMs: null },
  ])
})

test.each([
  ['lost', () => Promise.reject(new TypeError('cut')), 'ANSWER_LOST', null],
  ['answered', () => json(401, {}), 'CREDENTIAL_REFUSED', 401],
  ['answered', () => new Response('<html>'), 'ANSWER_UNKNOWN', 200],
])('a call that is %s tells %s %s', async (outcome, answer, code, status) => {
  const { told } = await toldOf(answer, { delivery: { attempts: 1 } })
  expect(told[0]).toMatchObject({ kind: 'call', outcome, code, status })
  expect(told[1]).toMatchObject({ kind: 'item', code })
})

test('a breaker that opens and closes is told', async () => {
  const { told } = await toldOf((call) => (call <= 8 ? json(500, {}) : success()), {
    delivery: { attempts: 10 },
  })
  expect(told.filter(({ kind }) => kind === 'breaker')).toEqual([
    { kind: 'breaker', destination: 'vendor', endpoint: 'main', outcome: 'opened', code: null },
    { kind: 'breaker', destination: 'vendor', endpoint: 'main', outcome: 'closed', code: null },
  ])
})

test('an observer that throws harms no delivery', async () => {
  const observe = vi.fn(() => {
    throw new Error('full')
  })
  const { results } = await toldOf(success, {}, { observe })
  expect(outcomes(results)).toEqual({ 0: 'delivered', 1: 'delivered' })
  expect(observe).toHaveBeenCalledTimes(3)
})

test('an observer that ends the run ends it for the next item of the same request', async () => {
  const end = new AbortController()
  const { fetch } = fakeFetch(success)
  const requests = [
    request(
      connection(),
      events(0, 2, () => ({ notAfter: start - 1 })),
    ),
  ]
  const results = await deliver(
    requests,
    { fetch, observe: () => end.abort() },
    { signal: end.signal },
  )
  expect(outcomes(results)).toEqual({ 0: 'expired', 1: 'pending' })
})

test('the age of an event counts from its own time, also where the body does not tell it', async () => {
  const settings = settingsFor('amplitude')
  const router = createRouter({
    destinations,
    connections: [{ id: 'a', destination: 'amplitude', settings }],
  })
  const batcher = createBatcher(router)
  const timestamp = new Date(start - 90_000).toISOString()
  const results = router.map(
    { type: 'track', event: 'Opened', userId: 'user-1', messageId: 'm1', timestamp },
    { now: start },
  )
  for (const result of results) batcher.add(result)
  const told: Observation[] = []
  const observe = (one: Observation) => void told.push(one)
  const sender = createSender({ clock: fakeClock(), fetch: async () => json(400, {}), observe })
  const [dead] = await collect(sender.deliver(batcher.flush()))
  expect(told.at(-1)).toMatchObject({ kind: 'item', outcome: 'rejected', eventAgeMs: 90_000 })

  const letter = dead && deadLetter(dead)
  if (letter !== undefined) batcher.add(revive(JSON.parse(JSON.stringify(letter))))
  await collect(sender.deliver(batcher.flush()))
  expect(told.at(-1)).toMatchObject({ kind: 'item', eventAgeMs: null })
})

test.each([
  ['a vendor that echoes', async () => json(400, { error: `bad ${secretKey}` })],
  [
    'a network error that names',
    () => Promise.reject(Object.assign(new Error(secretKey), { code: secretKey })),
  ],
  ['a redirect to', async () => json(302, {}, { Location: `https://x/?key=${secretKey}` })],
])('no secret shows in what is told, nor in results and dead letters: %s it', async (_, answer) => {
  const told: Observation[] = []
  const results = await deliver([request(connection({ delivery: { attempts: 2 } }), [event(1)])], {
    fetch: answer,
    observe: (one) => void told.push(one),
  })
  const letters = results.map((result) => deadLetter(result))
  const shown = JSON.stringify([told, results, letters])
  expect(results[0]?.outcome).not.toBe('delivered')
  for (const form of [secretKey, encodeURIComponent(secretKey)]) expect(shown).not.toContain(form)
})
