import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../src/event/catalogue.js'
import { doubles } from '../../src/event/doubles.js'
import { CrosswalkError, dedupe } from '../../src/index.js'
import { deepFreeze } from './event-support.js'

const at = Date.parse('2026-03-14T09:26:00.000Z')
const track = (event: string, more: object = {}, ms = 0) => ({
  type: 'track',
  event,
  anonymousId: 'a1',
  timestamp: new Date(at + ms).toISOString(),
  ...more,
})
const opened = (properties: object = {}, ms = 0, more: object = {}) =>
  track('Application Opened', { properties, ...more }, ms)

/** Positions of the doubles among some events. */
const doubled = (events: unknown[], options?: Parameters<typeof dedupe>[1]) =>
  dedupe(deepFreeze(events), options).flatMap((double, index) => (double ? [index] : []))

describe('the same act, collected twice', () => {
  it.each<[string, unknown[], number[]]>([
    ['twice', [opened(), opened()], [1]],
    ['three times', [opened(), opened({}, 3000), opened({}, 5000)], [1, 2]],
    ['at the edge of the window', [opened(), opened({}, 5000)], [1]],
    ['beyond the window', [opened(), opened({}, 5001)], []],
    ['the earlier one later in the list', [opened({}, 4000), opened()], [1]],
    ['compared with what is no double itself', [opened(), opened({}, 4000), opened({}, 8000)], [1]],
    ['in other spellings', [opened(), track('opened_app')], [1]],
    ['another event', [opened(), track('Application Installed')], []],
    ['another person', [opened(), opened({}, 0, { anonymousId: 'a2' })], []],
    ['nobody', [opened({}, 0, { anonymousId: null }), opened({}, 0, { anonymousId: null })], []],
    [
      'a cold and a warm start',
      [opened({ from_background: false }), opened({ fromBackground: 1 })],
      [],
    ],
    [
      'one that tells less',
      [opened({ from_background: false, version: 3 }), opened({ Version: '3' })],
      [1],
    ],
    ['own properties do not matter', [opened({ own: 1 }), opened({ own: 2 })], [1]],
    ['null is nothing that differs', [opened({ url: null }), opened({ url: 'x:y' })], [1]],
    [
      'long values',
      [opened({ url: `x:${'y'.repeat(500)}` }), opened({ url: `x:${'y'.repeat(499)}z` })],
      [],
    ],
    [
      'objects that differ',
      [{ a: 1 }, { a: 2 }].map((campaign) =>
        track('Install Attributed', { properties: { campaign } }),
      ),
      [],
    ],
    [
      'objects that are the same',
      [{ a: 1 }, { a: 1 }].map((campaign) =>
        track('Install Attributed', { properties: { campaign } }),
      ),
      [1],
    ],
    ['an own event', [track('Tea Made'), track('Tea Made')], []],
    ['an event no SDK collects', [track('Application Crashed'), track('Application Crashed')], []],
    ['no time', [opened({}, 0, { timestamp: null }), opened({}, 0, { timestamp: null })], []],
    [
      'other calls',
      [
        { ...opened(), type: 'screen' },
        { ...opened(), type: 'screen' },
      ],
      [],
    ],
  ])('%s', (_, events, found) => expect(doubled(events)).toEqual(found))

  it('is asked of each event that SDKs collect', () => {
    for (const { name, automatic } of catalogue.values()) {
      expect([name, doubled([track(name), track(name)])]).toEqual([name, automatic ? [1] : []])
    }
  })

  it.each<[string, object, object, number[]]>([
    ['the same order_id', { order_id: 'o' }, { orderId: 'o' }, [1]],
    ['another', { order_id: 'o' }, { order_id: 'p' }, []],
    ['one without', { order_id: 'o' }, {}, []],
    ['both without', {}, {}, []],
    ['another total', { order_id: 'o', total: 3 }, { order_id: 'o', total: '4' }, []],
    [
      'the same products',
      { order_id: 'o', products: [{ sku: 's' }] },
      { order_id: 'o', products: [{ SKU: 's' }] },
      [1],
    ],
  ])('Order Completed with %s', (_, one, other, found) => {
    const orders = [one, other].map((properties) => track('Order Completed', { properties }))
    expect(doubled(orders)).toEqual(found)
  })

  it.each([
    [
      { userId: 'u', context: { device: { id: 'd' } } },
      { userId: 'v', context: { device: { id: 'd' } } },
      [1],
    ],
    [{ userId: 5 }, { userId: '5' }, [1]],
    [{ userId: 'u' }, { context: { device: { id: 'u2' } } }, []],
  ])('by %j and %j', (one, other, found) => {
    const events = [one, other].map((ids) => ({ ...opened(), anonymousId: null, ...ids }))
    expect(doubled(events)).toEqual(found)
  })

  it('in a window of its own, under aliases of its own', () => {
    expect(doubled([opened(), opened({}, 1000)], { windowMs: 999 })).toEqual([])
    expect(doubled([opened(), opened()], { windowMs: 0 })).toEqual([1])
    expect(doubled([opened(), opened({}, 9e9)], { windowMs: Number.POSITIVE_INFINITY })).toEqual([
      1,
    ])
    for (const windowMs of [-1, Number.NaN])
      expect(() => dedupe([], { windowMs })).toThrow(/0 or more/)
    expect(
      doubled([opened(), track('App Launch')], { aliases: { 'app-launch': 'Opened App' } }),
    ).toEqual([1])
    expect(() => dedupe([], { aliases: { A: '' } })).toThrow(CrosswalkError)
  })
})

describe('the same message, brought again', () => {
  it.each<[string, object, object, number[]]>([
    ['however late', { messageId: 'm' }, { messageId: 'm', timestamp: at + 9e9 }, [1]],
    ['whoever it is of', { messageId: 5 }, { messageId: '5', anonymousId: 'z' }, [1]],
    ['another message', { messageId: 'm' }, { messageId: 'n' }, []],
    ['no id', { messageId: '' }, { messageId: 'null' }, []],
    ['another call type', { messageId: 'm' }, { messageId: 'm', type: 'page' }, []],
    ['another event', { messageId: 'm' }, { messageId: 'm', event: 'Tea Drunk' }, []],
    [
      'the name in another spelling',
      { messageId: 'm', event: 'Order Completed' },
      { messageId: 'm', event: 'completed_order' },
      [1],
    ],
    ['a page', { messageId: 'm', type: 'page' }, { messageId: 'm', type: 'page' }, [1]],
    [
      'a very long id',
      { messageId: 'm'.repeat(1e6) },
      { messageId: `${'m'.repeat(1e6 - 1)}n` },
      [],
    ],
  ])('%s', (_, one, other, found) => {
    expect(doubled([one, other].map((more) => track('Tea Made', more)))).toEqual(found)
  })
})

describe('whatever comes', () => {
  it('is no double where it cannot be read', () => {
    const throwing = {
      type: 'track',
      get event(): never {
        throw new Error('no')
      },
    }
    const round: Record<string, unknown> = { ...opened() }
    round.round = round
    const odd = [null, undefined, 5, 'x', [], {}, throwing, round, { type: 'track' }]
    expect(dedupe([...odd, ...odd])).toEqual(Array(18).fill(false))
  })

  it('each double is one of an earlier event, and the first of its kind never is', () => {
    const event = fc.record({
      name: fc.constantFrom('Application Opened', 'app_opened', 'Application Installed'),
      person: fc.constantFrom('a', 'b'),
      ms: fc.integer({ min: 0, max: 12 }),
      properties: fc.record({ build: fc.constantFrom('1', '2') }, { requiredKeys: [] }),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (given) => {
        const events = given.map(({ name, person, ms, properties }) =>
          track(name, { anonymousId: person, properties }, ms),
        )
        const found = dedupe(events, { windowMs: 5 })
        const kind = (index: number) =>
          [given[index]?.name === 'Application Installed', given[index]?.person].join()
        for (const [index, double] of found.entries()) {
          const like = given
            .map((one, other) => ({ one, other }))
            .filter(
              ({ one, other }) =>
                other < index &&
                !found[other] &&
                kind(other) === kind(index) &&
                Math.abs(one.ms - (given[index]?.ms ?? 0)) <= 5 &&
                (one.properties.build ?? given[index]?.properties.build) ===
                  (given[index]?.properties.build ?? one.properties.build),
            )
          expect(double).toBe(like.length > 0)
        }
      }),
      { seed: 20260314, numRuns: 1500 },
    )
  })

  it('a hundred thousand of one person in one window are no more work than of many', () => {
    const events = Array.from({ length: 100_000 }, (_, n) =>
      track('Deep Link Opened', { properties: { url: `x:${n}` } }, n % 100),
    )
    const started = performance.now()
    expect(dedupe(events).filter(Boolean)).toEqual([])
    expect(performance.now() - started).toBeLessThan(8000)
  }, 20_000)

  it('a whole list is remembered: two files one after the other', () => {
    const month = Array.from({ length: 60_000 }, (_, n) => opened({}, n * 10_000))
    const found = dedupe([...month, ...month])
    expect(found.filter(Boolean)).toHaveLength(60_000)
    expect(found.indexOf(true)).toBe(60_000)
  }, 20_000)
})

describe('a stream', () => {
  it('forgets the oldest, and no more', () => {
    const isDouble = doubles({ held: 3 })
    const brought = (id: string) => isDouble(track('Tea Made', { messageId: id }))
    expect(['a', 'b', 'c', 'a', 'd', 'b', 'a'].map(brought)).toEqual([
      ...[false, false, false, true, false, true, false],
    ])
  })

  it('takes events out of order', () => {
    const isDouble = doubles()
    const times = [0, 60_000, 120_000, 61_000, 3000, 300_000, 122_000]
    expect(times.map((ms) => isDouble(opened({}, ms)))).toEqual([
      ...[false, false, false, true, true, false, true],
    ])
  })
})
