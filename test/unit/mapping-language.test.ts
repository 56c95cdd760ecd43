import { describe, expect, it } from 'vitest'
import { eventNames } from '../../src/event/names.js'
import { normalize } from '../../src/event/normalize.js'
import { interpreter } from '../../src/mapping/interpret.js'
import type { OwnFunction } from '../../src/mapping/own-step.js'
import { parseMapping } from '../../src/mapping/parse.js'

const now = Date.parse('2026-03-14T09:26:02.000Z')
const settings = ['region', 'template', 'path', 'names', 'table']

interface Given {
  event?: object
  settings?: Record<string, unknown>
  options?: unknown
  parts?: object
  tables?: object
  include?: string[]
}

const colours = {
  destination: 'colours',
  tables: { colour: { red: '#f00' } },
  parts: { colour: { from: 'properties.colour', as: { table: 'colour' } } },
}

/** Runs rules on one event. */
function runRules(rules: unknown, given: Given = {}) {
  const file = {
    destination: 'example',
    title: 'Example',
    docs: ['https://example.com/'],
    checked: '2026-03-14',
    version: '1.0.0',
    parts: given.parts,
    tables: given.tables,
    include: given.include,
    rules,
  }
  const shout: OwnFunction = (value, { refuse, warn }) => {
    if (typeof value !== 'string') return refuse('is no text')
    if (value.endsWith('!')) warn('NAME_CHANGED', 'was loud already')
    return value.toUpperCase()
  }
  const inRegion: OwnFunction = (value, { settings }) => `${value} in ${settings.region}`
  const functions = { shout, inRegion }
  const names = {
    actions: ['event', 'other'],
    settings,
    functions: Object.keys(functions),
    include: [colours],
  }
  const program = interpreter(parseMapping(file, names), functions)
  const raw = { type: 'track', event: 'Tea Made', messageId: 'm1', timestamp: now, ...given.event }
  const normalized = normalize(raw, eventNames(), now)
  if (!normalized.ok) throw new Error(normalized.problem.message)
  const set = given.settings ?? {}
  return program.map(normalized.event, set, program.bind(set), given.options)
}

/** What one action gives, with its warnings as `CODE path`. */
function runAction(action: object, given: Given = {}) {
  const mapped = runRules([{ name: 'all', emit: [{ action: 'event', ...action }] }], given)
  if (mapped.outcome !== 'mapped') return mapped
  const warnings = mapped.warnings.map(({ code, path }) => `${code} ${path}`)
  return { payload: mapped.actions[0]?.payload, warnings }
}

/** What one field gives; `ok` is always there so that the action is never empty. */
function runField(node: unknown, given: Given = {}) {
  const run = runAction({ fields: { ok: { value: true }, x: node } }, given)
  if (!('payload' in run)) return run
  return { x: run.payload?.x, warnings: run.warnings }
}

const properties = (members: object): Given => ({ event: { properties: members } })

describe('alternatives', () => {
  const node = ['properties.revenue', { from: 'properties.value' }, 'properties.price']
  it.each([
    ['the first wins', { revenue: 1, value: 2 }, 1, []],
    ['0 and false are something', { revenue: 0, value: 2 }, 0, []],
    ['null and "" are nothing', { revenue: null, value: '', price: 3 }, 3, []],
    ['what is passed over is silent', { revenue: 'x', value: 2 }, 2, []],
    [
      'all refused are told',
      { revenue: 'x', price: [] },
      undefined,
      ['VALUE_DROPPED x', 'VALUE_DROPPED x'],
    ],
    ['none there is silent', {}, undefined, []],
  ])('%s', (_, members, x, warnings) => {
    expect(runField(node, properties(members))).toEqual({ x, warnings })
  })

  it('keeps the warnings of the one that gave something', () => {
    const cut = ['properties.revenue', { from: 'properties.a', as: { cut: 2 } }]
    expect(runField(cut, properties({ revenue: 'x', a: 'abc' }))).toEqual({
      x: 'ab',
      warnings: ['TEXT_CUT x'],
    })
  })

  it("tries an alternative's own steps before the next", () => {
    const table = { from: [{ from: 'event', as: { table: 'names' } }, 'event'] }
    const given = { tables: { names: { 'Tea Made': 'tea' } } }
    expect(runField(table, given)).toMatchObject({ x: 'tea' })
    expect(runField(table, { ...given, event: { event: 'toString' } })).toMatchObject({
      x: 'toString',
    })
  })

  it('takes steps after the choice', () => {
    const node = { from: ['properties.a', 'properties.b'], as: 'lower' }
    expect(runField(node, properties({ b: 'B' }))).toMatchObject({ x: 'b' })
  })
})

describe('default and required', () => {
  it.each<[string, unknown, object, unknown]>([
    ['default', { from: 'properties.a', default: 'd' }, {}, { x: 'd', warnings: [] }],
    [
      'default of a refused value',
      { from: 'properties.price', default: 1 },
      { price: 'x' },
      { x: 1, warnings: ['VALUE_REPLACED x'] },
    ],
    [
      'default is no cover for false',
      { from: 'properties.a', default: 'd' },
      { a: false },
      { x: false, warnings: [] },
    ],
    [
      'default is taken as it is',
      { from: 'properties.a', as: 'lower', default: 'D' },
      {},
      { x: 'D', warnings: [] },
    ],
    [
      'no default where the condition fails',
      { from: 'properties.a', when: { type: 'page' }, default: 'd' },
      {},
      { x: undefined, warnings: [] },
    ],
    [
      'not required where the condition fails',
      { from: 'properties.a', when: { type: 'page' }, required: true },
      {},
      { x: undefined, warnings: [] },
    ],
    [
      'default before required',
      { from: 'properties.a', default: 1, required: true },
      {},
      { x: 1, warnings: [] },
    ],
    [
      'conditional, not held',
      { from: 'properties.a', required: { 'properties.b': 1 } },
      { b: 2 },
      { x: undefined, warnings: [] },
    ],
    [
      'warn',
      { from: 'properties.a', warn: 'CONTEXT_MISSING' },
      {},
      { x: undefined, warnings: ['CONTEXT_MISSING x'] },
    ],
  ])('%s', (_, node, members, result) => {
    expect(runField(node, properties(members))).toEqual(result)
  })

  it.each<[string, unknown, object]>([
    ['true', { from: 'properties.a', required: true }, {}],
    [
      'of a refused value',
      { from: ['properties.a', 'properties.price'], required: true },
      { price: 'x' },
    ],
    ['conditional, held', { from: 'properties.a', required: { 'properties.b': 1 } }, { b: 1 }],
    ['of an object left empty', { fields: { a: 'properties.a' }, required: true }, {}],
    ['by another field', { from: 'properties.a', required: { 'out.ok': true } }, {}],
  ])('required: %s fails the event and names target and source', (_, node, members) => {
    const run = runField(node, properties(members))
    expect(run).toMatchObject({
      outcome: 'failed',
      rule: 'all',
      problem: {
        code: 'REQUIRED_MISSING',
        path: 'x',
        message: expect.stringContaining('properties.a'),
      },
    })
  })

  it('leaves out the object, the cell, the item, the pair or the action around', () => {
    const needy = { from: 'properties.a', required: 'parent' }
    expect(runField({ fields: { b: 'event', c: needy } })).toMatchObject({ x: undefined })
    expect(runField({ list: ['event', needy] })).toMatchObject({ x: undefined })
    expect(runField({ pair: { key: 'event', value: needy } })).toMatchObject({ x: undefined })
    expect(runField({ pair: { key: needy, value: 'event' } })).toMatchObject({ x: undefined })
    const each = {
      from: 'properties.items',
      as: { each: { fields: { id: { from: 'item.id', required: 'parent' }, n: 'item.n' } } },
    }
    expect(runField(each, properties({ items: [{ id: 1 }, { n: 2 }, { id: 3, n: 4 }] }))).toEqual({
      x: [{ id: 1 }, { id: 3, n: 4 }],
      warnings: ['ITEM_DROPPED x'],
    })
    expect(runAction({ fields: { b: 'event', c: needy } })).toMatchObject({
      outcome: 'skipped',
      reason: 'no-rule',
    })
    expect(
      runField({ fields: { inner: { fields: { b: 'event', c: needy } }, d: 'event' } }),
    ).toMatchObject({
      x: { d: 'Tea Made' },
    })
  })
})

describe('objects', () => {
  it('needs one of the named fields', () => {
    const action = {
      fields: { id: 'userId', email: 'user.email', ok: 'event' },
      needs: ['id', 'email'],
    }
    expect(runAction(action, { event: { userId: 7 } })).toMatchObject({ payload: { id: '7' } })
    expect(runAction(action)).toMatchObject({
      outcome: 'failed',
      problem: {
        code: 'REQUIRED_MISSING',
        path: '',
        message: expect.stringMatching(/id, email.*userId, user.email/),
      },
    })
  })

  it('leaves out empty fields, and objects left empty', () => {
    expect(runField({ fields: { a: { fields: { b: 'properties.b' } } } })).toEqual({
      x: undefined,
      warnings: [],
    })
  })

  it('pours in the rest; named fields win, whether filled or not', () => {
    const action = { fields: { a: 'properties.none', b: { value: 'mine' } }, rest: 'properties' }
    expect(runAction(action, properties({ a: 1, b: 2, c: 3 }))).toEqual({
      payload: { b: 'mine', c: 3 },
      warnings: ['NAME_CLASH a', 'NAME_CLASH b'],
    })
    expect(runAction(action, properties({ b: 'mine' }))).toEqual({
      payload: { b: 'mine' },
      warnings: [],
    })
  })

  it('says nothing of a member of the rest that filled the field of its name', () => {
    const action = { fields: { n: { from: 'properties.n', as: 'number' } }, rest: 'properties' }
    expect(runAction(action, properties({ n: '$1,299' }))).toEqual({
      payload: { n: 1299 },
      warnings: [],
    })
  })

  it('says nothing of a member that JSON has no form for, for nothing is lost', () => {
    const action = { fields: { plan: { value: 'pro' } }, rest: 'sent.properties' }
    const event = { properties: { plan: undefined, deck: () => 7 } }
    expect(runAction(action, { event })).toEqual({ payload: { plan: 'pro' }, warnings: [] })
  })

  it('passes on what a field refused and stood in for with its default', () => {
    const fields = { n: { from: 'properties.n', as: 'number', default: 1 } }
    const rest = { fields: { all: { from: 'properties', as: 'unread' } } }
    const action = { fields: { ...fields, rest }, needs: ['n'] }
    expect(runAction(action, properties({ n: 'many', m: 2 }))).toEqual({
      payload: { n: 1, rest: { all: { n: 'many', m: 2 } } },
      warnings: ['VALUE_REPLACED n'],
    })
    expect(runAction({ fields, rest: 'properties' }, properties({ n: 'many' }))).toEqual({
      payload: { n: 1 },
      warnings: ['VALUE_REPLACED n'],
    })
  })

  it('tells once of a member that the field of its name refused', () => {
    const action = {
      fields: { n: { from: 'properties.n', as: 'number' } },
      rest: { from: 'properties', as: 'unread' },
    }
    expect(runAction(action, properties({ n: 'x', m: 1 }))).toEqual({
      payload: { m: 1 },
      warnings: ['VALUE_DROPPED n'],
    })
  })

  it.each([
    ['identify', { mail: 'a@b.example', plan: 'pro' }],
    ['group', { mail: 'c@d.example', email: 'a@b.example', plan: 'pro' }],
  ])('knows what the person of %s was read from', (type, payload) => {
    const traits = { email: 'a@b.example', plan: 'pro' }
    const event = { type, groupId: 'g', traits, context: { traits: { email: 'c@d.example' } } }
    const action = { fields: { mail: 'user.email' }, rest: { from: 'traits', as: 'unread' } }
    expect(runAction(action, { event })).toEqual({ payload, warnings: [] })
  })

  it('keeps hostile names of the rest as plain members', () => {
    const members = JSON.parse(
      '{"__proto__":{"evil":1},"constructor":2,"toString":3,"":4,"a.b":5,"ünï":6}',
    )
    const run = runAction({ rest: 'sent.properties' }, properties(members))
    expect(JSON.parse(JSON.stringify(run))).toEqual({ payload: members, warnings: [] })
    expect(({} as Record<string, unknown>).evil).toBeUndefined()
  })

  it('holds a rest to its names and its limit, also where it is all there is', () => {
    const rest = { from: 'properties', as: { fit: { chars: 9 } } }
    const fields = { a: 'properties.none' }
    const members = properties({ b: 1, a: 2, c: 3 })
    expect(runAction({ rest }, members)).toEqual({ payload: { b: 1, a: 2, c: 3 }, warnings: [] })
    expect(runAction({ fields, rest }, members)).toEqual({
      payload: { b: 1, c: 3 },
      warnings: ['NAME_CLASH a'],
    })
    expect(runAction({ rest, max: 2 }, members)).toEqual({
      payload: { b: 1, a: 2 },
      warnings: ['MEMBERS_DROPPED '],
    })
    expect(runAction({ rest }, properties({}))).toMatchObject({ outcome: 'skipped' })
  })

  it('drops members beyond max, with one warning that names them', () => {
    const action = { fields: { id: { value: 1 } }, rest: 'properties', max: 2 }
    const mapped = runRules(
      [{ name: 'all', emit: [{ action: 'event', ...action }] }],
      properties({ a: 1, b: 2, c: 3 }),
    )
    expect(mapped).toMatchObject({
      actions: [{ payload: { id: 1, a: 1 } }],
      warnings: [{ code: 'MEMBERS_DROPPED', message: expect.stringMatching(/only 2 .*"b", "c"/) }],
    })
    expect(Object.keys((mapped.outcome === 'mapped' && mapped.actions[0]?.payload) || {})).toEqual([
      'id',
      'a',
    ])
  })

  it('uses parts in order, each with its condition; fields replace used ones', () => {
    const parts = {
      a: { fields: { one: 'event', two: 'type' } },
      b: {
        when: { 'settings.region': 'eu' },
        fields: { three: 'messageId', four: { from: 'event', when: { type: 'track' } } },
      },
    }
    const action = { use: ['a', 'b'], fields: { two: { value: 'mine' } } }
    expect(runAction(action, { parts, settings: { region: 'eu' } })).toMatchObject({
      payload: { one: 'Tea Made', two: 'mine', three: 'm1', four: 'Tea Made' },
    })
    expect(runAction(action, { parts, settings: { region: 'us' } })).toMatchObject({
      payload: { one: 'Tea Made', two: 'mine' },
    })
  })

  it('takes a part, with overrides beside it', () => {
    const parts = { id: { from: 'userId', as: 'lower', default: 'none' } }
    const event = { userId: 'ADA' }
    expect(runField({ part: 'id' }, { parts, event })).toMatchObject({ x: 'ada' })
    expect(runField({ part: 'id', as: 'trim' }, { parts, event })).toMatchObject({ x: 'ADA' })
    expect(runField({ part: 'id', from: 'groupId' }, { parts, event })).toMatchObject({ x: 'none' })
    expect(runField({ part: 'plain' }, { parts: { plain: 'userId' }, event })).toMatchObject({
      x: 'ADA',
    })
  })

  it('shares nothing with the event', () => {
    const inner = { deep: [1] }
    const run = runField('properties.inner', properties({ inner }))
    if (!('x' in run)) throw new Error('failed')
    expect(run.x).toEqual(inner)
    expect(run.x).not.toBe(inner)
    expect((run.x as typeof inner).deep).not.toBe(inner.deep)
  })
})

describe('values that JSON has no form for', () => {
  it('are text, whole, or nothing, wherever they stand', () => {
    const fields = { big: 'properties.big', half: 'properties.half', sign: 'properties.sign' }
    const properties = { big: 7n, half: 'a\ud800', sign: Symbol('x') }
    expect(runAction({ fields }, { event: { properties } })).toEqual({
      payload: { big: '7', half: 'a\ufffd' },
      warnings: [],
    })
  })
})

describe('out', () => {
  it('reads a field above: in the same object, one around it, and in each item', () => {
    const fields = {
      a: { value: 1 },
      b: { fields: { c: 'out.a', d: 'out.c', e: { fields: { f: 'out.d' } } } },
      g: {
        from: 'properties.items',
        as: { each: { fields: { h: 'item', i: 'out.h', j: 'out.a' } } },
      },
    }
    expect(runAction({ fields }, properties({ items: ['x', 'y'] }))).toMatchObject({
      payload: {
        b: { c: 1, d: 1, e: { f: 1 } },
        g: [
          { h: 'x', i: 'x', j: 1 },
          { h: 'y', i: 'y', j: 1 },
        ],
      },
    })
  })

  it('reads the inner one of two with the same name', () => {
    expect(
      runAction({ fields: { a: { value: 1 }, b: { fields: { a: { value: 2 }, c: 'out.a' } } } }),
    ).toMatchObject({
      payload: { b: { c: 2 } },
    })
  })

  it('reads in the rest, which belongs to the object it pours into', () => {
    const rest = { fields: { b: 'out.a' } }
    const run = runAction({ fields: { a: { value: 1 } }, rest })
    expect(run).toMatchObject({ payload: { a: 1, b: 1 } })
  })

  it('reads across used parts, and out of them', () => {
    const parts = {
      first: { fields: { a: 'event' } },
      second: { fields: { b: 'out.a', c: 'out.b' } },
      third: { when: { 'out.c': { exists: true } }, fields: { d: 'out.top' } },
    }
    const fields = {
      top: { value: 1 },
      in: { use: ['first', 'second', 'third'], fields: { e: 'out.c' } },
    }
    expect(runAction({ fields }, { parts })).toMatchObject({
      payload: { in: { a: 'Tea Made', b: 'Tea Made', c: 'Tea Made', d: 1, e: 'Tea Made' } },
    })
    expect(runAction({ use: ['first', 'second'] }, { parts })).toMatchObject({
      payload: { a: 'Tea Made', b: 'Tea Made', c: 'Tea Made' },
    })
  })

  it('is nothing where the field above is nothing', () => {
    const fields = {
      a: 'properties.a',
      b: { from: 'event', when: { 'out.a': { exists: true } } },
      c: { value: 1 },
    }
    expect(runAction({ fields })).toMatchObject({ payload: { c: 1 } })
    expect(runAction({ fields }, properties({ a: 0 }))).toMatchObject({
      payload: { a: 0, b: 'Tea Made' },
    })
  })
})

describe('lists, pairs, templates, paths of settings', () => {
  it('leaves out empty cells, or fills them', () => {
    const list = ['event', 'properties.a', 'type']
    expect(runField({ list })).toMatchObject({ x: ['Tea Made', 'track'] })
    expect(runField({ list, blank: '' })).toMatchObject({ x: ['Tea Made', '', 'track'] })
    expect(runField({ list: ['properties.a'] })).toMatchObject({ x: undefined })
    expect(runField({ list: ['properties.a'], as: 'json' })).toMatchObject({ x: undefined })
    expect(runField({ list: ['properties.a'], blank: 0, as: 'json' })).toMatchObject({ x: '[0]' })
  })

  it('makes a member with a computed name', () => {
    const pair = { key: 'properties.key', value: 'event' }
    expect(runField({ pair }, properties({ key: 'team' }))).toMatchObject({
      x: { team: 'Tea Made' },
    })
    expect(runField({ pair }, properties({ key: 5 }))).toMatchObject({ x: { 5: 'Tea Made' } })
    expect(runField({ pair })).toMatchObject({ x: undefined })
    const hostile = runField({ pair }, properties({ key: '__proto__' }))
    expect(JSON.stringify(hostile)).toContain('{"__proto__":"Tea Made"}')
  })

  it('fills templates; without a variable there is nothing', () => {
    const given = { event: { type: 'screen', name: 'Home & <Away>' } }
    expect(runField({ template: 'Viewed {{name}} Screen' }, given)).toMatchObject({
      x: 'Viewed Home & <Away> Screen',
    })
    expect(
      runField(
        { template: 'Viewed {{ properties.n }} Screen' },
        { event: { properties: { n: 0 } } },
      ),
    ).toMatchObject({ x: 'Viewed 0 Screen' })
    expect(runField({ template: 'Viewed {{category}} Screen' }, given)).toEqual({
      x: undefined,
      warnings: [],
    })
    expect(runField({ template: '{{properties.constructor-x}}' }, given)).toMatchObject({
      x: undefined,
    })
    expect(runField({ template: '{{properties.list}}' }, properties({ list: [1] }))).toMatchObject({
      x: undefined,
    })
  })

  it('fills the template of a setting', () => {
    const node = { template: { from: 'settings.template' }, default: 'none' }
    const event = { type: 'screen', name: 'Home' }
    expect(runField(node, { event, settings: { template: '{{name}}!' } })).toMatchObject({
      x: 'Home!',
    })
    expect(runField(node, { event, settings: { template: '{{category}}!' } })).toMatchObject({
      x: 'none',
    })
    expect(runField(node, { event })).toMatchObject({ x: 'none' })
  })

  it('binds settings at once: a template that does not parse is told before any event', () => {
    const node = { template: { from: 'settings.template' } }
    expect(() => runField(node, { settings: { template: '{{name' } })).toThrow(/does not parse/)
    expect(() => runField({ at: 'settings.path' }, { settings: { path: 'evnt' } })).toThrow(
      /mean "event"/,
    )
    expect(() =>
      runField({ at: 'settings.path' }, { settings: { path: 'properties.__proto__' } }),
    ).toThrow(/never data/)
  })

  it('reads what stands at the path of a setting', () => {
    const node = { at: 'settings.path' }
    expect(
      runField(node, {
        settings: { path: 'properties.team' },
        event: { properties: { team: 'a' } },
      }),
    ).toMatchObject({ x: 'a' })
    expect(runField(node)).toMatchObject({ x: undefined })
  })

  it('takes names and tables of settings', () => {
    const given = {
      ...properties({ a: 1, b: 2, c: 3 }),
      settings: { names: { first: ['a'], second: ['c', 5] }, table: { 'Tea Made': 'tea' } },
    }
    expect(runField({ from: 'properties', as: { omit: 'settings.names' } }, given)).toMatchObject({
      x: { b: 2 },
    })
    expect(runField({ from: 'properties', as: { pick: 'settings.names' } }, given)).toMatchObject({
      x: { a: 1, c: 3 },
    })
    expect(runField({ from: 'event', as: { table: 'settings.table' } }, given)).toMatchObject({
      x: 'tea',
    })
    expect(runField({ from: 'event', as: { table: 'settings.table' } })).toMatchObject({
      x: undefined,
    })
    const one = { ...given, event: { event: 'constructor' } }
    expect(runField({ from: 'event', as: { table: 'settings.table' } }, one)).toMatchObject({
      x: undefined,
    })
  })

  it("reads the options of the event's integrations", () => {
    expect(runField('options.testId', { options: { testId: 5 } })).toMatchObject({ x: 5 })
    expect(runField('options.testId')).toMatchObject({ x: undefined })
  })
})

describe('conditions', () => {
  it.each<[string, object, object, boolean]>([
    ['equal', { 'properties.a': 1 }, { a: 1 }, true],
    ['not of another type', { 'properties.a': 1 }, { a: '1' }, false],
    ['typed', { 'properties.price': 1 }, { price: '$1.00' }, true],
    ['one of', { 'properties.a': [1, 2] }, { a: 2 }, true],
    ['none of', { 'properties.a': [1, 2] }, { a: 3 }, false],
    ['not', { 'properties.a': { not: 1 } }, { a: 2 }, true],
    ['not, the same', { 'properties.a': { not: 1 } }, { a: 1 }, false],
    ['not, absent', { 'properties.a': { not: 1 } }, {}, true],
    ['not, list', { 'properties.a': { not: [1, 2] } }, { a: 2 }, false],
    ['exists', { 'properties.a': { exists: true } }, { a: 0 }, true],
    ['exists, empty', { 'properties.a': { exists: true } }, { a: '' }, false],
    ['exists, null', { 'properties.a': { exists: true } }, { a: null }, false],
    ['exists, refused', { 'properties.price': { exists: true } }, { price: 'x' }, false],
    ['is not there', { 'properties.a': { exists: false } }, {}, true],
    ['inherited', { 'properties.toString': { exists: true } }, {}, false],
    ['length of text', { 'properties.a.length': { exists: true } }, { a: 'text' }, false],
    ['in a table', { 'properties.a': { in: 'names' } }, { a: 'x' }, true],
    ['in a table, inherited', { 'properties.a': { in: 'names' } }, { a: 'toString' }, false],
    ['in a setting', { 'properties.a': { in: 'settings.names' } }, { a: 'y' }, true],
    ['in what a setting looks up', { 'properties.a': { in: 'settings.table' } }, { a: 'y' }, true],
    ['in what a setting gives', { 'properties.a': { in: 'settings.table' } }, { a: 'z' }, false],
    ['not in a table', { 'properties.a': { not: { in: 'names' } } }, { a: 'x' }, false],
    ['not in a setting', { 'properties.a': { not: { in: 'settings.names' } } }, { a: 'x' }, true],
    ['not in a list, absent', { 'properties.a': { not: { in: ['x'] } } }, {}, true],
    ['catalogued', { catalogued: true }, {}, false],
    ['all must hold', { 'properties.a': 1, 'properties.b': 1 }, { a: 1 }, false],
    [
      'from_background as text',
      { 'properties.from_background': { not: true } },
      { from_background: 'true' },
      false,
    ],
  ])('%s', (_, when, members, holds) => {
    const given = {
      ...properties(members),
      tables: { names: { x: 1 } },
      settings: { names: ['y'], table: { y: 'z' } },
    }
    const run = runField({ value: 1, when }, given)
    expect(run).toEqual({ x: holds ? 1 : undefined, warnings: [] })
  })
})

describe('reading', () => {
  it.each<[string, object, unknown]>([
    ['context.app.build', { context: { app: { build: 51203 } } }, '51203'],
    ['context.app.version', { context: { app: { version: true } } }, 'true'],
    ['properties.revenue', { properties: { revenue: '$1,199.00' } }, 1199],
    ['properties.quantity', { properties: { quantity: '3' } }, 3],
    ['properties.from_background', { properties: { from_background: 'no' } }, false],
    ['timestamp', {}, now],
    [
      'properties.products[].sku',
      { properties: { products: [{ sku: 1 }, {}, null, 'x', { sku: '' }, { sku: 'b' }] } },
      ['1', 'b'],
    ],
    ['properties.products[].sku', { properties: { products: { sku: 1 } } }, undefined],
    ['properties.products[].sku', { properties: { products: 'text' } }, undefined],
    ['properties.products[].sku', { properties: { products: [] } }, undefined],
    ['properties.tags[]', { properties: { tags: ['a'] } }, ['a']],
    ['properties.tags[]', { properties: { tags: 'a' } }, undefined],
    ['properties.a.b.c.d', { properties: { a: { b: { c: { d: 1 } } } } }, 1],
    ['properties.text.length', { properties: { text: 'abc' } }, undefined],
    ['properties.text.0', { properties: { text: 'abc' } }, undefined],
    ['properties.toString', {}, undefined],
    ['properties.valueOf.name', {}, undefined],
    ['traits.hasOwnProperty', {}, undefined],
    ['properties.hasOwnProperty', { properties: { hasOwnProperty: 1 } }, 1],
    ['properties.a', { properties: { a: Number.NaN } }, undefined],
    ['user.email', { context: { traits: { email: 'a@b.c' } } }, 'a@b.c'],
    ['user.email', { type: 'identify', traits: { email: 'a@b.c' } }, 'a@b.c'],
    ['user.address.city', { context: { traits: { address: 'text' } } }, undefined],
    ['sent.event', { event: 'application_opened' }, 'application_opened'],
    ['event', { event: 'application_opened' }, 'Application Opened'],
    ['dedupeKey', {}, 'm1'],
  ])('%s of %j', (path, event, x) => {
    expect(runField(path, { event })).toEqual({ x, warnings: [] })
  })

  it.each<[string, object, unknown, string]>([
    ['properties.revenue', { revenue: 'abc' }, undefined, 'VALUE_DROPPED x'],
    ['properties.revenue', { revenue: '12,50' }, undefined, 'VALUE_DROPPED x'],
    ['properties.version', { version: { a: 1 } }, undefined, 'VALUE_DROPPED x'],
    ['properties.quantity', { quantity: 2.7 }, 2, 'VALUE_ROUNDED x'],
    ['properties.quantity', { quantity: 1e21 }, undefined, 'VALUE_DROPPED x'],
  ])('%s of %j is refused or altered, and told', (path, members, x, warning) => {
    expect(runField(path, properties(members))).toEqual({ x, warnings: [warning] })
  })

  it('has a dedupe key without a messageId, the same on every try and another for another event', () => {
    const key = (event: object) => runField('dedupeKey', { event: { messageId: null, ...event } })
    expect(key({ userId: 'a' })).toMatchObject({ x: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(key({ userId: 'a' })).toEqual(key({ userId: 'a' }))
    expect(key({ userId: 'a' })).not.toEqual(key({ userId: 'b' }))
  })
})

describe('each', () => {
  it('passes on of each element what was not taken of that element', () => {
    const element = {
      fields: {
        id: { from: ['item.sku', 'item.id'], required: 'parent' },
        currency: 'properties.currency',
        parts: {
          from: 'item.parts',
          as: { each: { fields: { id: 'item.id', rest: { from: 'item', as: 'unread' } } } },
        },
        rest: { from: 'item', as: 'unread' },
      },
    }
    const fields = {
      items: { from: 'properties.items', as: { each: element } },
      rest: { from: 'properties', as: 'unread' },
    }
    const items = [
      { sku: 'a', id: 1, parts: [{ id: 'p', sku: 'q' }] },
      { id: 2, colour: 'red' },
      { colour: 'blue' },
      { sku: 'c', colour: 'blue' },
    ]
    expect(runAction({ fields }, properties({ items, currency: 'EUR', deck: 7 }))).toEqual({
      payload: {
        items: [
          { id: 'a', currency: 'EUR', parts: [{ id: 'p', rest: { sku: 'q' } }], rest: { id: 1 } },
          { id: 2, currency: 'EUR', rest: { colour: 'red' } },
          { id: 'c', currency: 'EUR', rest: { colour: 'blue' } },
        ],
        rest: { deck: 7 },
      },
      warnings: ['ITEM_DROPPED items'],
    })
  })

  const items = [{ id: 'a', tags: ['x', 'y'] }, { tags: [] }, { id: 'c', price: 'dear' }]

  it('makes one action an element, each with its own key', () => {
    const emit = [
      {
        action: 'event',
        each: 'properties.items',
        fields: {
          id: { from: 'item.id', required: 'parent' },
          n: 'index',
          event: 'event',
          key: 'dedupeKey',
        },
      },
      { action: 'other', fields: { event: 'event', key: 'dedupeKey' } },
    ]
    const mapped = runRules([{ name: 'all', emit }], properties({ items }))
    expect(mapped).toMatchObject({
      outcome: 'mapped',
      actions: [
        {
          action: 'event',
          payload: { id: 'a', n: 0, event: 'Tea Made', key: 'm1' },
          dedupeKey: 'm1',
        },
        { action: 'event', payload: { id: 'c', n: 2, key: 'm1:1' }, dedupeKey: 'm1:1' },
        { action: 'other', payload: { key: 'm1:2' }, dedupeKey: 'm1:2' },
      ],
    })
  })

  it.each([[undefined], ['text'], [{}], [[]]])('an action for each of %j is none', (items) => {
    const emit = [{ action: 'event', each: 'properties.items', fields: { id: 'item' } }]
    expect(runRules([{ name: 'all', emit }], properties({ items }))).toMatchObject({
      outcome: 'skipped',
      reason: 'no-rule',
    })
  })

  it('keeps the outer item and index after an inner each, and places warnings in their element', () => {
    const inner = { from: 'item.tags', as: { each: { template: '{{index}}{{item}}' } } }
    const node = {
      from: 'properties.items',
      as: {
        each: {
          fields: {
            tags: inner,
            id: 'item.id',
            n: 'index',
            price: { from: 'item.price', as: 'number' },
          },
        },
      },
    }
    expect(runField(node, properties({ items }))).toEqual({
      x: [{ tags: ['0x', '1y'], id: 'a', n: 0 }, { n: 1 }, { id: 'c', n: 2 }],
      warnings: ['VALUE_DROPPED x[2].price'],
    })
  })

  it('reads the element of a catalogued list by its type', () => {
    const each = { from: 'properties.products', as: { each: { fields: { p: 'item.price' } } } }
    const products = [{ price: '$1,019.90' }, { price: 'abc' }]
    expect(runField(each, properties({ products }))).toEqual({
      x: [{ p: 1019.9 }],
      warnings: ['VALUE_DROPPED x[1].p', 'ITEM_DROPPED x'],
    })
  })

  it('keeps the names of an object', () => {
    const node = { from: 'properties.o', as: { each: { from: 'item', as: 'number' } } }
    expect(runField(node, properties({ o: { a: '1', b: 'x' } }))).toMatchObject({ x: { a: 1 } })
  })
})

describe('a list without blanks', () => {
  const node = { list: ['properties.none', { from: 'properties.a', as: { cut: 1 } }] }
  it('warns at the place where the cell stands', () => {
    expect(runField(node, properties({ a: 'ab' }))).toEqual({
      x: ['a'],
      warnings: ['TEXT_CUT x[0]'],
    })
  })
})

it('a template reads what is written above it, and a rest can be needed', () => {
  const fields = { a: 'event', b: { template: 'the {{out.a}}' } }
  expect(runAction({ fields })).toMatchObject({ payload: { b: 'the Tea Made' } })
  const rest = { from: 'properties.none', required: 'parent' }
  expect(runAction({ fields: { x: { fields, rest }, y: 'event' } })).toMatchObject({
    payload: { y: 'Tea Made' },
  })
})

describe('unread', () => {
  const rest = { from: 'properties', as: 'unread' }
  const run = (fields: object, members: object) =>
    runAction({ fields: { t: 'type', ...fields }, rest }, properties(members))

  it.each<[string, object, object, object]>([
    ['what a field took', { a: 'properties.a' }, { a: 1, b: 2 }, { a: 1, b: 2 }],
    ['under another name', { x: 'properties.a' }, { a: 1, b: 2 }, { x: 1, b: 2 }],
    [
      'only the alternative that won',
      { x: ['properties.a', 'properties.b'] },
      { b: 2, c: 3 },
      { x: 2, c: 3 },
    ],
    [
      'not the one passed over',
      { x: ['properties.revenue', 'properties.b'] },
      { revenue: 'much', b: 2 },
      { x: 2, revenue: 'much' },
    ],
    [
      'not what is behind a condition',
      { x: { from: 'properties.a', when: { event: 'B' } } },
      { a: 1 },
      { a: 1 },
    ],
    [
      'not what only a condition read',
      { x: { value: 1, when: { 'properties.a': 1 } } },
      { a: 1 },
      { x: 1, a: 1 },
    ],
    [
      'a member deep inside, and its object once empty',
      { x: 'properties.o.a', y: 'properties.q.a' },
      { o: { a: 1, b: 2 }, q: { a: 3 } },
      { x: 1, y: 3, o: { b: 2 } },
    ],
    ['a list as a whole', { x: 'properties.l[].a' }, { l: [{ a: 1, b: 2 }] }, { x: [1] }],
    [
      'not a field whose object was left out',
      { x: { fields: { a: 'properties.a', b: { from: 'properties.b', required: 'parent' } } } },
      { a: 1 },
      { a: 1 },
    ],
  ])('leaves out %s', (_, fields, members, left) => {
    expect(run(fields, members)).toEqual({ payload: { t: 'track', ...left }, warnings: [] })
  })

  it('counts anew for each action', () => {
    const emit = [
      { action: 'event', fields: { x: 'properties.a' } },
      { action: 'other', fields: { t: 'type' }, rest },
    ]
    expect(runRules([{ name: 'all', emit }], properties({ a: 1 }))).toMatchObject({
      actions: [{ payload: { x: 1 } }, { payload: { t: 'track', a: 1 } }],
    })
  })
})

describe("a module's own functions and included files", () => {
  it.each([
    ['gives', 'ada', 'ADA', []],
    ['warns', 'ada!', 'ADA!', ['NAME_CHANGED x']],
    ['refuses', { a: 1 }, undefined, ['VALUE_DROPPED x']],
    ['never sees nothing', null, undefined, []],
  ])('own.name %s', (_, a, x, warnings) => {
    expect(runField({ from: 'properties.a', as: 'own.shout' }, properties({ a }))).toEqual({
      x,
      warnings,
    })
  })

  it('own.name sees the settings', () => {
    const given = { ...properties({ a: 'tea' }), settings: { region: 'eu' } }
    expect(runField({ from: 'properties.a', as: 'own.inRegion' }, given)).toMatchObject({
      x: 'tea in eu',
    })
  })

  it('parts and tables of another file', () => {
    const given = { ...properties({ colour: 'red' }), include: ['colours'] }
    expect(runField({ part: 'colour' }, given)).toMatchObject({ x: '#f00' })
    const table = { from: 'properties.colour', as: { table: 'colour' } }
    expect(runField(table, given)).toMatchObject({ x: '#f00' })
  })
})

describe('rules', () => {
  const emit = [{ action: 'event', fields: { e: { from: 'properties.e', required: true } } }]
  const rules = [
    { name: 'tea', when: { type: 'track', event: 'Tea Made' }, emit },
    { name: 'quiet', when: { type: 'track', event: 'Quiet' }, skip: 'filtered' },
    { name: 'pages', when: { type: ['page', 'screen'], name: 'Home' }, skip: 'unsupported' },
    {
      name: 'behind',
      when: { type: 'track', 'properties.e': 1 },
      emit: [{ action: 'event', fields: { e: 'event' } }],
    },
  ]
  it.each<[string, object, object]>([
    ['the first that holds is taken', { properties: { e: 1 } }, { outcome: 'mapped', rule: 'tea' }],
    ['there is no falling through after a failure', {}, { outcome: 'failed', rule: 'tea' }],
    [
      'a rule may skip',
      { event: 'Quiet' },
      { outcome: 'skipped', rule: 'quiet', reason: 'filtered' },
    ],
    [
      'a type that a rule takes, but not this event',
      { event: 'Else' },
      { outcome: 'skipped', rule: null, reason: 'no-rule' },
    ],
    [
      'the same for one of several types',
      { type: 'page', name: 'x' },
      { outcome: 'skipped', rule: null, reason: 'no-rule' },
    ],
    [
      'a type that no rule takes',
      { type: 'alias' },
      { outcome: 'skipped', rule: null, reason: 'unsupported' },
    ],
  ])('%s', (_, event, result) => {
    expect(runRules(rules, { event })).toMatchObject(result)
  })

  it('is no-rule where some rule takes any type', () => {
    const any = [...rules, { name: 'any', when: { userId: 'x' }, skip: 'filtered' }]
    expect(runRules(any, { event: { type: 'alias' } })).toMatchObject({ reason: 'no-rule' })
  })

  it('emits the actions whose conditions hold, in order', () => {
    const two = [
      { action: 'other', when: { 'properties.b': 1 }, fields: { b: 'properties.b' } },
      { action: 'event', when: { 'properties.a': 1 }, fields: { a: 'properties.a' } },
    ]
    const run = (members: object) => {
      const mapped = runRules([{ name: 'all', emit: two }], properties(members))
      return mapped.outcome === 'mapped'
        ? mapped.actions.map(({ action }) => action)
        : mapped.outcome
    }
    expect(run({ a: 1, b: 1 })).toEqual(['other', 'event'])
    expect(run({ a: 1 })).toEqual(['event'])
    expect(run({})).toEqual('skipped')
  })

  it('fails as a whole when one of its actions fails', () => {
    const two = [{ action: 'other', fields: { t: 'type' } }, ...emit]
    expect(runRules([{ name: 'all', emit: two }])).toMatchObject({
      outcome: 'failed',
      problem: { path: 'e' },
    })
  })
})
