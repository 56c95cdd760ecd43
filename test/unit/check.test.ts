import type { Acceptor } from 'crosswalk/accept'
import cloneDeep from 'lodash/cloneDeep.js'
import set from 'lodash/set.js'
import { describe, expect, test } from 'vitest'
import { findings, type Subject } from '../../src/check/index.js'
import { type Destination, secret, z } from '../../src/destination.js'
import { endpoint } from './endpoint.js'

const mapping = {
  destination: 'harbour',
  title: 'Harbour events',
  docs: ['https://example.com/docs'],
  checked: '2026-01-10',
  apiVersion: 'v3',
  sunset: '2027-06-01',
  version: '1.0.0',
  tables: { platform: { ios: 'iOS', android: 'Android' }, never: ['unknown', 'none'] },
  parts: {
    who: { fields: { user: { from: 'userId', as: [{ except: 'never' }, { cut: 40 }] } } },
    device: { from: 'context.device.id', as: { cut: 64 } },
  },
  rules: [
    {
      name: 'order',
      when: { type: 'track', event: 'Order Completed' },
      emit: [
        {
          action: 'event',
          use: ['who'],
          fields: {
            kind: { value: 'purchase' },
            device: { part: 'device', required: true },
            time: { from: 'timestamp', as: 'epochMs' },
            amount: 'properties.revenue',
            currency: { from: 'properties.currency', as: 'currency' },
            items: {
              from: 'properties.products',
              as: {
                each: {
                  fields: { sku: { from: 'item.sku', as: { cut: 20 }, required: 'parent' } },
                },
              },
            },
          },
        },
      ],
    },
    {
      name: 'track',
      when: { type: 'track' },
      emit: [
        {
          action: 'event',
          fields: {
            kind: {
              from: [{ value: 'purchase', when: { 'settings.mode': 'full' } }],
              default: 'other',
            },
            device: [{ part: 'device' }, { value: 'none' }],
            time: { from: 'timestamp', as: 'epochMs' },
            platform: { from: 'context.device.type', as: { table: 'platform' } },
            member: { from: 'user.email', as: [{ hashed: ['trim', 'lower', 'email'] }] },
            extra: { from: 'sent.properties', as: { keys: { clean: 'a-z_' } } },
          },
        },
      ],
    },
  ],
}

const item = z.strictObject({
  user: z.string().max(40).optional(),
  kind: z.enum(['purchase', 'other']),
  device: z.string().max(64),
  time: z.int(),
  amount: z.number().optional(),
  currency: z.string().length(3).optional(),
  platform: z.string().max(10).optional(),
  member: z.string().max(64).optional(),
  items: z.array(z.looseObject({ sku: z.string().max(20), count: z.int().optional() })).optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
  labels: z.string().max(8).optional(),
})

const settings = z.strictObject({
  apiKey: secret('The key of the project.'),
  mode: z.enum(['full', 'lean']).default('full').describe('How much is sent.'),
  sortKey: z.string().optional().describe('The public name of a field to sort by.'),
})

const module: Destination = {
  slug: 'harbour',
  title: 'Harbour',
  settings,
  mapping,
  actions: { event: () => 'events' },
  endpoints: { events: endpoint },
}

const acceptor: Acceptor = {
  destination: 'harbour',
  owns: () => false,
  endpoints: [
    {
      name: 'events',
      matches: () => true,
      read: (text) => JSON.parse(text),
      request: z.unknown(),
      item,
    },
  ],
  rules: {},
  beyond: [],
  unknownEndpoint: { rule: 'HA-URL', effect: 'http' },
  otherwise: { rule: 'HA-JSON', effect: 'http' },
}

function checked(file: object, more: Partial<Subject> = {}) {
  const subject: Subject = {
    mapping: file,
    module: { ...module, mapping: file },
    acceptor,
    others: [],
    today: '2026-02-01',
    ...more,
  }
  return findings('mappings/harbour.json', JSON.stringify(file, null, 2), subject)
}

/** Through JSON, as from a file: undefined is left out. */
const withChange = (path: string, value: unknown) =>
  JSON.parse(JSON.stringify(set(cloneDeep(mapping), path, value)))

test('finds nothing in a good mapping', () => {
  expect(checked(mapping)).toEqual([])
})

const order = 'rules[0].emit[0]'
const track = 'rules[1].emit[0]'

/** A typical slip: where it is made, what stands there, and what tells of it where. */
const slips: [
  slip: string,
  at: string,
  value: unknown,
  check: string,
  path: string,
  says: RegExp,
][] = [
  [
    'a path in context',
    `${order}.fields.user`,
    'context.devcie.id',
    'sources',
    `${order}.fields.user`,
    /did you mean "context.device.id"/,
  ],
  [
    'a path one level off',
    `${order}.fields.user`,
    'context.advertisingId',
    'sources',
    `${order}.fields.user`,
    /did you mean "context.device.advertisingId"/,
  ],
  [
    'a path in snake case',
    `${order}.fields.user`,
    'context.app_version',
    'sources',
    `${order}.fields.user`,
    /no "context.app_version"/,
  ],
  [
    'below a text',
    `${order}.fields.user`,
    'context.app.version.major',
    'sources',
    `${order}.fields.user`,
    /no "context.app.version.major"/,
  ],
  [
    'a trait',
    `${track}.fields.member.from`,
    'user.emial',
    'sources',
    `${track}.fields.member`,
    /did you mean "user.email"/,
  ],
  [
    'a raw trait',
    `${track}.fields.member.from`,
    'traits.frstName',
    'sources',
    `${track}.fields.member`,
    /did you mean "traits.firstName"/,
  ],
  [
    'a path of a condition',
    `${track}.fields.platform.when`,
    { 'context.os.nmae': 'iOS' },
    'sources',
    `${track}.fields.platform.when.context.os.nmae`,
    /did you mean "context.os.name"/,
  ],
  [
    'a path of a rule',
    'rules[1].when',
    { type: 'track', 'context.network.wify': true },
    'sources',
    'rules[1].when.context.network.wify',
    /context.network.wifi/,
  ],
  [
    'a path of a template',
    `${track}.fields.labels`,
    { template: '{{context.locle}}', as: { cut: 8 } },
    'sources',
    `${track}.fields.labels.template`,
    /context.locale/,
  ],
  [
    'the event as sent',
    `${track}.fields.extra.from`,
    'sent.propertes',
    'sources',
    `${track}.fields.extra`,
    /did you mean "sent.properties"/,
  ],
  [
    'a property',
    `${order}.fields.amount`,
    'properties.revenu',
    'properties',
    `${order}.fields.amount`,
    /did you mean "properties.revenue"/,
  ],
  [
    'a property of another event',
    `${order}.fields.amount`,
    'properties.rating',
    'properties',
    `${order}.fields.amount`,
    /none of Order Completed has/,
  ],
  [
    'a member of an element',
    `${order}.fields.items.as.each.fields.sku.from`,
    'item.skuu',
    'properties',
    `${order}.fields.items.as.each.fields.sku`,
    /did you mean "properties.products\[\].sku"/,
  ],
  [
    'a root',
    `${order}.fields.user`,
    'usr.email',
    'language',
    `${order}.fields.user`,
    /did you mean "user"/,
  ],
  [
    'lower of a number',
    `${order}.fields.user`,
    { from: 'context.screen.width', as: 'lower' },
    'types',
    `${order}.fields.user.as`,
    /lower takes text, but context.screen.width is/,
  ],
  [
    'a time of a list',
    `${order}.fields.time`,
    { from: 'properties.products', as: 'epochMs' },
    'types',
    `${order}.fields.time.as`,
    /epochMs takes a time, but properties.products is a list/,
  ],
  [
    'a second step',
    `${order}.fields.amount`,
    { from: 'timestamp', as: ['epochMs', 'lower'] },
    'types',
    `${order}.fields.amount.as[1]`,
    /but what epochMs gives is an integer/,
  ],
  [
    'keys of a text',
    `${track}.fields.extra`,
    { from: 'event', as: { keys: 'lower' } },
    'types',
    `${track}.fields.extra.as`,
    /keys takes an object, but event is text/,
  ],
  [
    'a target',
    `${order}.fields.amuont`,
    'properties.revenue',
    'targets',
    `${order}.fields.amuont`,
    /no field "amuont" \(did you mean "amount"/,
  ],
  [
    'an invented target',
    `${order}.fields.colour`,
    'properties.revenue',
    'targets',
    `${order}.fields.colour`,
    /the vendor knows no field "colour"/,
  ],
  [
    'a target in an open object',
    `${order}.fields.items.as.each.fields.cuont`,
    'item.quantity',
    'targets',
    `${order}.fields.items.as.each.fields.cuont`,
    /did you mean "count"/,
  ],
  [
    'a required field left out',
    `${track}.fields.device`,
    undefined,
    'targets',
    track,
    /requires "device", but it may be missing/,
  ],
  [
    'a required field that may be nothing',
    `${order}.fields.device`,
    { part: 'device' },
    'targets',
    'parts.device',
    /requires "device"/,
  ],
  [
    'a required field under a condition',
    `${order}.fields.kind.when`,
    { 'settings.mode': 'full' },
    'targets',
    `${order}.fields.kind`,
    /requires "kind"/,
  ],
  [
    'a required member of elements',
    `${order}.fields.items.as.each.fields`,
    { count: { value: 1 } },
    'targets',
    `${order}.fields.items.as.each`,
    /requires "sku"/,
  ],
  [
    'a constant',
    `${order}.fields.kind.value`,
    'purchse',
    'targets',
    `${order}.fields.kind`,
    /does not take "purchse" \(did you mean "purchase"/,
  ],
  [
    'a default',
    `${track}.fields.kind.default`,
    'all',
    'targets',
    `${track}.fields.kind`,
    /it takes "purchase", "other"/,
  ],
  [
    'a constant of a wrong type',
    `${order}.fields.time`,
    { value: 'now' },
    'targets',
    `${order}.fields.time`,
    /gives text, but the vendor takes integer/,
  ],
  [
    'a text for a number',
    `${order}.fields.amount`,
    'properties.currency',
    'targets',
    `${order}.fields.amount`,
    /gives text, but the vendor takes number/,
  ],
  [
    'a time for a text',
    `${order}.fields.user`,
    'timestamp',
    'targets',
    `${order}.fields.user`,
    /a time becomes text by iso/,
  ],
  [
    'a fraction',
    `${order}.fields.time`,
    { from: 'properties.revenue', required: true },
    'targets',
    `${order}.fields.time`,
    /a fraction would be refused/,
  ],
  [
    'no cut',
    `${order}.fields.user`,
    'userId',
    'targets',
    `${order}.fields.user`,
    /add { "cut": 40 }/,
  ],
  [
    'too long a cut',
    `${order}.fields.user`,
    { from: 'userId', as: { cut: 400 } },
    'targets',
    `${order}.fields.user`,
    /is cut to 400 characters, but the vendor takes 40/,
  ],
  [
    'a rule that is never reached',
    'rules[2]',
    { name: 'late', when: { type: 'track', event: 'X' }, skip: 'filtered' },
    'language',
    'rules[2].when',
    /is never reached/,
  ],
  [
    'an alternative behind a constant',
    `${track}.fields.device[2]`,
    'anonymousId',
    'language',
    `${track}.fields.device[2]`,
    /is never reached/,
  ],
  [
    'a table',
    `${track}.fields.platform.as`,
    { table: 'platfrom' },
    'language',
    `${track}.fields.platform.as.table`,
    /did you mean "platform"/,
  ],
  ['a part', `${order}.use`, ['whom'], 'language', `${order}.use[0]`, /did you mean "who"/],
  [
    'a step',
    `${track}.fields.member.as`,
    'trimm',
    'language',
    `${track}.fields.member.as`,
    /did you mean "trim"/,
  ],
  [
    'a key',
    `${order}.fields.time`,
    { form: 'timestamp' },
    'language',
    `${order}.fields.time`,
    /did you mean "from"/,
  ],
  ['an action', `${order}.action`, 'evnt', 'language', `${order}.action`, /did you mean "event"/],
  [
    'a setting',
    `${track}.fields.kind.when`,
    { 'settings.mod': 'full' },
    'language',
    `${track}.fields.kind.when`,
    /did you mean "mode"/,
  ],
  [
    'a secret that is read',
    `${order}.fields.user`,
    'settings.apiKey',
    'language',
    `${order}.fields.user`,
    /secrets never can/,
  ],
  [
    'a field written below',
    `${order}.fields.kind`,
    { value: 'purchase', when: { 'out.amount': 1 }, required: true },
    'language',
    `${order}.fields.kind.when`,
    /no field of this name is written above/,
  ],
  ['pages that nobody named', 'docs', undefined, 'language', 'docs', /missing/],
  ['a day that is none', 'checked', 'today', 'language', 'checked', /date/i],
  ['a day ahead', 'checked', '2026-03-01', 'dates', 'checked', /lies ahead/],
  [
    'a version that ended',
    'sunset',
    '2026-01-31',
    'dates',
    'sunset',
    /version v3 ended on 2026-01-31/,
  ],
  ['a version that ends soon', 'sunset', '2026-03-03', 'dates', 'sunset', /ends in 30 days/],
  [
    'a part that nothing uses',
    'parts.lonely',
    'userId',
    'unused',
    'parts.lonely',
    /nothing uses it/,
  ],
  [
    'a table that nothing uses',
    'tables.lonely',
    ['a'],
    'unused',
    'tables.lonely',
    /nothing uses it/,
  ],
]

describe('names the place and the nearest right name of', () => {
  test.each(slips)('%s', (_, at, value, check, path, says) => {
    const found = checked(withChange(at, value))
    expect(found).toContainEqual(
      expect.objectContaining({ check, path, message: expect.stringMatching(says) }),
    )
  })

  test.each(slips)('nothing but %s', (_, at, value, check) => {
    const others = checked(withChange(at, value)).filter((found) => found.check !== check)
    expect(others.filter(({ check }) => check !== 'unused' && check !== 'targets')).toEqual([])
  })
})

test('names the line of a place', () => {
  const file = withChange(`${order}.fields.user`, 'context.devcie.id')
  const lines = JSON.stringify(file, null, 2).split('\n')
  const [found] = checked(file).filter(({ check }) => check === 'sources')
  expect(lines[(found?.line ?? 0) - 1]).toContain('context.devcie.id')
})

test('a trait of an app of its own is no mistake, but told', () => {
  expect(checked(withChange(`${track}.fields.member.from`, 'user.berthNumber'))).toMatchObject([
    { check: 'sources', severity: 'warning' },
  ])
  expect(checked(withChange(`${track}.fields.member.from`, 'traits.first_name'))).toEqual([])
})

test('a part that reads a property of some of the events that use it is no slip', () => {
  const viewed = {
    ...mapping.rules[0],
    name: 'viewed',
    when: { type: 'track', event: 'Product Viewed' },
  }
  const using = (path: string) => {
    const file = withChange('parts.label', path)
    file.rules = [file.rules[0], cloneDeep(viewed), file.rules[1]]
    for (const { emit } of file.rules.slice(0, 2)) emit[0].fields = { labels: { part: 'label' } }
    return checked(file).filter(({ check }) => check === 'properties')
  }
  expect(using('properties.variant')).toEqual([])
  expect(using('properties.varaint')).toMatchObject([{ check: 'properties' }])
})

test('a required field that only a rest may bring is told, and no more than told', () => {
  const file = withChange(`${track}.fields.device`, undefined)
  const pouring = (rest: unknown) => checked(set(cloneDeep(file), `${track}.rest`, rest))
  const message = expect.stringMatching(/requires "device", but no field/)
  expect(pouring('sent.properties')).toMatchObject([
    { check: 'targets', severity: 'warning', path: track, message },
  ])
  expect(pouring({ fields: { device: { value: 'none' } } })).toEqual([])
})

test('a credential that is not marked', () => {
  const open = settings.extend({ writeToken: z.string().default('x') })
  const found = checked(mapping, { module: { ...module, settings: open as never } })
  expect(found).toMatchObject([
    { check: 'secrets', message: expect.stringContaining('"writeToken"') },
  ])
})

test('a table that another file includes is used', () => {
  const file = withChange('tables.shared', { a: 'b' })
  const other = { include: ['harbour'], parts: { x: { from: 'event', as: { table: 'shared' } } } }
  expect(checked(file, { others: [other] })).toEqual([])
})

test('rules and rows that no case shows, and snapshots of no case', () => {
  const event = { type: 'track', event: 'Moored', userId: 'u', context: { device: { id: 'd' } } }
  const found = checked(mapping, {
    cases: [{ name: 'moored', settings: { apiKey: 'k' }, settingsFile: 'x', events: [event] }],
    snapshots: ['moored', 'gone'],
  })
  const told = found.map(({ check, path, message }) => `${check} ${path} ${message}`)
  expect(told).toContainEqual(expect.stringMatching(/^coverage rules\[0\] .*"order"/))
  expect(told).toContainEqual(expect.stringMatching(/^coverage rules\[1\].*fields\.platform /))
  expect(told).toContainEqual(expect.stringMatching(/^snapshots .*"gone" belongs to no case/))
  expect(
    told.filter((line) => /fields\.time|"moored"/.test(line) && line.includes('rules[1]')),
  ).toEqual([])
})
