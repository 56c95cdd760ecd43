import { describe, expect, it } from 'vitest'
import type { CanonicalEvent } from '../../src/event/canonical.js'
import { parseMapping } from '../../src/mapping/parse.js'
import { bothOf, eventWith, held, mapped, names, one, payloadOf } from '../both-programs.js'
import { imported, sourceOf } from '../generated.js'

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

describe('what may come out empty', () => {
  const empty = { from: { from: 'properties.x', default: {} } }

  it.each<[string, object, object]>([
    ['a default', { a: empty }, {}],
    ['a default of a list', { a: { list: [{ from: { from: 'properties.x', default: '' } }] } }, {}],
    ['a copy', { a: { from: { from: 'properties.none' } } }, {}],
    ['the first of two', { a: { from: [empty, 'properties.y'] } }, { a: 'why' }],
  ])('is nothing where it is the only one: %s', async (_, fields, payload) => {
    const event = eventWith({ y: 'why', none: { n: Number.NaN } })
    const file = {
      rules: [
        { name: 'all', emit: [{ action: 'event', fields: { ok: { value: 1 }, ...fields } }] },
      ],
    }
    expect(await payloadOf(file, event)).toEqual({ ok: 1, ...payload })
  })
})

it('copies a rest that a function holds, also where it is all there is', async () => {
  const rest = { fields: { x: { value: 1 } }, as: 'own.held' }
  const file = { rules: [{ name: 'all', emit: [{ action: 'event', rest }] }] }
  const payload = await payloadOf(file, eventWith({}))
  expect(payload).toStrictEqual({ a: 1 })
  expect(payload).not.toBe(held)
})

it('reads members of elements where the list was asked for an object of their name', async () => {
  const items = 'properties.products.items'
  const fields = {
    ok: { value: 1 },
    p: items,
    q: { from: items, when: { type: 'track' } },
    a: 'properties.products[].items.x',
  }
  const file = { rules: [{ name: 'all', emit: [{ action: 'event', fields }] }] }
  const event = eventWith({ products: [{ items: { x: 'one' } }] })
  expect(await payloadOf(file, event)).toEqual({ ok: 1, a: ['one'] })
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
