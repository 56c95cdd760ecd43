import { describe, expect, it } from 'vitest'
import type { CanonicalEvent } from '../../src/event/canonical.js'
import { UNMET } from '../../src/mapping/compiling.js'
import { interpreter } from '../../src/mapping/interpret.js'
import type { OwnFunction } from '../../src/mapping/own-step.js'
import { parseMapping } from '../../src/mapping/parse.js'
import type { Mapped } from '../../src/mapping/program.js'
import { steps } from '../../src/mapping/steps/index.js'
import { generated, imported, sourceOf } from '../generated.js'
import { objectsOf } from '../same-outcome.js'

const oddities: Record<string, unknown> = {
  bigint: 12n,
  half: 'a\ud800',
  'negative zero': -0,
  'no number': Number.NaN,
  symbol: Symbol('a'),
  unmet: UNMET,
  function: () => 'a',
}
const functions: Record<string, OwnFunction> = { odd: (name) => oddities[String(name)] }
const names = {
  actions: ['event'],
  settings: ['path', 'names'],
  functions: Object.keys(functions),
}

/** A mapping of one action, or of several rules, interpreted and generated. */
async function bothOf(file: object) {
  const tree = parseMapping(
    {
      destination: 'example',
      title: 'Example',
      docs: ['https://example.com/'],
      checked: '2026-03-14',
      version: '1.0.0',
      ...file,
    },
    names,
  )
  return [interpreter(tree, functions), await generated(tree, functions)] as const
}

const one = (fields: object) => ({ rules: [{ name: 'all', emit: [{ action: 'event', fields }] }] })

function eventWith(properties: Record<string, unknown>, rest: Partial<CanonicalEvent> = {}) {
  const none = { traits: {}, context: {}, user: {}, integrations: {}, sent: {} }
  return { type: 'track', timestamp: 0, messageId: 'm', ...none, properties, ...rest } as const
}

/** What both programs give, which must be the same. */
async function mapped(
  file: object,
  event: CanonicalEvent,
  settings: Record<string, unknown> = {},
): Promise<Mapped> {
  const [given, again] = (await bothOf(file)).map((program) =>
    program.map(event, settings, program.bind(settings), undefined),
  )
  expect(again).toStrictEqual(given)
  return given as Mapped
}

/** The payload of the first action, and the warnings. */
async function payloadOf(...given: Parameters<typeof mapped>) {
  const result = await mapped(...given)
  if (result.outcome !== 'mapped') throw new Error(JSON.stringify(result))
  return result.actions[0]?.payload
}

describe('a cell that is blank', () => {
  it('is its own in every payload', async () => {
    const file = one({ x: { list: ['properties.a', 'event'], blank: { none: [1] } } })
    for (const program of await bothOf(file)) {
      const [first, second] = [0, 1].map(() => program.map(eventWith({}), {}, [], undefined))
      expect(first).toMatchObject({ actions: [{ payload: { x: [{ none: [1] }, { none: [1] }] } }] })
      const cells = [first, second].flatMap((result) =>
        result?.outcome === 'mapped' ? (result.actions[0]?.payload.x as object[]) : [],
      )
      expect(new Set(cells).size).toBe(4)
    }
  })
})

describe('an element that cannot do without what is not there', () => {
  const each = { fields: { a: { from: 'item.a', required: 'parent' } }, required: 'parent' }

  it.each([
    ['an object', each],
    ['a value', { from: 'item.a', required: 'parent' }],
  ])('is left out of a list, and the warning tells: %s', async (_, each) => {
    const file = one({ ok: { value: 1 }, x: { from: 'properties.list', as: { each } } })
    const result = await mapped(file, eventWith({ list: [{ a: 1 }, { b: 1 }, { a: 2 }] }))
    expect(result).toMatchObject({
      actions: [{ payload: { x: [expect.anything(), expect.anything()] } }],
      warnings: [{ code: 'ITEM_DROPPED' }],
    })
  })
})

it('makes no action of a hole in a list', async () => {
  const holed = ['a', 'b', 'c']
  delete holed[1]
  const action = {
    action: 'event',
    each: 'properties.list',
    fields: { ok: { value: 1 }, x: 'index' },
  }
  const result = await mapped(
    { rules: [{ name: 'all', emit: [action] }] },
    eventWith({ list: holed }),
  )
  expect(result).toMatchObject({ actions: [{ payload: { x: 0 } }, { payload: { x: 2 } }] })
})

it.each<[string, object]>([
  ['a pair', { pair: { key: 'properties.a', value: 'properties.none' } }],
  ['the steps of a node', { from: 'traits.list', as: [{ each: 'properties.a' }, 'email'] }],
])('counts what %s read in vain as unread', async (_, x) => {
  const object = { fields: { x }, rest: { from: 'properties', as: 'unread' } }
  const file = { rules: [{ name: 'all', emit: [{ action: 'event', ...object }] }] }
  const event = eventWith({ a: 'A', b: 1 }, { traits: { list: [1] } })
  expect(await payloadOf(file, event)).toEqual({ a: 'A', b: 1 })
})

/** Objects that `String` throws at, and lists that it makes a text of. */
const notText: unknown[] = [
  { toString: 'x' },
  { toString: null, valueOf: 1 },
  ['a'],
  [{ toString: 1 }],
  {},
]

describe('an object or a list where a text is asked for', () => {
  it.each(notText)('is not listed: %j', async (a) => {
    const when = { 'properties.a': { in: ['a', '[object Object]'] } }
    const not = { 'properties.a': { not: { in: ['a', '[object Object]'] } } }
    const file = one({ ok: { value: 1 }, x: { value: 1, when }, y: { value: 1, when: not } })
    expect(await payloadOf(file, eventWith({ a }))).toEqual({ ok: 1, y: 1 })
  })

  it.each(notText)('names no member: %j', async (a) => {
    const pair = { key: 'properties.a', value: { value: 1 } }
    expect(await payloadOf(one({ ok: { value: 1 }, x: { pair } }), eventWith({ a }))).toEqual({
      ok: 1,
    })
  })
})

describe('what stands at the path of a setting', () => {
  it.each([
    [12n, '12'],
    ['a\ud800', 'a\ufffd'],
    [-0, 0],
    [Number.NaN, undefined],
  ])('has a form in JSON: %s', async (a, x) => {
    const file = one({ ok: { value: 1 }, x: { at: 'settings.path' } })
    const given = await payloadOf(file, eventWith({ a }), { path: 'properties.a' })
    expect(given?.x).toBe(x)
  })
})

describe('what fields and a rest take of one object', () => {
  const part = (name: string, fields: string[]) => ({
    fields: Object.fromEntries(fields.map((field) => [field, `context.${name}.${field}`])),
    rest: `context.${name}`,
  })
  const file = one({
    ok: { value: 1 },
    context: {
      fields: { app: part('app', ['name', 'build']), device: part('device', ['id', 'model']) },
      rest: 'context',
    },
  })

  it.each([
    {},
    { app: {} },
    { app: { name: 'Tideline' }, device: { id: 'd', model: 'm' } },
    { app: { name: 'Tideline', build: 7 }, device: { id: 'd', extra: 1 } },
    { app: { name: 'a\ud800' }, device: { id: '', model: null } },
    { app: { name: ['x'] }, device: 'none', more: 1 },
    { app: [], device: new Date(0) },
    { app: JSON.parse('{"__proto__":1,"name":"x"}'), device: { id: true } },
  ])('is the same whichever program runs: %j', async (context) => {
    const given = await mapped(file, eventWith({}, { context }))
    expect(given.outcome).toBe('mapped')
  })

  it('is all of it', async () => {
    const context = {
      app: { name: 'Tideline', build: '7' },
      device: { id: 'd', extra: 1 },
      more: 2,
    }
    expect(await payloadOf(file, eventWith({}, { context }))).toEqual({ ok: 1, context })
  })
})

describe('a template that reads a field above', () => {
  it('finds it where no other field reads one', async () => {
    const file = one({ name: 'type', x: { template: 'a {{out.name}}' } })
    expect(await payloadOf(file, eventWith({}))).toEqual({ name: 'track', x: 'a track' })
  })
})

describe('what a function of the module gives', () => {
  const given = [
    ['bigint', '12'],
    ['half', 'a\ufffd'],
    ['negative zero', 0],
    ['no number', undefined],
    ['symbol', undefined],
    ['unmet', undefined],
    ['function', undefined],
  ] as const
  const payload = (x: unknown) => ({ ok: 1, ...(x === undefined ? {} : { x }) })

  it.each(given)('has a form in JSON: %s', async (a, x) => {
    const file = one({ ok: { value: 1 }, x: { from: 'properties.a', as: 'own.odd' } })
    expect(await payloadOf(file, eventWith({ a }))).toStrictEqual(payload(x))
  })

  it.each(given)('has it for the step behind too: %s', async (a, x) => {
    const file = one({ ok: { value: 1 }, x: { from: 'properties.a', as: ['own.odd', 'json'] } })
    expect(await payloadOf(file, eventWith({ a }))).toStrictEqual(payload(JSON.stringify(x)))
  })

  it.each(given)('has it as a member: %s', async (a, x) => {
    const as = { values: 'own.odd' }
    const file = one({ ok: { value: 1 }, x: { from: 'properties', as } })
    const wanted = x === undefined ? undefined : { a: x }
    expect(await payloadOf(file, eventWith({ a }))).toStrictEqual(payload(wanted))
  })
})

describe('steps behind one another, from a text on', () => {
  /** Those that may be written out where they are known to get a text. */
  const plain = ['text', 'lower', 'upper', 'trim', { cut: 3 }, { cut: { bytes: 3 } }, 'own.odd']
  const shown = Object.values(steps).flatMap(({ argument, examples }) =>
    argument === 'source' ? [] : examples.map(({ as }) => as),
  )
  const tables = {
    layouts: { Abcd: 7, žluť: { deep: [1] }, 日本: [true], bigint: 'Text', ' a ': ' b ' },
  }
  const looked = [{ table: 'layouts' }, { only: 'layouts' }, { except: 'layouts' }]
  const texts = [
    'Abcd',
    'abc',
    'žluť',
    '日本',
    'ž',
    ' a ',
    'bigint',
    'symbol',
    '1',
    '2026-03-14',
    'a\ud800',
  ]

  it.each([...plain, ...looked, ...shown].map((as) => [as]))('%j', async (as) => {
    const chains = plain.flatMap((other) => [[as], [as, other], [other, as], ['trim', as, other]])
    const fields = Object.fromEntries(
      chains.map((chain, index) => [`x${index}`, { from: 'event', as: chain }]),
    )
    const file = { ...one({ ok: { value: 1 }, ...fields }), tables }
    const [given, again] = await bothOf(file)
    for (const event of texts) {
      const [wanted, other] = [given, again].map((program) =>
        program.map(eventWith({}, { event }), {}, [], undefined),
      )
      expect(other, event).toStrictEqual(wanted)
    }
  })

  it.each(looked)('a table keeps what it holds: %j', async (as) => {
    const [given, again] = await bothOf({ ...one({ x: { from: 'event', as } }), tables })
    for (const program of [given, again]) {
      const results = [0, 1].map(() =>
        program.map(eventWith({}, { event: 'žluť' }), {}, [], undefined),
      )
      const [first, second] = results.map((given) => objectsOf({ given }))
      expect(first?.filter((object) => second?.includes(object))).toEqual([])
    }
  })
})

describe('a member of the file named __proto__', () => {
  const json = (text: string) => JSON.parse(text)

  it('is a field', async () => {
    const fields = json('{"__proto__":"type","x":{"fields":{"__proto__":"type"}}}')
    const given = await payloadOf(one(fields), eventWith({}))
    expect(JSON.stringify(given)).toBe('{"__proto__":"track","x":{"__proto__":"track"}}')
  })

  it('is one of a table, and a table', async () => {
    const tables = json('{"__proto__":{"__proto__":"found"}}')
    const file = { ...one({ x: { from: 'properties.a', as: { table: '__proto__' } } }), tables }
    expect(await payloadOf(file, eventWith({ a: '__proto__' }))).toEqual({ x: 'found' })
  })

  it('is a part', async () => {
    const parts = json('{"__proto__":{"from":"type","as":"upper"}}')
    const file = { ...one({ x: { part: '__proto__' } }), parts }
    expect(await payloadOf(file, eventWith({}))).toEqual({ x: 'TRACK' })
  })

  it('is a replacement', async () => {
    const as = { replace: json('{"__proto__":"p"}') }
    const file = one({ x: { from: 'properties.a', as } })
    expect(await payloadOf(file, eventWith({ a: 'a __proto__' }))).toEqual({ x: 'a p' })
  })

  it('is not passed over where no such name is known', async () => {
    const node = json('{"from":"type","__proto__":1}')
    await expect(mapped(one({ x: node }), eventWith({}))).rejects.toThrow('__proto__')
  })
})

describe('nodes that differ little', () => {
  const rule = (event: string, x: object) => ({
    name: event,
    when: { event },
    emit: [{ action: 'event', fields: { ok: { value: 1 }, x } }],
  })
  const both = async (a: object, b: object, tables: object = {}) => {
    const file = { tables, rules: [rule('a', a), rule('b', b)] }
    return [
      await mapped(file, eventWith({ name: 'one' }, { event: 'a' })),
      await mapped(file, eventWith({ name: 'one' }, { event: 'b' })),
    ]
  }

  it.each(['note', 'place', 'other'])('by the member %s of a constant', async (name) => {
    const node = (value: string) => ({ value: { [name]: value }, when: { type: 'track' } })
    const [a, b] = await both(node('1'), node('2'))
    expect(a).toMatchObject({ actions: [{ payload: { x: { [name]: '1' } } }] })
    expect(b).toMatchObject({ actions: [{ payload: { x: { [name]: '2' } } }] })
  })

  it.each(['note', 'place', 'other'])('by the member %s of a table', async (name) => {
    const tables = { a: { one: { [name]: '1' } }, b: { one: { [name]: '2' } } }
    const node = (table: string) => ({ from: 'properties.name', as: { table } })
    const [a, b] = await both(node('a'), node('b'), tables)
    expect(a).toMatchObject({ actions: [{ payload: { x: { [name]: '1' } } }] })
    expect(b).toMatchObject({ actions: [{ payload: { x: { [name]: '2' } } }] })
  })

  const read = { from: 'properties.name', as: 'upper' }
  const none = { from: 'properties.none', as: 'upper' }
  it.each<[string, object, object]>([
    ['source', read, { ...read, from: 'properties.other' }],
    ['step', read, { ...read, as: 'lower' }],
    ['argument', { ...read, as: { cut: 1 } }, { ...read, as: { cut: 2 } }],
    ['condition', { ...read, when: { type: 'track' } }, { ...read, when: { type: 'group' } }],
    ['default', { ...none, default: 1 }, { ...none, default: 2 }],
    ['default of null', none, { ...none, default: null }],
    ['default of a list', { ...none, default: [1] }, { ...none, default: ['1'] }],
    ['requirement', { ...none, required: 'parent' }, { ...none, required: true }],
    ['warning', { ...none, warn: 'TEXT_CUT' }, { ...none, warn: 'NAME_CLASH' }],
    ['field', { fields: { a: read } }, { fields: { b: read } }],
    ['need', { fields: { a: read, b: none } }, { fields: { a: read, b: none }, needs: ['b'] }],
    ['blank', { list: [read, none], blank: 1 }, { list: [read, none], blank: 2 }],
    ['limit', { rest: 'properties', max: 1 }, { rest: 'properties', max: 2 }],
  ])('by their %s', async (_, first, second) => {
    const file = { rules: [rule('a', first), rule('b', second)] }
    const properties = { name: 'One', other: 'Two' }
    const [a, b] = [
      await mapped(file, eventWith(properties, { event: 'a' })),
      await mapped(file, eventWith(properties, { event: 'b' })),
    ]
    expect({ ...b, rule: 'a' }).not.toEqual(a)
  })

  it('by whether what is poured in is copied later', async () => {
    const node = { from: 'properties', as: { omit: ['name'] } }
    const poured = { a: { rest: node } }
    const file = { rules: [rule('a', { fields: poured }), rule('b', { fields: { a: node } })] }
    const deep = { a: [1] }
    for (const program of await bothOf(file)) {
      const event = eventWith({ name: 'one', deep }, { event: 'b' })
      const result = program.map(event, {}, [], undefined)
      expect(result).toMatchObject({ actions: [{ payload: { x: { a: { deep: { a: [1] } } } } }] })
      expect(objectsOf({ given: result })).not.toContain(deep)
    }
  })

  it('by where they go, which warnings tell', async () => {
    const x = { from: 'properties.name', as: { cut: 1 } }
    const result = await mapped(one({ x, y: x }), eventWith({ name: 'One' }))
    expect(result).toMatchObject({ warnings: [{ path: 'x' }, { path: 'y' }] })
  })

  it('by their notes, which warnings tell', async () => {
    const node = (note: string) => ({ from: 'properties.b', as: 'lower', warn: 'TEXT_CUT', note })
    const [a, b] = await both(node('first'), node('second'))
    const message = (note: string) => `nothing usable at properties.b (${note})`
    expect(a).toMatchObject({ warnings: [{ message: message('first') }] })
    expect(b).toMatchObject({ warnings: [{ message: message('second') }] })
  })
})

describe('numbers of a mapping that JSON has no form for', () => {
  it.each(['1e400', '-1e400', '-0'])('%s', async (text) => {
    const value = JSON.parse(`{"a":${text},"b":[${text}]}`)
    const file = one({
      ok: { value: 1 },
      constant: { value },
      fallback: { from: 'properties.a', default: value },
      bare: { from: 'properties.a', default: value.a },
      cell: { list: ['properties.a', 'type'], blank: value },
      table: { from: 'type', as: { table: 'table' } },
    })
    await mapped({ ...file, tables: { table: { track: value } } }, eventWith({}))
  })
})

it('takes no source from the name of its file', async () => {
  const tree = parseMapping(
    {
      destination: 'example',
      title: 'Example',
      docs: ['https://example.com/'],
      checked: '2026-03-14',
      version: '1.0.0',
      ...one({ x: 'type' }),
    },
    names,
  )
  for (const line of ['\n', '\r', '\u2028', '\u2029']) {
    await imported(sourceOf(tree, `a${line}globalThis.hacked = true`))
    expect(Object.hasOwn(globalThis, 'hacked')).toBe(false)
  }
})

describe('a field of an object around a list', () => {
  it('is read by what the elements of several actions share', async () => {
    const code = { from: 'out.code', as: { cut: 3 } }
    const products = {
      from: 'properties.products',
      as: { each: { fields: { of: { fields: { code, sku: 'item.sku' } } } } },
    }
    const emit = ['event', 'event'].map((action) => ({
      action,
      fields: { code: 'properties.code', products },
    }))
    const event = eventWith({ code: '12345', products: [{ sku: 'a' }, {}] })
    expect(await payloadOf({ rules: [{ name: 'all', emit }] }, event)).toEqual({
      code: '12345',
      products: [{ of: { code: '123', sku: 'a' } }, { of: { code: '123' } }],
    })
  })
})

it('tells of a clash whatever an action before refused at its place', async () => {
  const emit = [
    {
      action: 'event',
      each: 'properties.list',
      fields: { price: { from: 'item.cost', as: 'number' } },
      rest: 'item',
    },
  ]
  const list = [
    { cost: 'none', price: 1 },
    { cost: 7, price: 1 },
  ]
  expect(await mapped({ rules: [{ name: 'all', emit }] }, eventWith({ list }))).toMatchObject({
    warnings: [
      { code: 'VALUE_DROPPED', path: 'price' },
      { code: 'NAME_CLASH', path: 'price' },
    ],
  })
})

it('leaves a member unread that is null where the person has more of it', async () => {
  const file = one({ city: 'user.address.city', rest: { from: 'traits', as: 'unread' } })
  const given = { type: 'identify', user: { address: { city: 'Rome' } }, traits: { address: null } }
  const event = eventWith({}, given as Partial<CanonicalEvent>)
  expect(await payloadOf(file, event)).toEqual({ city: 'Rome', rest: { address: null } })
})
