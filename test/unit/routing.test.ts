import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Destination, secret, z } from '../../src/destination.js'
import { CrosswalkError, type Problem } from '../../src/errors.js'
import { createRouter } from '../../src/router.js'
import { prepareConnection } from '../../src/routing/prepare.js'

const now = Date.parse('2026-03-14T09:26:02.000Z')
const token = 'top-secret-token'

const settings = z.strictObject({
  apiKey: secret('The key.'),
  second: secret('Another.').optional(),
  region: z.enum(['us', 'eu']).default('us'),
  template: z.string().default('Viewed {{name}}'),
  limits: z.strictObject({ perDay: z.int().optional() }).default({}),
})

const mapping = {
  destination: 'tea',
  title: 'Tea',
  docs: ['https://example.com/'],
  checked: '2026-03-14',
  version: '1.2.3',
  rules: [
    {
      name: 'all',
      emit: [
        {
          action: 'event',
          fields: {
            type: 'type',
            name: { template: { from: 'settings.template' } },
            region: 'settings.region',
            testId: 'options.testId',
          },
        },
      ],
    },
  ],
}

const tea: Destination = {
  slug: 'tea',
  title: 'Tea',
  names: ['Tea House', 'Tea (Actions)'],
  settings: settings as z.ZodType<Record<string, unknown>>,
  mapping,
  actions: { event: () => 'events' },
  endpoints: {
    events: {
      envelope: (batch, { apiKey }) => ({
        method: 'POST',
        url: 'https://tea.example/events',
        headers: { Authorization: String(apiKey) },
        body: batch.json(),
      }),
      limits: { items: 10 },
      outcome: [],
      ordering: 'none',
      ambiguous: 'retry',
    },
  },
}
const destinations = [tea]
const config = { id: 'mine', destination: 'tea', settings: { apiKey: token } }

function connect(more: object = {}) {
  const prepared = prepareConnection({ ...config, ...more }, { destinations })
  if (!prepared.ok) throw new CrosswalkError(prepared.problems)
  return prepared.connection
}

/** `mapped`, or the reason why not. */
function routed(event: object, more: object = {}, options: object = {}): string | undefined {
  const [result] = createRouter([connect(more)], {
    aliases: { 'App Launch': 'Application Opened' },
  }).map({ type: 'track', event: 'Tea Made', timestamp: now, ...event }, { now, ...options })
  return result?.outcome === 'skipped' ? result.reason : result?.outcome
}

describe("the event's integrations", () => {
  it.each<[object | undefined, string]>([
    [undefined, 'mapped'],
    [{}, 'mapped'],
    [{ All: true }, 'mapped'],
    [{ All: false }, 'opted-out'],
    [{ all: false }, 'opted-out'],
    [{ ALL: 'false' }, 'opted-out'],
    [{ All: 0 }, 'opted-out'],
    [{ All: false, tea: true }, 'mapped'],
    [{ All: false, TEA: {} }, 'mapped'],
    [{ All: true, Tea: false }, 'opted-out'],
    [{ Tea: 'false' }, 'opted-out'],
    [{ MINE: false }, 'opted-out'],
    [{ 'tea house': false }, 'opted-out'],
    [{ ' Tea (actions) ': false }, 'opted-out'],
    [{ mine: true, tea: false }, 'mapped'],
    [{ mine: false, tea: true }, 'opted-out'],
    [{ tea: null, All: false }, 'opted-out'],
    [{ other: false }, 'mapped'],
    [{ All: { some: 'option' } }, 'mapped'],
    [Object.create({ All: false }), 'mapped'],
  ])('%j is %s', (integrations, outcome) => {
    expect(routed({ integrations })).toBe(outcome)
  })

  it('may hold options, which the mapping reads', () => {
    const [result] = createRouter([connect()]).map(
      { type: 'page', timestamp: now, integrations: { All: false, Tea: { testId: 'T1' } } },
      { now },
    )
    expect(result).toMatchObject({ items: [{ body: { testId: 'T1' } }] })
  })
})

describe('consent', () => {
  const consent = ['marketing', 'analytics']
  const prefers = (categoryPreferences: unknown) => ({
    context: { consent: { categoryPreferences } },
  })
  it.each<[string, object, object, string]>([
    ['nothing asked', {}, {}, 'mapped'],
    [
      'all granted',
      { consent },
      prefers({ marketing: true, analytics: true, other: false }),
      'mapped',
    ],
    ['granted as text', { consent }, prefers({ marketing: 'true', analytics: true }), 'mapped'],
    ['one denied', { consent }, prefers({ marketing: true, analytics: false }), 'no-consent'],
    ['denied as text', { consent }, prefers({ marketing: true, analytics: 'false' }), 'no-consent'],
    ['one not there', { consent }, prefers({ marketing: true }), 'no-consent'],
    ['1 is no yes', { consent }, prefers({ marketing: 1, analytics: 1 }), 'no-consent'],
    ['preferences of no form', { consent }, prefers('all'), 'no-consent'],
    ['consent of no form', { consent }, { context: { consent: true } }, 'no-consent'],
    ['an empty object', { consent }, { context: { consent: {} } }, 'no-consent'],
    ['no consent object', { consent }, {}, 'no-consent'],
    ['no consent object, granted', { consent, consentDefault: 'grant' }, {}, 'mapped'],
    [
      'null, granted',
      { consent, consentDefault: 'grant' },
      { context: { consent: null } },
      'mapped',
    ],
    [
      'an object is asked, granted or not',
      { consent, consentDefault: 'grant' },
      { context: { consent: {} } },
      'no-consent',
    ],
    ['inherited names', { consent: ['toString'] }, prefers({}), 'no-consent'],
  ])('%s', (_, more, event, outcome) => {
    expect(routed(event, more)).toBe(outcome)
  })
})

describe('filters', () => {
  it.each<[object, object, string]>([
    [{ allow: ['Tea Made'] }, {}, 'mapped'],
    [{ allow: ['Coffee Made'] }, {}, 'filtered'],
    [{ allow: [] }, {}, 'filtered'],
    [{ deny: ['Tea Made'] }, {}, 'filtered'],
    [{ deny: [] }, {}, 'mapped'],
    [{ allow: ['Tea Made'], deny: ['Tea Made'] }, {}, 'filtered'],
    [{ allow: ['Coffee Made'] }, { type: 'identify' }, 'mapped'],
    [{ deny: ['Application Opened'] }, { event: 'app_launch' }, 'filtered'],
    [{ allow: ['Application Opened'] }, { event: 'application opened' }, 'mapped'],
    [{ deny: ['application_opened'] }, { event: 'Application Opened' }, 'filtered'],
  ])('events %j of %j: %s', (events, event, outcome) => {
    expect(routed(event, { events })).toBe(outcome)
  })

  it('give the first reason of: disabled, duplicate, opted-out, no-consent, filtered', () => {
    const event = { integrations: { All: false } }
    const more = { consent: ['x'], events: { allow: [] } }
    expect(routed(event, { ...more, enabled: false }, { duplicate: true })).toBe('disabled')
    expect(routed(event, more, { duplicate: true })).toBe('duplicate')
    expect(routed(event, more)).toBe('opted-out')
    expect(routed({}, more)).toBe('no-consent')
    expect(routed({ context: { consent: { categoryPreferences: { x: true } } } }, more)).toBe(
      'filtered',
    )
  })

  it('says disabled even of an event that cannot be read', () => {
    expect(routed({ type: 'none' }, { enabled: false })).toBe('disabled')
    expect(routed({ type: 'none' })).toBe('failed')
  })
})

describe('a configuration that is wrong', () => {
  it.each<[string, unknown, Problem['code'], string, RegExp]>([
    [
      'destination',
      { ...config, destination: 'tee' },
      'DESTINATION_UNKNOWN',
      'destination',
      /"tee".*mean "tea".*there is tea/,
    ],
    [
      'inherited destination',
      { ...config, destination: 'toString' },
      'DESTINATION_UNKNOWN',
      'destination',
      /./,
    ],
    [
      'missing setting',
      { ...config, settings: {} },
      'SETTINGS_INVALID',
      'settings.apiKey',
      /missing/,
    ],
    [
      'no settings',
      { id: 'a', destination: 'tea' },
      'SETTINGS_INVALID',
      'settings.apiKey',
      /missing/,
    ],
    [
      'empty secret',
      { ...config, settings: { apiKey: '' } },
      'SETTINGS_INVALID',
      'settings.apiKey',
      /./,
    ],
    [
      'misspelt setting',
      { ...config, settings: { apiKey: token, regoin: 'eu' } },
      'SETTINGS_INVALID',
      'settings.regoin',
      /mean "region".*there is apiKey/,
    ],
    [
      'misspelt inner setting',
      { ...config, settings: { apiKey: token, limits: { perday: 1 } } },
      'SETTINGS_INVALID',
      'settings.limits.perday',
      /mean "perDay"/,
    ],
    [
      'setting out of its list',
      { ...config, settings: { apiKey: token, region: 'mars' } },
      'SETTINGS_INVALID',
      'settings.region',
      /us.*eu/,
    ],
    [
      'setting of a wrong type',
      { ...config, settings: { apiKey: 5 } },
      'SETTINGS_INVALID',
      'settings.apiKey',
      /expected string/,
    ],
    [
      'template',
      { ...config, settings: { apiKey: token, template: '{{nme}}' } },
      'SETTINGS_INVALID',
      'settings',
      /mean "name"/,
    ],
    ['settings of no form', { ...config, settings: 'x' }, 'CONFIG_INVALID', 'settings', /./],
    ['misspelt key', { ...config, enabeld: true }, 'CONFIG_INVALID', 'enabeld', /mean "enabled"/],
    [
      'misspelt key below',
      { ...config, delivery: { atempts: 3 } },
      'CONFIG_INVALID',
      'delivery.atempts',
      /mean "attempts"/,
    ],
    [
      'misspelt filter',
      { ...config, events: { alow: [] } },
      'CONFIG_INVALID',
      'events.alow',
      /mean "allow"/,
    ],
    [
      'delivery figure',
      { ...config, delivery: { attempts: 0 } },
      'CONFIG_INVALID',
      'delivery.attempts',
      /./,
    ],
    ['enabled as text', { ...config, enabled: 'false' }, 'CONFIG_INVALID', 'enabled', /boolean/],
    [
      'consent default',
      { ...config, consentDefault: 'yes' },
      'CONFIG_INVALID',
      'consentDefault',
      /./,
    ],
    ['consent', { ...config, consent: 'marketing' }, 'CONFIG_INVALID', 'consent', /expected list/],
    [
      'filter entry',
      { ...config, events: { allow: [5] } },
      'CONFIG_INVALID',
      'events.allow[0]',
      /./,
    ],
    ['no id', { destination: 'tea' }, 'CONFIG_INVALID', 'id', /missing/],
    ['empty id', { ...config, id: '' }, 'CONFIG_INVALID', 'id', /./],
    ['null', null, 'CONFIG_INVALID', '', /object/],
    ['nothing', undefined, 'CONFIG_INVALID', '', /object/],
    ['text', 'tea', 'CONFIG_INVALID', '', /object/],
    ['list', [config], 'CONFIG_INVALID', '', /object/],
  ])('%s', (_, given, code, path, message) => {
    const prepared = prepareConnection(given, { destinations })
    if (prepared.ok) throw new Error('prepared')
    const problem = prepared.problems.find((one) => one.path === path)
    expect(problem, JSON.stringify(prepared.problems)).toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
    expect(JSON.stringify(prepared.problems)).not.toContain(token)
  })

  it('lists all that is wrong', () => {
    const given = { ...config, id: 5, enabeld: true, delivery: { atempts: 3 } }
    const prepared = prepareConnection(given, { destinations })
    expect(prepared.ok ? [] : prepared.problems.map(({ path }) => path).sort()).toEqual([
      'delivery.atempts',
      'enabeld',
      'id',
    ])
  })

  it('never throws, even where reading it does', () => {
    const hostile = {
      get id(): string {
        throw new Error(token)
      },
    }
    const prepared = prepareConnection(hostile, { destinations })
    expect(prepared).toMatchObject({ ok: false, problems: [{ code: 'CONFIG_INVALID' }] })
    expect(JSON.stringify(prepared)).not.toContain(token)
  })

  it('is told of a destination with a bad mapping file, too', () => {
    const bad = {
      ...tea,
      slug: 'bad',
      mapping: { ...mapping, destination: 'bad', rules: [{ name: 'a', skip: 'x' }] },
    }
    const prepared = prepareConnection({ ...config, destination: 'bad' }, { destinations: [bad] })
    expect(prepared).toMatchObject({
      ok: false,
      problems: [{ code: 'MAPPING_INVALID', path: expect.stringContaining('mappings/bad.json') }],
    })
  })

  it('says so where no destination was given', () => {
    const prepared = prepareConnection(config, { destinations: [] })
    expect(prepared).toMatchObject({
      problems: [{ message: expect.stringContaining('no destination was given') }],
    })
  })
})

describe('the short form of createRouter', () => {
  it('throws once, with every problem of every connection', () => {
    const connections = [
      config,
      { ...config, destination: 'tee' },
      { ...config, id: 'b', settings: { apiKey: token, regoin: 'eu' } },
      { ...config, id: '' },
    ]
    let error: unknown
    try {
      createRouter({ connections, destinations })
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(CrosswalkError)
    const { problems, message } = error as CrosswalkError
    expect(problems.map(({ path }) => path)).toEqual([
      'connections[1].destination',
      'connections[2].settings.regoin',
      'connections[3].id',
    ])
    for (const { path } of problems) expect(message).toContain(path)
    expect(message).not.toContain(token)
  })

  it.each([
    [(ids: object[]) => createRouter({ connections: ids as never, destinations })],
    [(ids: object[]) => createRouter(ids.map(connect))],
  ])('refuses a doubled id', (make) => {
    expect(() => make([config, { ...config, id: 'b' }, config])).toThrow(
      /CONNECTION_DOUBLED at connections\[2\]\.id: .*"mine"/,
    )
  })

  it('takes aliases', () => {
    const router = createRouter({
      connections: [{ ...config, events: { allow: ['Application Opened'] } }],
      destinations,
      aliases: { Boot: 'application_opened' },
    })
    expect(
      router.map({ type: 'track', event: 'boot', name: 'x', timestamp: now }, { now }),
    ).toMatchObject([{ outcome: 'mapped' }])
  })
})

describe('connections', () => {
  it('of one destination share its compiled mapping, ten thousand of them', () => {
    const all = Array.from({ length: 10_000 }, (_, n) =>
      connect({
        id: `c${n}`,
        settings: { apiKey: `${token}${n}`, region: n % 2 === 0 ? 'us' : 'eu' },
      }),
    )
    const [first] = all
    expect(all.every(({ inside }) => inside.program === first?.inside.program)).toBe(true)
    expect(createRouter(all).connections.size).toBe(10_000)
  })

  it('show no secret, however they are printed', () => {
    const connection = connect({ settings: { apiKey: token, second: token } })
    const router = createRouter([connection])
    for (const shown of [connection, router.connections, [...router.connections], router]) {
      expect(JSON.stringify(shown)).not.toContain(token)
      expect(inspect(shown, { depth: 20 })).not.toContain(token)
      expect(String(shown)).not.toContain(token)
    }
    expect(JSON.parse(JSON.stringify(connection))).toEqual({
      id: 'mine',
      destination: 'tea',
      mapping: 'tea@1.2.3',
      enabled: true,
    })
    expect(connection.inside.visible).not.toHaveProperty('apiKey')
    expect(connection.inside.visible).not.toHaveProperty('second')
  })

  it('give no secret to a template of the settings', () => {
    const connection = connect({ settings: { apiKey: token, template: '{{settings.apiKey}}' } })
    const results = createRouter([connection]).map({ type: 'page', timestamp: now }, { now })
    expect(JSON.stringify(results)).not.toContain(token)
  })
})
