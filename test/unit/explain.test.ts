import { createRouter, type Trace } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import { describe, expect, it, test } from 'vitest'
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

describe('the rest of a trace', () => {
  it('names what nothing read, of lists by member', () => {
    const list = { each: { fields: { id: 'item.id' } } }
    const { unused } = explain(
      [
        {
          name: 'all',
          emit: [{ action: 'event', fields: { l: { from: 'properties.l', as: list } } }],
        },
      ],
      {
        properties: { l: [{ id: 1, name: 'a' }, { id: 2 }], gift: null, o: { p: 1 } },
        context: { app: { version: '1' } },
      },
    )
    expect(unused).toEqual([
      'properties.l[].name',
      'properties.gift',
      'properties.o.p',
      'context.app.version',
    ])
  })

  it('does not take for used what filled an object that was left out', () => {
    const inside = { a: 'properties.a', b: { from: 'properties.none', required: 'parent' } }
    const trace = explain(
      [
        {
          name: 'all',
          emit: [{ action: 'event', fields: { t: 'type', x: { fields: inside } } }],
        },
      ],
      { properties: { a: 1 } },
    )
    expect(trace.unused).toEqual(['properties.a'])
  })

  it('tells the rules before, the actions beside, and why not', () => {
    const trace = explain(
      [
        { name: 'pages', when: { type: ['page', 'screen'] }, skip: 'filtered' },
        {
          name: 'all',
          emit: [
            { action: 'event', fields: { x: 'event' } },
            { action: 'other', when: { userId: { exists: true } }, fields: { x: 'event' } },
            { action: 'other', fields: { x: { from: 'userId', required: 'parent' } } },
          ],
        },
      ],
      {},
    )
    expect(trace.rule).toBe('all')
    expect(trace.rejectedRules).toEqual([
      { rule: 'pages', why: 'type is "track", none of "page", "screen"' },
    ])
    expect(trace.fields.filter(({ target }) => target === '')).toMatchObject([
      { item: 'other', why: 'userId is not there' },
      { item: 'other', why: 'x is needed, but userId: not there' },
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

  it('of something that is no event, and of a connection that is not there', () => {
    const [first = { slug: '' }] = destinations
    expect(router.explain('text', first.slug)).toMatchObject({
      outcome: 'failed',
      error: { code: 'EVENT_NOT_OBJECT' },
    })
    expect(() => router.explain({}, 'amplitud')).toThrow(/did you mean "amplitude"/)
  })
})
