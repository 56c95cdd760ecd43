import { createRouter, type Trace } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import amplitude from 'crosswalk/destinations/amplitude'
import get from 'lodash/get.js'
import set from 'lodash/set.js'
import { describe, expect, it, test } from 'vitest'
import { isNothing } from '../../src/event/nothing.js'
import { settingsFor, sharedEvents } from '../fixtures/read.js'

const now = Date.UTC(2026, 2, 10, 12)
const settings = (slug: string) => ({ id: slug, destination: slug, settings: settingsFor(slug) })
const router = createRouter({
  destinations,
  connections: destinations.map(({ slug }) => settings(slug)),
})

describe.each(destinations)('the trace of $slug', ({ slug }) => {
  test.each([...sharedEvents()])('%s tells what map gives', (_, event) => {
    const [result] = router.map(event, { now, ref: 1, only: [slug] })
    const trace = router.explain(event, slug, { now, ref: 1 })
    const { ref, connection, destination, mapping, outcome } = trace
    expect(result).toMatchObject({ ref, connection, destination, mapping, outcome })
    if (result?.outcome === 'mapped') {
      expect(trace.items).toEqual(result.items)
      expect(trace.altered).toEqual(result.warnings)
    }
    expect(JSON.parse(JSON.stringify(trace))).toEqual(trace)
  })

  test.each([...sharedEvents()])('%s: the fields are the items, and all of them', (_, event) => {
    const { items, fields } = router.explain(event, slug, { now })
    for (const { key, body } of items) {
      const placed = new Map(paths(body))
      const told = fields.filter(({ item, value }) => item === key && value !== undefined)
      for (const { target, value } of told)
        expect([target, placed.get(target)]).toEqual([target, value])
      const covered = told.flatMap(({ target, value }) =>
        paths(value, target).map(([path]) => path),
      )
      const untold = paths(body).filter(([, value]) => typeof value !== 'object' && value !== '')
      expect(untold.map(([path]) => path).filter((path) => !covered.includes(path))).toEqual([])
    }
  })
})

/** Every value in a value, by its path. */
function paths(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  const inside = Object.entries(value).flatMap(([name, member]) => {
    const step = Array.isArray(value) ? `[${name}]` : path === '' ? name : `.${name}`
    return paths(member, `${path}${step}`)
  })
  return [[path, value], ...inside]
}

const base = {
  destination: 'example',
  title: 'Example',
  docs: ['https://example.com/'],
  checked: '2026-03-14',
  version: '1.0.0',
}

function explain(rules: object[], event: object, settings: object = {}): Trace {
  const destination = {
    ...destinations.find(({ slug }) => slug === 'amplitude'),
    slug: 'example',
    mapping: { ...base, tables: { colours: { red: '#f00' } }, rules },
    actions: { event: () => 'httpapi', other: () => 'httpapi' },
  } as unknown as (typeof destinations)[number]
  const connections = [
    { id: 'one', destination: 'example', settings: { apiKey: 'k', ...settings } },
  ]
  const raw = { type: 'track', event: 'Tea Made', messageId: 'm', timestamp: now, ...event }
  return createRouter({ destinations: [destination], connections }).explain(raw, 'one', { now })
}

const field = (node: unknown, event: object, settings?: object) =>
  explain(
    [{ name: 'all', emit: [{ action: 'event', fields: { always: { value: 1 }, x: node } }] }],
    event,
    settings,
  ).fields.find(({ target }) => target === 'x')

describe('a field', () => {
  const properties = { a: 'red', n: 7, empty: '', list: [] }
  it.each<[string, unknown, object]>([
    ['of a path', 'properties.a', { value: 'red', source: 'properties.a', missed: [] }],
    [
      'of the alternative that was there',
      ['properties.none', 'properties.empty', 'properties.a'],
      {
        source: 'properties.a',
        missed: [
          { path: 'properties.none', why: 'not there' },
          { path: 'properties.empty', why: 'empty text' },
        ],
      },
    ],
    [
      'of the alternative whose steps gave something',
      [{ from: 'properties.n', as: { table: 'colours' } }, 'properties.a'],
      {
        source: 'properties.a',
        missed: [{ path: 'properties.n', why: 'table colours gives nothing' }],
        steps: [],
      },
    ],
    [
      'changed by steps, told one by one',
      { from: 'properties.a', as: ['trim', { cut: 2 }, 'lower'] },
      {
        value: 're',
        steps: [
          { step: 'trim', changed: false },
          { step: 'cut 2', changed: true },
          { step: 'lower', changed: false },
        ],
      },
    ],
    ['of a constant', { value: 5 }, { value: 5, source: 'constant' }],
    [
      'by default',
      { from: 'properties.none', default: 3 },
      { value: 3, source: 'default', missed: [{ path: 'properties.none', why: 'not there' }] },
    ],
    [
      'of a template',
      { template: 'Viewed {{event}}' },
      { value: 'Viewed Tea Made', source: 'template of event' },
    ],
    [
      'of a template in a setting',
      { template: { from: 'settings.screenName' } },
      { value: 'Saw Tea Made', source: 'template of settings.screenName: Saw {{event}}' },
    ],
    [
      'behind a condition that does not hold',
      { from: 'properties.a', when: { 'properties.n': 8 } },
      { source: null, why: 'properties.n is 7, not 8' },
    ],
    [
      'behind one on something that is not there',
      { value: 1, when: { userId: { exists: true } } },
      { why: 'userId is not there' },
    ],
    [
      'of a wrong type',
      ['properties.revenue', { value: 2, when: { event: 'Other' } }],
      {
        why: 'properties.revenue: text of length 4, but number is expected; constant: event is "Tea Made", not "Other"',
      },
    ],
    [
      'of an object that cannot do without a member',
      { fields: { a: 'properties.a', b: { from: 'properties.none', required: 'parent' } } },
      { why: 'x.b is needed, but properties.none: not there' },
    ],
    [
      'of a template whose variable is not there',
      [{ template: '{{name}}' }, { value: 'x' }],
      {
        source: 'constant',
        missed: [{ path: 'name', why: 'not there, for the template of name' }],
      },
    ],
    [
      'refused by a step, in its words',
      { from: 'properties.a', as: { maxBytes: 2 } },
      { why: 'properties.a: longer than 2 bytes' },
    ],
    [
      'of an object that steps made one',
      { fields: { a: 'properties.a', n: 'properties.n' }, as: 'json' },
      {
        value: '{"a":"red","n":7}',
        source: 'properties.a, properties.n',
        steps: [{ step: 'json', changed: true }],
      },
    ],
    [
      'of an object that stayed empty, by default',
      { fields: { a: 'properties.none' }, default: { k: 1 } },
      { value: { k: 1 }, source: 'default' },
    ],
    ['with a note', { from: 'properties.a', note: 'for readers' }, { note: 'for readers' }],
  ])('%s', (_, node, expected) => {
    const event = { properties: { ...properties, revenue: 'much' } }
    expect(field(node, event, { screenName: 'Saw {{event}}' })).toMatchObject(expected)
  })

  it('that was hashed does not tell what it was made of', () => {
    const found = field(
      { from: 'user.email', as: { hashed: ['trim', 'lower'] } },
      { context: { traits: { email: 'Ada@example.com' } } },
    )
    expect(found?.steps).toEqual([{ step: 'hashed trim lower', changed: true }])
    expect(JSON.stringify(found).toLowerCase()).not.toContain('ada')
  })
})

describe('what is poured in', () => {
  const rest = {
    from: 'properties',
    as: ['unread', { omit: ['no'] }, { keys: { clean: 'a-z_' } }, { values: { cut: 3 } }],
  }
  const trace = explain(
    [{ name: 'all', emit: [{ action: 'event', fields: { x: 'properties.a', y: 'event' }, rest }] }],
    { properties: { a: 1, 'b c': 'long text', no: 2, y: 3, ok: 'ok' } },
  )

  it('is told member by member, by the names that the event has', () => {
    expect(trace.fields).toMatchObject([
      { target: 'x', source: 'properties.a' },
      { target: 'y', source: 'event' },
      {
        target: 'ok',
        source: 'properties.ok',
        steps: [],
      },
      {
        target: 'b_c',
        value: 'lon',
        source: 'properties.b c',
        steps: [{ step: 'keys clean a-z_' }, { step: 'values cut 3' }],
      },
    ])
  })

  it('goes to the member that had the name from the start', () => {
    const keys = { from: 'properties', as: { keys: { clean: 'a-z_' } } }
    const { fields } = explain(
      [{ name: 'all', emit: [{ action: 'event', fields: {}, rest: keys }] }],
      { properties: { 'a b': 1, a_b: 2 } },
    )
    expect(fields).toEqual([
      {
        item: 'event#0',
        target: 'a_b',
        value: 2,
        source: 'properties.a_b',
        read: ['properties.a_b'],
        missed: [],
        steps: [],
      },
    ])
  })

  it('leaves as not used what no step kept', () => {
    expect(trace.unused).toContain('properties.no')
    expect(trace.unused).not.toContain('properties.a')
    expect(trace.unused).not.toContain('properties.b c')
  })
})

const unused = (fields: object, event: object) =>
  explain([{ name: 'all', emit: [{ action: 'event', fields: { t: 'type', ...fields } }] }], event)
    .unused

describe('not used', () => {
  it.each<[string, object, object, string[]]>([
    [
      'what nothing reads',
      {},
      { properties: { a: 1, o: { p: 2 } } },
      ['properties.a', 'properties.o.p'],
    ],
    [
      'of lists by member',
      { l: { from: 'properties.l', as: { each: { fields: { id: 'item.id' } } } } },
      { properties: { l: [{ id: 1, name: 'a' }, { id: 2 }] } },
      ['properties.l[].name'],
    ],
    [
      'not what another spelling was settled from',
      { p: 'properties.product_id', c: 'properties.price' },
      { event: 'Product Viewed', properties: { productId: 'p1', Price: '$12.00' } },
      [],
    ],
    [
      'not what was read as it was sent',
      { p: 'sent.properties' },
      { event: 'Product Viewed', properties: { productId: 'p1' } },
      [],
    ],
    [
      'not the traits that the person was read from',
      { f: 'user.firstName', e: 'user.email' },
      { context: { traits: { first_name: 'Ada', email: 'a@example.com', plan: 'x' } } },
      ['context.traits.plan'],
    ],
    [
      'not the whole name whose parts were read',
      { f: 'user.firstName' },
      { context: { traits: { name: 'Ada Moreau' } } },
      [],
    ],
    [
      'not what only a condition read',
      { x: { from: 'properties.a', when: { 'context.device.adTrackingEnabled': true } } },
      { properties: { a: 1 }, context: { device: { adTrackingEnabled: true } } },
      [],
    ],
    [
      'not what stands beside the element of a list',
      { l: { from: 'properties.l', as: { each: { fields: { n: 'item', a: 'properties.a' } } } } },
      { properties: { l: [1], a: 2 } },
      [],
    ],
    [
      'of a list within a list, by its own path',
      { l: { from: 'properties.l', as: { each: { from: 'item.s', as: { each: 'item.t' } } } } },
      { properties: { l: [{ s: [{ t: 1, u: 2 }] }] } },
      ['properties.l[].s[].u'],
    ],
    [
      'but what filled an object that was left out',
      { x: { fields: { a: 'properties.a', b: { from: 'properties.no', required: 'parent' } } } },
      { properties: { a: 1 } },
      ['properties.a'],
    ],
  ])('names %s', (_, fields, event, paths) => {
    expect(unused(fields, event)).toEqual(paths)
  })

  it.each(destinations)('a change of it changes nothing that $slug is sent', ({ slug }) => {
    const bodies = (event: unknown) =>
      router
        .map(event, { now, only: [slug] })
        .map((result) =>
          result.outcome === 'mapped' ? result.items.map(({ body }) => body) : result.outcome,
        )
    for (const [name, event] of sharedEvents()) {
      const { messageId } = event as { messageId?: string }
      if (messageId === undefined) continue
      const before = bodies(event)
      for (const path of router.explain(event, slug, { now }).unused) {
        // What is nothing is not used because it is nothing.
        if (path.includes('[]') || isNothing(get(event, path))) continue
        const changed = set(structuredClone(event) as object, path, 'changed')
        expect([name, path, bodies(changed)]).toEqual([name, path, before])
      }
    }
  })
})

describe('the rest of a trace', () => {
  it('tells the rules before, the actions beside, and why not', () => {
    const trace = explain(
      [
        { name: 'pages', when: { type: ['page', 'screen'] }, skip: 'filtered' },
        {
          name: 'all',
          when: { event: 'Tea Made' },
          emit: [
            { action: 'event', fields: { x: 'event' } },
            { action: 'other', when: { userId: { exists: true } }, fields: { x: 'event' } },
            { action: 'other', fields: { x: { from: 'userId', required: 'parent' } } },
            { action: 'other', fields: { k: { value: 'v', when: { name: 'x' } }, x: 'userId' } },
            { action: 'other', each: 'properties.l', fields: { x: 'item' } },
          ],
        },
        { name: 'behind', when: { type: 'track' }, skip: 'filtered' },
      ],
      {},
    )
    expect(trace.rule).toBe('all')
    expect(trace.rejectedRules).toEqual([
      { rule: 'pages', why: 'type is "track", none of "page", "screen"' },
      { rule: 'behind', why: 'not asked: "all" took the event' },
    ])
    expect(trace.fields.filter(({ target }) => target === '')).toMatchObject([
      { item: 'other', why: 'userId is not there' },
      { item: 'other', why: 'x is needed, but userId: not there' },
      { item: 'other', note: 'k "v"', why: 'userId: not there' },
      { item: 'other', why: 'properties.l: not there' },
    ])
  })

  it('tells what was settled, and where routing stopped it', () => {
    const event = { type: 'TRACK', event: 'application_opened', integrations: { All: false } }
    const trace = explain([{ name: 'all', skip: 'filtered' }], event)
    expect(trace.normalized).toContainEqual(
      expect.objectContaining({ path: 'event', to: 'Application Opened' }),
    )
    expect(trace).toMatchObject({ outcome: 'skipped', reason: 'opted-out', route: { send: false } })
    expect(trace.fields).toEqual([])
  })

  it('tells a failure with what was written before it', () => {
    const fields = { x: 'event', y: { from: 'userId', required: true } }
    const trace = explain([{ name: 'all', emit: [{ action: 'event', fields }] }], {})
    expect(trace).toMatchObject({
      outcome: 'failed',
      error: { code: 'REQUIRED_MISSING', path: 'y' },
      fields: [
        { target: 'x', value: 'Tea Made' },
        { target: 'y', why: 'userId: not there' },
      ],
    })
  })

  it('is whole where a function of the module throws', () => {
    const destination = {
      ...amplitude,
      slug: 'example',
      mapping: {
        ...base,
        rules: [
          {
            name: 'all',
            emit: [
              { action: 'event', fields: { a: 'event', b: { from: 'event', as: 'own.boom' } } },
            ],
          },
        ],
      },
      functions: {
        boom: () => {
          throw new TypeError('boom')
        },
      },
      actions: { event: () => 'httpapi' },
    } as unknown as (typeof destinations)[number]
    const connections = [{ id: 'one', destination: 'example', settings: { apiKey: 'k' } }]
    const broken = createRouter({ destinations: [destination], connections })
    const trace = broken.explain({ type: 'track', event: 'Tea Made' }, 'one', { now })
    expect(trace).toMatchObject({
      outcome: 'failed',
      error: { code: 'DESTINATION_BUG' },
      rule: 'all',
      fields: [{ target: 'a', value: 'Tea Made' }],
    })
  })

  it('names what stands in a pair by the name that it was given', () => {
    const pair = {
      key: { from: 'context.groupType', as: 'lower' },
      value: {
        fields: { add: { list: ['context.groupId'] }, by: { from: 'userId', as: { cut: 2 } } },
      },
    }
    const { fields, altered } = explain(
      [{ name: 'all', emit: [{ action: 'event', fields: { x: { pair } } }] }],
      { userId: 'ada', context: { groupId: 'g-1', groupType: 'Crew' } },
    )
    expect(fields).toMatchObject([
      { target: 'x.crew.add[0]', value: 'g-1', source: 'context.groupId' },
      { target: 'x.crew.by', value: 'ad' },
    ])
    expect(altered).toMatchObject([{ code: 'TEXT_CUT', path: 'x.crew.by' }])
  })

  it('takes a member that is undefined for none: leaving it out changes nothing', () => {
    const { fields } = explain(
      [
        {
          name: 'all',
          emit: [
            {
              action: 'event',
              fields: { p: { from: 'properties', as: { fit: { chars: 5 } } } },
            },
          ],
        },
      ],
      { properties: { list: [{ a: 1, b: undefined }] } },
    )
    expect(fields).toMatchObject([{ target: 'p.list', steps: [] }])
  })

  it('tells of a member that a function of the module made only what happened to it since', () => {
    const destination = {
      ...amplitude,
      slug: 'example',
      mapping: {
        ...base,
        rules: [
          {
            name: 'all',
            emit: [
              {
                action: 'event',
                fields: { p: { from: 'properties', as: ['own.plain', { fit: { chars: 2 } }] } },
              },
            ],
          },
        ],
      },
      functions: {
        plain: ({ $set: set, ...others }: Record<string, unknown>) => ({ ...others, set }),
      },
      actions: { event: () => 'httpapi' },
    } as unknown as (typeof destinations)[number]
    const connections = [{ id: 'one', destination: 'example', settings: { apiKey: 'k' } }]
    const router = createRouter({ destinations: [destination], connections })
    const event = { type: 'track', event: 'Tea Made', properties: { $set: 'a', leaf: 'Assam' } }
    const { fields } = router.explain(event, 'one', { now })
    const steps = Object.fromEntries(fields.map((field) => [field.target, field.steps]))
    expect(steps).toEqual({
      'p.set': [{ step: 'own.plain', changed: true }],
      'p.leaf': [{ step: 'fit chars 2', changed: true }],
    })
  })

  it('of 160,000 members', () => {
    const many = Object.fromEntries(Array.from({ length: 160_000 }, (_, index) => [`m${index}`, 1]))
    const trace = explain(
      [{ name: 'all', emit: [{ action: 'event', fields: {}, rest: 'properties' }] }],
      { properties: many },
    )
    expect(trace).toMatchObject({ outcome: 'failed', error: { code: 'ITEM_TOO_LARGE' } })
    expect(trace.fields).toHaveLength(160_000)
  })

  it('of something that is no event, and of a connection that is not there', () => {
    const [first = { slug: '' }] = destinations
    expect(router.explain('text', first.slug)).toMatchObject({
      outcome: 'failed',
      error: { code: 'EVENT_NOT_OBJECT' },
    })
    expect(() => router.explain({}, 'amplitud')).toThrow(/did you mean "amplitude"/)
  })
})
