import { describe, expect, it } from 'vitest'
import { bothOf, eventWith, mapped, one, payloadOf } from '../both-programs.js'
import { objectsOf } from '../same-outcome.js'

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
