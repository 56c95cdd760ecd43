import { describe, expect, it } from 'vitest'
import { eventNames } from '../../src/event/names.js'
import { normalize } from '../../src/event/normalize.js'
import { orderKey } from '../../src/event/order-key.js'
import { base, deepFreeze, now, settle } from './event-support.js'

const names = eventNames()

describe('ids', () => {
  const zeros = '00000000-0000-0000-0000-000000000000'
  it.each<[unknown, string | undefined]>([
    ['u1', 'u1'],
    [5, '5'],
    [0, '0'],
    [12345678901234, '12345678901234'],
    [10n, '10'],
    ['0', '0'],
    ['000', '000'],
    ['', undefined],
    [' \t', undefined],
    ['null', undefined],
    ['NULL ', undefined],
    ['(null)', undefined],
    ['undefined', undefined],
    ['NaN', undefined],
    ['[object Object]', undefined],
    [zeros, undefined],
    [` ${zeros} `, undefined],
    [zeros.replaceAll('-', ''), undefined],
    ['0'.repeat(64), undefined],
    ['0'.repeat(65), '0'.repeat(65)],
    [`${zeros.slice(0, -1)}1`, `${zeros.slice(0, -1)}1`],
    ['x'.repeat(10_000), 'x'.repeat(10_000)],
    [' '.repeat(10_000), undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [true, undefined],
    [{ id: 1 }, undefined],
    [['u1'], undefined],
    [null, undefined],
  ])('%o becomes %s', (id, settled) => {
    for (const member of ['userId', 'anonymousId', 'previousId', 'groupId', 'messageId'] as const) {
      const { event, rules, messageId } = settle({ ...base, [member]: id })
      expect(event[member]).toBe(settled)
      expect(Object.hasOwn(event, member)).toBe(settled !== undefined)
      expect(rules).toEqual(settled === id || id === null ? [] : [`${member}: id`])
      expect(messageId).toBe(member === 'messageId' ? (settled ?? null) : null)
    }
  })

  it.each([
    [{ anonymousId: 'a', userId: 'u', context: { device: { id: 'd' } } }, 'a'],
    [{ anonymousId: 'null', userId: 'u', context: { device: { id: 5 } } }, '5'],
    [{ userId: 'u', context: { device: { id: zeros } } }, 'u'],
    [{ context: 'text' }, null],
  ])('the order key of %j is %j', (raw, key) => {
    expect(orderKey(settle({ ...base, ...raw }).event)).toBe(key)
  })
})

describe('call type', () => {
  it.each([
    ['track', 'track'],
    ['TRACK', 'track'],
    [' Identify\n', 'identify'],
    ['Alias', 'alias'],
  ])('%j is %s', (type, settled) => {
    const { event, rules } = settle({ ...base, type })
    expect(event.type).toBe(settled)
    expect(rules).toEqual(type === settled ? [] : ['type: call type'])
  })

  it.each([undefined, null, '', 'trak', 'toString', 5, {}, ['track'], 'x'.repeat(10_000)])(
    '%j is refused',
    (type) => {
      expect(normalize({ ...base, messageId: 'm', type }, names, now)).toMatchObject({
        ok: false,
        messageId: 'm',
        problem: {
          code: 'EVENT_TYPE_UNKNOWN',
          path: 'type',
          message: expect.stringContaining('identify, track'),
        },
      })
    },
  )
})

describe('name and category', () => {
  it.each<[string, object, object]>([
    [
      'their own',
      { name: 'Home', category: 'Main', properties: { name: 'x' } },
      { name: 'Home', category: 'Main' },
    ],
    [
      'those of the properties',
      { properties: { name: 'Home', category: 'Main' } },
      { name: 'Home', category: 'Main' },
    ],
    [
      'those of the properties, where theirs are none',
      { name: ' ', category: null, properties: { name: 'Home', category: 3 } },
      { name: 'Home', category: '3' },
    ],
    ['a number', { name: 404 }, { name: '404' }],
    ['none', { name: {}, properties: { name: ' ', category: [] } }, {}],
  ])('of pages and screens: %s', (_, raw, titles) => {
    for (const type of ['page', 'screen']) {
      const { event } = settle({ ...base, type, ...raw })
      expect({ name: event.name, category: event.category }).toEqual(titles)
      expect(Object.hasOwn(event, 'name')).toBe('name' in titles)
    }
  })

  it('are on record', () => {
    const raw = { ...base, type: 'screen', name: 7, properties: { category: 'Main' } }
    expect(settle(raw).changes).toEqual([
      { path: 'name', from: 7, to: '7', rule: 'type' },
      { path: 'category', from: undefined, to: 'Main', rule: 'name of properties' },
    ])
  })

  it('of other calls are never those of the properties', () => {
    expect(settle({ ...base, properties: { name: 'Mug' } }).event).not.toHaveProperty('name')
  })
})

describe('time', () => {
  const at = (text: string) => Date.parse(text)
  const clock = {
    originalTimestamp: '2026-03-14T08:00:00Z',
    sentAt: '2026-03-14T08:00:10Z',
    receivedAt: '2026-03-14T09:00:00Z',
  }
  it.each<[string, object, number, string[]]>([
    [
      'a timestamp',
      { ...clock, timestamp: '2026-03-14T07:00:00Z' },
      at('2026-03-14T07:00:00Z'),
      [],
    ],
    ['a timestamp ahead', { timestamp: '2027-01-01' }, at('2027-01-01'), []],
    [
      'the corrected clock',
      clock,
      at('2026-03-14T08:59:50Z'),
      ['timestamp: receivedAt − (sentAt − originalTimestamp)'],
    ],
    [
      'the corrected clock, seconds',
      {
        originalTimestamp: 1773475200,
        sentAt: 1773475210000,
        receivedAt: new Date(clock.receivedAt),
      },
      at('2026-03-14T08:59:50Z'),
      ['timestamp: receivedAt − (sentAt − originalTimestamp)'],
    ],
    [
      'a bad timestamp',
      { ...clock, timestamp: 'soon' },
      at('2026-03-14T08:59:50Z'),
      ['timestamp: receivedAt − (sentAt − originalTimestamp)'],
    ],
    [
      'original alone',
      { originalTimestamp: clock.originalTimestamp },
      at(clock.originalTimestamp),
      ['timestamp: originalTimestamp'],
    ],
    [
      'original, no receivedAt',
      { ...clock, receivedAt: 'x' },
      at(clock.originalTimestamp),
      ['timestamp: originalTimestamp'],
    ],
    [
      'a correction out of bounds',
      { ...clock, sentAt: '2099-01-01', receivedAt: '1980-01-01' },
      at(clock.originalTimestamp),
      ['timestamp: originalTimestamp'],
    ],
  ])('%s', (_, raw, time, rules) => {
    const settled = settle({ type: 'page', ...raw })
    expect(settled.event.timestamp).toBe(time)
    expect(settled.event).not.toHaveProperty('timeAssumed')
    expect(settled.rules).toEqual(rules)
    expect(settled.codes).toEqual([])
  })

  it.each([
    [{}],
    [{ timestamp: null }],
    [{ timestamp: '' }],
    [{ timestamp: '1970-01-01' }],
    [{ timestamp: '+050000-01-01T00:00:00Z' }],
    [{ timestamp: 0 }],
    [{ sentAt: clock.sentAt, receivedAt: clock.receivedAt }],
    [{ timestamp: { $date: 1 }, originalTimestamp: 'yesterday' }],
  ])('of %j is the present, and that is told', (raw) => {
    const { event, rules, codes, warnings } = settle({ type: 'page', ...raw })
    expect(event).toMatchObject({ timestamp: now, timeAssumed: true })
    expect(rules).toEqual(['timestamp: now'])
    expect(codes).toEqual(['TIME_ASSUMED timestamp'])
    expect(JSON.stringify(warnings)).not.toContain('yesterday')
  })
})

describe('members that must be objects', () => {
  it.each([[[1, 2]], ['text'], [5], [true], [new Date(0)]])('%j is left out, and told', (value) => {
    for (const member of ['properties', 'traits', 'context', 'integrations'] as const) {
      const { event, codes } = settle({ ...base, [member]: value })
      expect(event[member]).toEqual({})
      expect(codes).toEqual([`VALUE_DROPPED ${member}`])
    }
  })

  it.each([[null], [undefined], ['']])('%j is not there, silently', (value) => {
    const { event, codes } = settle({ ...base, properties: value, context: value })
    expect(event).toMatchObject({ properties: {}, context: {} })
    expect(codes).toEqual([])
  })

  it('takes the traits of an identify call from the context, if it has none of its own', () => {
    const identify = { type: 'identify', timestamp: base.timestamp, context: { traits: { a: 1 } } }
    expect(settle(identify).event).toMatchObject({ traits: { a: 1 }, user: { a: 1 } })
    expect(settle(identify).rules).toEqual(['traits: traits of context'])
    expect(settle({ ...identify, traits: {} }).event.traits).toEqual({ a: 1 })
    expect(settle({ ...identify, traits: { b: 2 } }).event).toMatchObject({
      traits: { b: 2 },
      user: { b: 2 },
    })
    const group = settle({ ...identify, type: 'group', traits: { plan: 'x' } })
    expect(group.event).toMatchObject({ traits: { plan: 'x' }, user: { a: 1 } })
    expect(settle({ ...identify, type: 'group' }).event).toMatchObject({
      traits: {},
      user: { a: 1 },
    })
    expect(settle({ ...identify, context: { traits: 'x' } }).event).toMatchObject({
      traits: {},
      user: {},
    })
  })
})

describe('what is no event', () => {
  it.each([null, undefined, 'text', '', 5, true, [], [base], new Date(0)])('%j', (raw) => {
    expect(normalize(raw, names, now)).toMatchObject({
      ok: false,
      messageId: null,
      problem: { code: 'EVENT_NOT_OBJECT', path: '' },
    })
  })

  const code = (raw: object) => {
    const normalized = normalize(raw, names, now)
    return normalized.ok ? 'ok' : normalized.problem.code
  }
  const nested = (levels: number) => {
    let inside: object = {}
    for (let level = 0; level < levels; level++) inside = level % 2 === 0 ? [inside] : { inside }
    return { ...base, properties: { inside } }
  }

  it('one that contains itself', () => {
    const raw: Record<string, unknown> = { ...base, messageId: 'm' }
    raw.properties = { list: [{ raw }] }
    expect(normalize(raw, names, now)).toMatchObject({
      ok: false,
      messageId: 'm',
      problem: { code: 'EVENT_TOO_DEEP' },
    })
  })

  it.each([
    [150, 'ok'],
    [250, 'EVENT_TOO_DEEP'],
    [1000, 'EVENT_TOO_DEEP'],
    [100_000, 'EVENT_TOO_DEEP'],
  ])('%i levels are %s', (levels, result) => {
    expect(code(nested(levels))).toBe(result)
  })

  it('one small in memory and endless to write', () => {
    let bomb: object = { a: 1 }
    for (let level = 0; level < 60; level++) bomb = { a: bomb, b: bomb }
    expect(code({ ...base, properties: bomb })).toBe('EVENT_TOO_LARGE')
    const sparse: unknown[] = []
    sparse.length = 4_000_000_000
    expect(code({ ...base, properties: { sparse } })).toBe('EVENT_TOO_LARGE')
  })

  it('but members that share a member are fine', () => {
    const shared = { city: 'x' }
    expect(code({ ...base, properties: { home: shared, work: shared } })).toBe('ok')
  })

  it('and so are five megabytes', () => {
    const big = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, n) => [`name${n}`, 'x'.repeat(90)]),
    )
    expect(code({ ...base, properties: big })).toBe('ok')
  })
})

describe('the event itself', () => {
  const raw = () => ({
    type: 'TRACK',
    event: 'application_opened',
    userId: 5,
    anonymousId: 'null',
    messageId: 'm',
    properties: { list: [{ a: 1 }], from_background: 'true' },
    context: { device: { type: 'iPhone', id: 7 }, os: { name: 'iOS' }, traits: { email: 'a@b.c' } },
    integrations: { All: true },
  })

  it('is never changed, and kept as it was sent', () => {
    const event = deepFreeze(raw())
    const settled = settle(event)
    expect(event).toEqual(raw())
    expect(settled.event.sent).toBe(event)
  })

  it('has each change on record', () => {
    expect(settle(raw()).changes).toEqual([
      { path: 'type', from: 'TRACK', to: 'track', rule: 'call type' },
      { path: 'event', from: 'application_opened', to: 'Application Opened', rule: 'event name' },
      { path: 'timestamp', from: undefined, to: now, rule: 'now' },
      { path: 'context.device.id', from: 7, to: '7', rule: 'id' },
      { path: 'context.device.type', from: 'iPhone', to: 'ios', rule: 'device type' },
      { path: 'userId', from: 5, to: '5', rule: 'id' },
      { path: 'anonymousId', from: 'null', to: undefined, rule: 'id' },
      { path: 'properties.from_background', from: 'true', to: true, rule: 'type' },
    ])
  })

  it('gives the same every time', () => {
    expect(settle(raw())).toEqual(settle(raw()))
  })

  it('takes members named like those of every object as data only', () => {
    const hostile = JSON.parse(
      '{"type":"track","event":"E","timestamp":1773480361,"__proto__":{"userId":"evil"},"constructor":1,"toString":2,"properties":{"__proto__":{"a":1}}}',
    )
    const { event, codes } = settle(hostile)
    expect(event.userId).toBeUndefined()
    expect(codes).toEqual([])
    expect(Object.keys(event.properties)).toEqual(['__proto__'])
  })
})
