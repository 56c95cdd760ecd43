import { describe, expect, it } from 'vitest'
import { CrosswalkError, type Problem } from '../../src/errors.js'
import { interpreter } from '../../src/mapping/interpret.js'
import { parseMapping } from '../../src/mapping/parse.js'

const head = {
  destination: 'example',
  title: 'Example',
  docs: ['https://example.com/'],
  checked: '2026-03-14',
  version: '1.0.0',
}
const names = {
  actions: ['event', 'identify'],
  settings: ['region', 'groupType', 'screenName'],
  functions: ['shout'],
  include: [
    { destination: 'other', parts: { taken: 'event', wrong: { from: 'evnt' } } },
    { destination: 'round', include: ['round'] },
  ],
}

/** Everything that loading says of a file; an Error of any other class is a bug. */
function problems(more: object): readonly Problem[] {
  try {
    interpreter(parseMapping({ ...head, ...more }, names))
    return []
  } catch (error) {
    if (error instanceof CrosswalkError) return error.problems
    throw error
  }
}

const action = (object: object) => ({
  rules: [{ name: 'all', emit: [{ action: 'event', ...object }] }],
})
const field = (node: unknown, more: object = {}) => ({
  ...action({ fields: { x: node } }),
  ...more,
})
const x = 'rules[0].emit[0].fields.x'

describe('a mapping file that is wrong is refused when it is loaded, with file, place and hint', () => {
  it.each<[string, object, string, RegExp]>([
    ['step', field({ from: 'event', as: 'lowr' }), `${x}.as`, /no step "lowr".*mean "lower"/],
    ['step of several', field({ from: 'event', as: ['trim', 'x'] }), `${x}.as[1]`, /no step "x"/],
    ['inherited step', field({ from: 'event', as: 'toString' }), `${x}.as`, /no step "toString"/],
    ['argument missing', field({ from: 'event', as: 'cut' }), `${x}.as`, /needs an argument/],
    ['argument too many', field({ from: 'event', as: { lower: 1 } }), `${x}.as`, /no argument/],
    [
      'argument wrong',
      field({ from: 'event', as: { cut: 'x' } }),
      `${x}.as.cut`,
      /number of characters/,
    ],
    [
      'argument of a wrong name',
      field({ from: 'event', as: { fit: { deph: 1 } } }),
      `${x}.as.fit.deph`,
      /mean "depth"/,
    ],
    ['item outside each', field('item.name'), x, /only inside "each"/],
    ['one of none', field({ from: 'event', when: { type: [] } }), `${x}.when.type`, /a test is/],
    [
      'form of a used part',
      { ...action({ use: ['a'] }), parts: { a: { use: 'b' } } },
      'parts.a.use',
      /expected list/,
    ],
    [
      'two steps in one',
      field({ from: 'event', as: { cut: 1, lower: 1 } }),
      `${x}.as`,
      /a step is/,
    ],
    [
      'character set',
      field({ from: 'event', as: { clean: 'z-a' } }),
      `${x}.as.clean`,
      /set of characters/,
    ],
    [
      'end of a set of characters',
      field({ from: 'event', as: { clean: 'a](b+)+[c' } }),
      `${x}.as.clean`,
      /set of characters/,
    ],
    ['key', field({ from: 'event', defualt: 1 }), `${x}.defualt`, /unknown key.*mean "default"/],
    [
      'key of another kind',
      field({ from: 'event', blank: '' }),
      `${x}.blank`,
      /unknown key "blank"/,
    ],
    ['kind', field({ form: 'event' }), x, /this has none \(did you mean "from"\?\)/],
    ['key of a rule', { rules: [{ name: 'a', emitt: [] }] }, 'rules[0].emitt', /mean "emit"/],
    ['key of an action', action({ feilds: {} }), 'rules[0].emit[0].feilds', /mean "fields"/],
    ['key of the file', { ...field('event'), part: {} }, 'part', /mean "parts"/],
    ['part', field({ part: 'usr' }, { parts: { user: 'userId' } }), `${x}.part`, /mean "user"/],
    ['inherited part', field({ part: 'constructor' }), `${x}.part`, /no part "constructor"/],
    [
      'part of itself',
      field({ part: 'a' }, { parts: { a: { part: 'a' } } }),
      'parts.a.part',
      /a → a/,
    ],
    [
      'parts in a circle',
      field({ part: 'a' }, { parts: { a: ['event', { part: 'b' }], b: { from: { part: 'a' } } } }),
      'parts.b.from.part',
      /a → b → a/,
    ],
    ['used part', action({ use: ['q'] }), 'rules[0].emit[0].use[0]', /no part "q"/],
    [
      'use of no fields',
      { ...action({ use: ['a'] }), parts: { a: 'event' } },
      'rules[0].emit[0].use[0]',
      /made of fields/,
    ],
    [
      'one name in two used parts',
      {
        ...action({ use: ['a', 'b'] }),
        parts: { a: { fields: { n: 'event' } }, b: { fields: { n: 'name' } } },
      },
      'rules[0].emit[0].use[1]',
      /"n" stands in two used parts/,
    ],
    [
      'table',
      field({ from: 'event', as: { table: 'colour' } }, { tables: { colours: {} } }),
      `${x}.as.table`,
      /mean "colours"/,
    ],
    [
      'inherited table',
      field({ from: 'event', as: { table: 'toString' } }),
      `${x}.as.table`,
      /no table/,
    ],
    [
      'list for a table',
      field({ from: 'event', as: { table: 'a' } }, { tables: { a: ['x'] } }),
      `${x}.as.table`,
      /is a list/,
    ],
    ['set of names', field({ from: 'event', as: { only: 5 } }), `${x}.as.only`, /takes a list/],
    ['path over __proto__', field('properties.__proto__.x'), x, /__proto__ is never data/],
    ['path that is __proto__', field('__proto__.x'), x, /a path begins with/],
    [
      'path over constructor',
      field({ from: ['event', 'traits.constructor'] }),
      `${x}.from[1]`,
      /never data/,
    ],
    ['path over prototype[]', field('properties.prototype[].x'), x, /never data/],
    ['root', field('property.x'), x, /a path begins with/],
    ['root, near', field('contexts.app.name'), x, /mean "context"/],
    ['empty name', field('properties..x'), x, /empty name/],
    ['empty path', field(''), x, /a path begins with/],
    ['setting', field('settings.regoin'), x, /no setting "regoin".*mean "region"/],
    ['secret setting', field('settings.apiKey'), x, /"apiKey" can be read.*secrets never/],
    [
      'secret in a condition',
      field({ from: 'event', when: { 'settings.apiKey': 'x' } }),
      `${x}.when`,
      /"apiKey"/,
    ],
    [
      'secret in a template',
      field({ template: '{{settings.apiKey}}' }),
      `${x}.template`,
      /"apiKey"/,
    ],
    [
      'secret as a table',
      field({ from: 'event', as: { table: 'settings.apiKey' } }),
      `${x}.as.table`,
      /"apiKey"/,
    ],
    [
      'secret as names',
      field({ from: 'event', as: { only: 'settings.apiKey' } }),
      `${x}.as.only`,
      /"apiKey"/,
    ],
    ['secret as a path', field({ at: 'settings.apiKey' }), `${x}.at`, /"apiKey"/],
    ['all settings', field('settings'), x, /no setting/],
    ['at of no setting', field({ at: 'properties.x' }), `${x}.at`, /names a setting/],
    [
      'action',
      { rules: [{ name: 'a', emit: [{ action: 'evnt', fields: { x: 'event' } }] }] },
      'rules[0].emit[0].action',
      /no action "evnt".*mean "event"/,
    ],
    ['two kinds', field({ from: 'event', value: 1 }), x, /exactly one of.*from and value/],
    ['two kinds, fields', field({ value: 1, needs: ['a'] }), `${x}.needs`, /unknown key "needs"/],
    ['no kind', field({ as: 'lower' }), x, /this has none/],
    ['bare constant', field(5), x, /a constant is/],
    ['no alternatives', field([]), x, /alternatives are missing/],
    ['template', field({ template: 'a {{name' }), `${x}.template`, /"a {{name" does not parse/],
    [
      'template with a helper',
      field({ template: '{{upper name}}' }),
      `${x}.template`,
      /text and {{path}} only/,
    ],
    ['template with a block', field({ template: '{{#if name}}x{{/if}}' }), `${x}.template`, /only/],
    ['template with @data', field({ template: '{{@root.name}}' }), `${x}.template`, /only/],
    ['template with ../', field({ template: '{{../name}}' }), `${x}.template`, /only/],
    ['template path', field({ template: '{{nme}}' }), `${x}.template`, /mean "name"/],
    [
      'template of no setting',
      field({ template: { from: 'name' } }),
      `${x}.template.from`,
      /names a setting/,
    ],
    [
      'out of a later field',
      action({ fields: { a: 'out.b', b: 'event' } }),
      'rules[0].emit[0].fields.a',
      /"out.b": no field.*above/,
    ],
    ['out of itself', field('out.x'), x, /no field/],
    ['out of nothing', field('out'), x, /no field/],
    [
      'out of a field inside another',
      action({ fields: { a: { fields: { b: 'event' } }, c: 'out.b' } }),
      'rules[0].emit[0].fields.c',
      /"out.b"/,
    ],
    [
      'out in the condition of an action',
      action({ when: { 'out.x': 1 }, fields: { x: 'event' } }),
      'rules[0].emit[0].when',
      /"out.x"/,
    ],
    [
      'doubled rule',
      {
        rules: [
          { name: 'a', skip: 'filtered' },
          { name: 'a', skip: 'no-rule' },
        ],
      },
      'rules[1].name',
      /another rule is named "a"/,
    ],
    [
      'needs of no field',
      action({ fields: { abc: 'event' }, needs: ['abd'] }),
      'rules[0].emit[0].needs',
      /"abd" is no field.*mean "abc"/,
    ],
    [
      'emit and skip',
      { rules: [{ name: 'a', skip: 'filtered', emit: [{ action: 'event', fields: {} }] }] },
      'rules[0]',
      /either/,
    ],
    ['skip reason', { rules: [{ name: 'a', skip: 'duplicated' }] }, 'rules[0].skip', /duplicate/],
    ['condition', field({ from: 'event', when: 'x' }), `${x}.when`, /conditions are an object/],
    ['test', field({ from: 'event', when: { event: { is: 1 } } }), `${x}.when.event`, /a test is/],
    ['condition path', field({ from: 'event', when: { evnt: 1 } }), `${x}.when`, /mean "event"/],
    [
      'required',
      field({ from: 'event', required: 'yes' }),
      `${x}.required`,
      /conditions are an object/,
    ],
    ['warning', field({ from: 'event', warn: 'TEXT_CUTT' }), `${x}.warn`, /mean "TEXT_CUT"/],
    ['list', field({ list: 'event' }), `${x}.list`, /expected list/],
    ['cell', field({ list: ['event', 5] }), `${x}.list[1]`, /a node is/],
    ['pair', field({ pair: { key: 'event', vlaue: 1 } }), `${x}.pair.vlaue`, /mean "value"/],
    ['fields', field({ fields: ['event'] }), `${x}.fields`, /expected object/],
    [
      'path of each',
      action({ each: 'propertes.x', fields: { x: 'item' } }),
      'rules[0].emit[0].each',
      /mean "properties"/,
    ],
    [
      'rule behind one that takes all',
      {
        rules: [
          { name: 'all', when: { type: ['track', 'page'] }, skip: 'filtered' },
          { name: 'some', when: { type: 'track', event: 'A' }, skip: 'no-rule' },
        ],
      },
      'rules[1].when',
      /never reached: the rule "all"/,
    ],
    [
      'alternative behind a constant',
      field([{ value: 1 }, 'event']),
      `${x}[1]`,
      /never reached: the constant/,
    ],
    ['own function', field({ from: 'event', as: 'own.shuot' }), `${x}.as`, /"shuot".*mean "shout"/],
    [
      'unread behind a step',
      field({ from: 'traits', as: ['compact', 'unread'] }),
      `${x}.as[1]`,
      /first/,
    ],
    [
      'unread of two paths',
      field({ from: ['traits', 'user'], as: 'unread' }),
      `${x}.as`,
      /one path/,
    ],
    ['include', { ...field('event'), include: ['othr'] }, 'include', /mean "other"/],
    ['no rules', { rules: [] }, 'rules', /./],
    ['version', { ...field('event'), version: '1' }, 'version', /./],
    ['page', { ...field('event'), docs: ['nowhere'] }, 'docs[0]', /./],
  ])('%s', (_, file, path, message) => {
    const found = problems(file)
    expect(found.map((problem) => problem.path)).toContain(`mappings/example.json ${path}`)
    const problem = found.find((one) => one.path === `mappings/example.json ${path}`)
    expect(problem?.message).toMatch(message)
    expect(problem?.code).toBe('MAPPING_INVALID')
  })

  it('finds files that include each other in a circle', () => {
    expect(problems({ ...field('event'), include: ['round'] })).toMatchObject([
      { path: 'mappings/round.json include', message: 'includes itself: example → round → round' },
    ])
  })

  it('refuses one name in two files', () => {
    const found = problems({ ...field('event'), include: ['other'], parts: { taken: 'event' } })
    expect(found).toMatchObject([
      { path: 'mappings/other.json parts.taken', message: expect.stringMatching(/"taken"/) },
    ])
  })

  it('names the included file where the mistake is', () => {
    const found = problems({ ...field({ part: 'wrong' }), include: ['other'] })
    expect(found.map(({ path }) => path)).toEqual(['mappings/other.json parts.wrong.from'])
  })

  it('tells a mistake in a part once, however often the part is used', () => {
    const file = action({ fields: { a: { part: 'p' }, b: { part: 'p' } } })
    expect(problems({ ...file, parts: { p: { from: 'evnt' } } })).toHaveLength(1)
  })

  it('refuses a file that contains itself', () => {
    const table: Record<string, unknown> = {}
    table.round = table
    const found = problems({ ...field('event'), tables: { table } })
    expect(found).toMatchObject([{ message: expect.stringMatching(/contains itself/) }])
  })

  it.each<[string, object, object]>([
    ['equal', { event: 'A' }, { event: 'A', type: 'track' }],
    ['one of fewer', { type: ['track', 'page'] }, { type: ['page'] }],
    ['there, by its value', { userId: { exists: true } }, { userId: 'a' }],
    ['not, by its value', { event: { not: 'B' } }, { event: ['A', 'C'] }],
    ['not, because nothing is there', { event: { not: 'B' } }, { event: { exists: false } }],
    ['not, by more', { event: { not: ['B'] } }, { event: { not: ['B', 'C'] } }],
    ['listed, by its value', { event: { in: 'names' } }, { event: 'A' }],
    ['no condition', {}, { event: 'A' }],
  ])('finds a rule that nothing reaches: %s', (_, first, second) => {
    const rules = [first, second].map((when, index) => ({
      name: `${index}`,
      when,
      skip: 'filtered',
    }))
    expect(problems({ rules, tables: { names: ['A'] } })).toHaveLength(1)
  })

  it.each<[string, object, object]>([
    ['another path', { event: 'A' }, { type: 'track' }],
    ['one of more', { type: ['track'] }, { type: ['track', 'page'] }],
    ['there, or listed by an app', { event: { in: 'settings.region' } }, { event: 'A' }],
    ['not this, not that', { event: { not: ['B', 'C'] } }, { event: { not: 'B' } }],
    ['absent', { userId: { exists: false } }, { userId: 'a' }],
  ])('leaves a rule alone that something reaches: %s', (_, first, second) => {
    const rules = [first, second].map((when, index) => ({
      name: `${index}`,
      when,
      skip: 'filtered',
    }))
    expect(problems({ rules })).toEqual([])
  })

  it('does not tell what only follows from another mistake', () => {
    const rules = [
      { name: 'all', when: { type: 'track' }, skip: 'filtered' },
      { name: 'odd', when: { type: 'track', evnt: 'A' }, skip: 'filtered' },
    ]
    expect(problems({ rules })).toHaveLength(1)
    expect(problems(action({ use: ['none'], needs: ['a'] }))).toHaveLength(1)
  })

  it('lists every problem, not just the first', () => {
    expect(
      problems(action({ fields: { a: 'evnt', b: { from: 'event', as: 'lowr' }, c: {} } })),
    ).toHaveLength(3)
  })

  it.each([null, undefined, 'text', [], 5, {}])('%j is no mapping file', (file) => {
    expect(() => parseMapping(file, names)).toThrow(CrosswalkError)
  })

  it('takes what is right', () => {
    const file = {
      ...field({ at: 'settings.groupType', when: { 'settings.region': ['us'] } }),
      $schema: './mapping.schema.json',
      apiVersion: 'v1',
      sunset: '2027-01-01',
    }
    expect(problems(file)).toEqual([])
  })
})
