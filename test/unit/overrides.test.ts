import { createRouter, type Preparation, prepareConnection } from 'crosswalk'
import { describe, expect, test } from 'vitest'
import { type Destination, secret, z } from '../../src/destination.js'
import { compiled } from '../../src/routing/compiled.js'
import { endpoint } from './endpoint.js'

const mapping = {
  destination: 'harbour',
  title: 'Harbour events',
  docs: ['https://example.com/docs'],
  checked: '2026-01-10',
  version: '1.4.2',
  tables: { kinds: { 'Berth Booked': 'booking', Moored: 'arrival' }, hidden: ['test'] },
  parts: {
    who: { fields: { user: 'userId', device: 'context.device.id' } },
  },
  rules: [
    {
      name: 'track',
      when: { type: 'track' },
      emit: [
        {
          action: 'event',
          use: ['who'],
          needs: ['user', 'amount'],
          fields: {
            kind: [{ from: 'event', as: { table: 'kinds' } }, 'event'],
            amount: 'properties.revenue',
            currency: { from: 'properties.currency', when: { 'out.amount': { exists: true } } },
            place: { fields: { berth: 'properties.berth', quay: 'properties.quay' } },
            cells: { list: [{ fields: { a: 'event', b: 'event' } }] },
          },
        },
        { action: 'visit', use: ['who'] },
        { action: 'visit', fields: { second: 'event' } },
      ],
    },
    { name: 'groups', when: { type: 'group' }, skip: 'filtered' },
    { name: 'screen', when: { type: 'screen' }, emit: [{ action: 'event', use: ['who'] }] },
  ],
}

const harbour: Destination = {
  slug: 'harbour',
  title: 'Harbour',
  settings: z.strictObject({
    apiKey: secret('The key.'),
    mode: z.string().default('full').describe('How much.'),
  }),
  mapping,
  actions: { event: () => 'events', visit: () => 'events' },
  endpoints: { events: endpoint },
}

function prepare(overrides: unknown, destination = harbour): Preparation {
  const config = { id: 'h', destination: 'harbour', settings: { apiKey: 'k3y' }, overrides }
  return prepareConnection(config, { destinations: [destination] })
}

const event = {
  type: 'track',
  event: 'Berth Booked',
  userId: 'u1',
  timestamp: '2026-03-02T08:00:00Z',
  context: { device: { id: 'd1' } },
  properties: { revenue: 12, currency: 'EUR', berth: '12', quay: 'N' },
}

/** What the overrides make of the event, one body an item. */
function mapped(overrides: object, of: object = event): unknown[] {
  const prepared = prepare({ base: 'harbour@1.4.2', ...overrides })
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems))
  const [result] = createRouter([prepared.connection]).map(of)
  return result?.outcome === 'mapped' ? result.items.map(({ body }) => body) : [result]
}

const track = (emit: unknown) => ({ rules: { track: { emit } } })
const [plain] = mapped({})

describe('overrides', () => {
  test('none leave the mapping as it is', () => {
    const prepared = prepare({})
    expect(prepared).toMatchObject({ ok: true, connection: { mapping: 'harbour@1.4.2' } })
    expect(plain).toMatchObject({ user: 'u1', device: 'd1', kind: 'booking', amount: 12 })
  })

  test('add, replace and take away fields of one action by name', () => {
    const fields = { colour: { value: 'red' }, amount: { value: 0 }, place: null }
    const { place: _, ...rest } = plain as Record<string, unknown>
    expect(mapped(track({ event: { fields } }))[0]).toEqual({ ...rest, amount: 0, colour: 'red' })
  })

  test('change what a used part brings, for this action alone', () => {
    const overrides = track({ event: { fields: { device: null, user: { value: 'me' } } } })
    const [changed, visit] = mapped(overrides)
    expect(changed).toMatchObject({ user: 'me' })
    expect(changed).not.toHaveProperty('device')
    expect(visit).toEqual({ user: 'u1', device: 'd1' })
  })

  test('reach into objects, and into the cells of lists', () => {
    const place = { fields: { quay: null, side: { value: 'port' } } }
    const cells = { list: { 0: { fields: { b: null } } } }
    expect(mapped(track({ event: { fields: { place, cells } } }))[0]).toMatchObject({
      place: { berth: '12', side: 'port' },
      cells: [{ a: 'Berth Booked' }],
    })
    expect(mapped(track({ event: { fields: { place } } }))[0]).not.toHaveProperty('place.quay')
  })

  test('change a part for all that use it, and a table by its names', () => {
    const parts = { who: { fields: { device: null, person: 'userId' } } }
    const tables = { kinds: { 'Berth Booked': 'sale', Moored: null } }
    const [first, visit] = mapped({ parts, tables })
    expect(first).toMatchObject({ kind: 'sale', person: 'u1' })
    expect(visit).toEqual({ user: 'u1', person: 'u1' })
    expect(mapped({ tables }, { ...event, event: 'Moored' })[0]).toMatchObject({ kind: 'Moored' })
  })

  test('tell actions of one name apart by number, take them away and add more', () => {
    const bodies = mapped(
      track({
        'visit#0': null,
        'visit#1': { fields: { second: { value: 'changed' } } },
        'visit#2': { fields: { third: { value: 1 } } },
      }),
    )
    expect(bodies.slice(1)).toEqual([{ second: 'changed' }, { third: 1 }])
  })

  test('add rules before all others or before one, replace conditions, take rules away', () => {
    const mine = { when: { type: 'track', event: 'Moored' }, skip: 'filtered' }
    const moored = { ...event, event: 'Moored' }
    expect(mapped({ rules: { mine } }, moored)).toMatchObject([{ reason: 'filtered' }])
    const page = {
      before: 'screen',
      when: { type: 'page' },
      emit: [{ action: 'event', fields: { x: { value: 1 } } }],
    }
    expect(mapped({ rules: { page } }, { type: 'page', userId: 'u' })).toEqual([{ x: 1 }])
    expect(mapped({ rules: { screen: null } }, { type: 'screen', userId: 'u' })).toMatchObject([
      { reason: 'unsupported' },
    ])
    const groups = { emit: [{ action: 'event', fields: { x: { value: 2 } } }] }
    expect(mapped({ rules: { groups } }, { type: 'group', groupId: 'g' })).toEqual([{ x: 2 }])
    const narrowed = { track: { when: { type: 'track', event: 'Moored' } } }
    expect(mapped({ rules: narrowed })).toMatchObject([{ reason: 'no-rule' }])
  })

  test('show in the result and in explain which mapping it was', () => {
    const fields = { colour: { value: 'red' } }
    const prepared = prepare({ base: 'harbour@1.4.2', ...track({ event: { fields } }) })
    if (!prepared.ok) throw new Error('refused')
    const router = createRouter([prepared.connection])
    const label = /^harbour@1\.4\.2\+overrides\.[0-9a-f]{8}$/
    expect(router.map(event)[0]?.mapping).toMatch(label)
    const trace = router.explain(event, 'h')
    expect(trace.mapping).toMatch(label)
    expect(trace.fields).toContainEqual(expect.objectContaining({ target: 'colour', value: 'red' }))
  })

  test('are compiled once for all connections that have the same', () => {
    const [one, same, other] = ['red', 'red', 'blue'].map((value) =>
      prepare({ base: 'harbour@1.4.2', ...track({ event: { fields: { colour: { value } } } }) }),
    )
    if (!one?.ok || !same?.ok || !other?.ok) throw new Error('refused')
    expect(same.connection.inside.program).toBe(one.connection.inside.program)
    expect(other.connection.inside.program).not.toBe(one.connection.inside.program)
    expect(one.connection.inside.program).not.toBe(compiled(harbour).program)
  })

  test('leave the mapping of the module alone', () => {
    const before = JSON.stringify(mapping)
    mapped(track({ event: { fields: { device: null, place: { fields: { quay: null } } } } }))
    expect(JSON.stringify(mapping)).toBe(before)
  })
})

test('two changes of one used part are both told where they are wrong', () => {
  const fields = { user: 'usr.id', device: 'devise.id' }
  const prepared = prepare({ base: 'harbour@1.4.2', ...track({ event: { fields } }) })
  expect(prepared.ok ? [] : prepared.problems.map(({ path }) => path)).toEqual([
    'overrides.rules.track.emit.event.fields.user',
    'overrides.rules.track.emit.event.fields.device',
  ])
})

const refusals: [what: string, overrides: unknown, path: string, says: RegExp][] = [
  ['no base', { rules: {} }, 'overrides.base', /missing/],
  [
    'another destination',
    { base: 'quay@1.4.2' },
    'overrides.base',
    /are of "quay", but the mapping is harbour@1\.4\.2/,
  ],
  [
    'an older major version',
    { base: 'harbour@0.9.0' },
    'overrides.base',
    /crosswalk diff.*write "harbour@1\.4\.2"/,
  ],
  [
    'a version that is still to come',
    { base: 'harbour@1.5.0' },
    'overrides.base',
    /the mapping is older/,
  ],
  ['an unknown key', { base: 'harbour@1.4.2', rule: {} }, 'overrides.rule', /did you mean "rules"/],
  [
    'a rule to take away',
    { base: 'harbour@1.4.2', rules: { tracks: null } },
    'overrides.rules.tracks',
    /did you mean "track"/,
  ],
  [
    'a rule to stand before',
    {
      base: 'harbour@1.4.2',
      rules: { x: { before: 'scren', when: { type: 'page' }, skip: 'filtered' } },
    },
    'overrides.rules.x.before',
    /did you mean "screen"/,
  ],
  [
    'a new rule that does nothing',
    { base: 'harbour@1.4.2', rules: { x: { when: { type: 'page' } } } },
    'overrides.rules.x',
    /either "emit" or "skip"/,
  ],
  [
    'an action',
    { base: 'harbour@1.4.2', ...track({ evnt: null }) },
    'overrides.rules.track.emit.evnt',
    /did you mean "event"/,
  ],
  [
    'an action that is not declared',
    { base: 'harbour@1.4.2', ...track({ sail: { fields: { a: 'event' } } }) },
    'overrides.rules.track.emit.sail.action',
    /declares no action "sail"/,
  ],
  [
    'one of several actions',
    { base: 'harbour@1.4.2', ...track({ visit: { fields: { a: 'event' } } }) },
    'overrides.rules.track.emit.visit',
    /say which: visit#0, visit#1/,
  ],
  [
    'a number too far',
    { base: 'harbour@1.4.2', ...track({ 'visit#5': { fields: { a: 'event' } } }) },
    'overrides.rules.track.emit.visit#5',
    /"visit#2" would add one/,
  ],
  [
    'a field to take away',
    { base: 'harbour@1.4.2', ...track({ event: { fields: { amuont: null } } }) },
    'overrides.rules.track.emit.event.fields.amuont',
    /did you mean "amount"/,
  ],
  [
    'a path',
    { base: 'harbour@1.4.2', ...track({ event: { fields: { x: 'usr.email' } } }) },
    'overrides.rules.track.emit.event.fields.x',
    /did you mean "user"/,
  ],
  [
    'a path in a used part',
    { base: 'harbour@1.4.2', ...track({ event: { fields: { user: 'usr.id' } } }) },
    'overrides.rules.track.emit.event.fields.user',
    /a path begins with/,
  ],
  [
    'a step',
    {
      base: 'harbour@1.4.2',
      ...track({ event: { fields: { x: { from: 'event', as: 'trimm' } } } }),
    },
    'overrides.rules.track.emit.event.fields.x.as',
    /did you mean "trim"/,
  ],
  [
    'a secret',
    { base: 'harbour@1.4.2', ...track({ event: { fields: { x: 'settings.apiKey' } } }) },
    'overrides.rules.track.emit.event.fields.x',
    /secrets never can/,
  ],
  [
    'what others need',
    { base: 'harbour@1.4.2', ...track({ event: { fields: { amount: null } } }) },
    'overrides',
    /fields\.currency\.when of the mapping does not hold/,
  ],
  [
    'a part',
    { base: 'harbour@1.4.2', parts: { whom: null } },
    'overrides.parts.whom',
    /did you mean "who"/,
  ],
  [
    'a part that is used',
    { base: 'harbour@1.4.2', parts: { who: null } },
    'overrides',
    /there is no part "who"/,
  ],
  [
    'a table',
    { base: 'harbour@1.4.2', tables: { kind: null } },
    'overrides.tables.kind',
    /did you mean "kinds"/,
  ],
  [
    'a cell',
    {
      base: 'harbour@1.4.2',
      ...track({ event: { fields: { cells: { list: { 3: { value: 1 } } } } } }),
    },
    'overrides.rules.track.emit.event.fields.cells.list.3',
    /0 to 0/,
  ],
  [
    'a rule that is never reached',
    {
      base: 'harbour@1.4.2',
      rules: { late: { before: 'screen', when: { type: 'track', event: 'X' }, skip: 'filtered' } },
    },
    'overrides.rules.late.when',
    /is never reached/,
  ],
  [
    'a prototype',
    JSON.parse('{"base":"harbour@1.4.2","tables":{"__proto__":{"a":"b"}}}'),
    'overrides.tables',
    /"__proto__" is never a name/,
  ],
  [
    'a prototype deep inside',
    JSON.parse(
      '{"base":"harbour@1.4.2","rules":{"track":{"emit":{"event":{"fields":{"x":{"value":{"constructor":1}}}}}}}}',
    ),
    'overrides.rules.track.emit.event.fields.x.value',
    /"constructor" is never a name/,
  ],
  [
    'endless depth',
    { base: 'harbour@1.4.2', parts: { deep: nested(5000) } },
    'overrides',
    /nested too deeply/,
  ],
  [
    'a size beyond use',
    { base: 'harbour@1.4.2', tables: { big: ['x'.repeat(200_000)] } },
    'overrides',
    /longer than 100000 characters/,
  ],
]

function nested(depth: number): object {
  let value: object = {}
  for (let level = 0; level < depth; level++) value = { from: [value] }
  return value
}

test.each(refusals)('overrides are refused for %s, with the place', (_, overrides, path, says) => {
  const prepared = prepare(overrides)
  expect(prepared.ok ? [] : prepared.problems).toContainEqual({
    code: 'OVERRIDES_INVALID',
    path,
    message: expect.stringMatching(says),
  })
})

test('overrides of a mapping with the same major version go on, if their names are still there', () => {
  const overrides = {
    base: 'harbour@1.0.0',
    ...track({ event: { fields: { currency: null } } }),
  }
  expect(prepare(overrides)).toMatchObject({ ok: true })
  const younger = { ...harbour, mapping: { ...mapping, version: '0.4.2' } }
  expect(prepare({ base: 'harbour@0.4.1' }, younger)).toMatchObject({ ok: true })
  expect(prepare({ base: 'harbour@0.3.9' }, younger)).toMatchObject({ ok: false })
})

test('a problem of many connections names its own', () => {
  const connection = { id: 'h', destination: 'harbour', settings: { apiKey: 'k' } }
  const connections = [connection, { ...connection, id: 'i', overrides: { base: 'x@1.0.0' } }]
  expect(() => createRouter({ connections, destinations: [harbour] })).toThrow(
    /connections\[1\]\.overrides\.base/,
  )
})
