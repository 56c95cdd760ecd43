import type { Acceptor } from 'crosswalk/accept'
import { contractCases } from 'crosswalk/testing'
import { describe, expect, test } from 'vitest'
import { type Destination, type OutcomeRule, z } from '../../src/destination.js'
import { endpoint } from './endpoint.js'

const module: Destination = {
  slug: 'tea',
  title: 'Tea',
  settings: z.strictObject({}),
  mapping: {
    destination: 'tea',
    title: 'Tea',
    docs: ['https://example.com/'],
    checked: '2026-03-14',
    version: '1.0.0',
    rules: [{ name: 'all', emit: [{ action: 'event', fields: { name: 'event' } }] }],
  },
  actions: { event: () => 'events' },
  endpoints: { events: endpoint },
}
const events = [
  { type: 'track', event: 'Tea Made', userId: 'u', timestamp: '2026-03-07T11:00:00Z' },
]

function run(name: RegExp, destination: Destination, acceptor?: Acceptor) {
  const given = { settings: {}, events, ...(acceptor === undefined ? {} : { acceptor }) }
  const found = contractCases(destination, given).filter((one) => name.test(one.name))
  expect(found).toHaveLength(1)
  for (const { run } of found) run()
}

describe('an endpoint', () => {
  const answering = (outcome: OutcomeRule[]) => () =>
    run(/means delivered/, { ...module, endpoints: { events: { ...endpoint, outcome } } })

  test('of no delivered answer breaks the contract', () => {
    expect(answering([])).toThrow(/endpoint "events"/)
    expect(answering([{ status: 400, verdict: 'rejected' }])).toThrow(/endpoint "events"/)
  })

  test('may deliver all items, or those that an answer does not list', () => {
    const items = [{ index: 'failed[]', verdict: 'rejected' as const }]
    expect(answering([{ status: 200, verdict: 'delivered' }])).not.toThrow()
    expect(answering([{ status: 200, items, others: 'delivered' }])).not.toThrow()
  })
})

test('an acceptor that throws breaks the contract, where the body is a list, too', () => {
  const name = z.custom((value) => {
    if (value === null || typeof value === 'object') throw new TypeError('no text')
    return true
  })
  const acceptor: Acceptor = {
    destination: 'tea',
    owns: () => true,
    endpoints: [
      {
        name: 'events',
        matches: () => true,
        read: (text) => JSON.parse(text),
        request: z.object({ body: z.array(z.object({ name })) }),
      },
    ],
    rules: {},
    beyond: [],
    unknownEndpoint: { rule: 'TE-URL', effect: 'http' },
    otherwise: { rule: 'TE-JSON', effect: 'http' },
  }
  expect(() => run(/the acceptor says/, module, acceptor)).toThrow(/at 0\.name/)
})
