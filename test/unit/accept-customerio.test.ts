import { accept } from 'crosswalk/accept'
import acceptor from 'crosswalk/destinations/customerio/accept'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const batchUrl = 'https://track.customer.io/api/v2/batch'
const entityUrl = 'https://track.customer.io/api/v2/entity'
const headers = { 'Content-Type': 'application/json', Authorization: 'Basic ***' }

const judge = (request: object) =>
  accept({ method: 'POST', url: batchUrl, headers, ...request }, [acceptor])
const found = (request: object) => {
  const verdict = judge(request)
  const problems = verdict.ok ? [] : verdict.problems
  return problems.map(({ rule, effect, path }) => [rule, effect, path])
}
/** Of one operation, as an entity and as the second of a batch. */
const broken = (operation: unknown) => {
  const alone = found({ url: entityUrl, body: operation })
  const inBatch = found({ body: { batch: [suppress, operation] } })
  const under = alone.map(([rule, effect, path]) => [
    rule,
    effect,
    path === '' ? 'batch[1]' : `batch[1].${path}`,
  ])
  expect(inBatch).toEqual(under)
  return alone
}

interface Operation {
  [member: string]: unknown
  action: string
  cio_relationships?: unknown[]
}

const suppress = { type: 'person', action: 'suppress', identifiers: { email: 'ada@example.org' } }
const person = (action: string, more: object = {}): Operation => ({
  type: 'person',
  action,
  identifiers: { id: 'u-7' },
  ...more,
})
const event = (more: object = {}) => person('event', { name: 'Ticket Bought', ...more })
const identify = (attributes: unknown) => person('identify', { attributes })
const device = (more: object) =>
  person('add_device', { device: { token: 't-1', platform: 'android', ...more } })
const related = (identifiers: unknown, more: object = {}) =>
  person('add_relationships', { cio_relationships: [club, { identifiers, ...more }] })
const club = { identifiers: { object_type_id: '2', object_id: 'club' } }
const object = (action: string, more: object = {}): Operation => ({
  type: 'object',
  action,
  identifiers: { object_type_id: '2', object_id: 'club' },
  ...more,
})
const members = (...identifiers: unknown[]) => ({
  cio_relationships: identifiers.map((one) => ({ identifiers: one })),
})
const merge = (primary: unknown, secondary: unknown): Operation => ({
  type: 'person',
  action: 'merge',
  primary,
  secondary,
})
const delivery = (more: object = {}): Operation => ({
  type: 'delivery',
  action: 'event',
  identifiers: { id: 'd-1' },
  name: 'opened',
  attributes: { device_token: 't-1' },
  ...more,
})
const ulid = '01HV5R8Q2M3N4P5S6T7V8W9X0Y'
const names = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, index]))

type Row = [rule: string, effect: string, path: string, operation: unknown]

const taken: [string, Operation][] = [
  ...['delete', 'suppress', 'unsuppress', 'identify'].map((action): [string, Operation] => [
    action,
    person(action),
  ]),
  ...['event', 'screen', 'page'].flatMap((action): [string, Operation][] => [
    [action, person(action, { name: 'Home', id: ulid, timestamp: 1_770_000_000 })],
    [`${action}, anonymous`, { ...event(), action, identifiers: { anonymous_id: 'a-1' } }],
  ]),
  ['identified by e-mail', { ...event(), identifiers: { email: 'ada@example.org' } }],
  ['identified by phone', { ...event(), identifiers: { phone: '+420601234567' } }],
  ['identified by the id of the vendor', { ...event(), identifiers: { cio_id: '0300af' } }],
  ['an id of 150 bytes', { ...event(), identifiers: { id: 'é'.repeat(75) } }],
  ['a name of 100 bytes', event({ name: 'é'.repeat(50) })],
  ['a ULID in small letters', event({ id: ulid.toLowerCase() })],
  ['the last second', event({ timestamp: 99_999_999_999 })],
  ['any event attributes', event({ attributes: { '': null, long: 'x'.repeat(1001), a: [{}] } })],
  ['an unknown member', event({ note: 'x' })],
  ['no attributes', identify({})],
  ['300 attributes', identify(names(300))],
  ['a name of 150 bytes', identify({ ['é'.repeat(75)]: 1 })],
  ['a value of 1000 bytes', identify({ plan: 'é'.repeat(500), list: ['x'.repeat(996)] })],
  ['cleared attributes', identify({ plan: null, email: '', created_at: null, anonymous_id: '' })],
  ['reserved attributes', identify({ created_at: 1, _timestamp: 1, _update: true, id: 'u-8' })],
  ['a device', device({ last_used: 1_770_000_000, attributes: { push_enabled: 'false', x: '1' } })],
  ['a device removed', person('delete_device', { device: { token: 't-1' } })],
  ['a relationship', related({ cio_object_id: 'ob1' }, { relationship_attributes: { role: 'x' } })],
  [
    'a relationship removed',
    { ...related({ cio_object_id: 'ob1' }), action: 'delete_relationships' },
  ],
  ['a person with relationships', person('identify', { cio_relationships: [club] })],
  ['an object', object('identify', { ...members({ id: 'u-7' }), attributes: names(300) })],
  ['an object known to the vendor', object('identify', { identifiers: { cio_object_id: 'ob1' } })],
  ['an object removed', object('delete')],
  ['members of an object', object('add_relationships', members({ id: 'a' }, { email: 'a@b.c' }))],
  ['members removed', object('delete_relationships', members({ cio_id: '0300af' }))],
  ['an anonymous member', object('identify_anonymous', members({ anonymous_id: 'a-1' }))],
  ['a merge', merge({ id: 'u-7' }, { email: 'ada@example.org' })],
  ['a merge of two ids', merge({ id: 'u-7' }, { id: 'u-8' })],
  ...['opened', 'converted', 'delivered'].map((name): [string, Operation] => [
    `delivery ${name}`,
    delivery({ name }),
  ]),
]

const refused: Row[] = [
  ['CI-JSON', 'http', '', 7],
  ['CI-JSON', 'http', '', null],
  ['CI-JSON', 'http', '', [event()]],

  ['CI-TYPE', 'http', 'type', { ...event(), type: undefined }],
  ['CI-TYPE', 'http', 'type', { ...event(), type: 'Person' }],
  ['CI-TYPE', 'http', 'type', { ...event(), type: null }],
  ['CI-TYPE', 'http', 'action', { ...event(), action: undefined }],
  ['CI-TYPE', 'http', 'action', { ...event(), action: 'track' }],
  ['CI-TYPE', 'http', 'action', person('identify_anonymous')],
  ['CI-TYPE', 'http', 'action', object('suppress')],
  ['CI-TYPE', 'http', 'action', delivery({ action: 'delete' })],

  ['CI-ID1', 'http', 'identifiers', event({ identifiers: undefined })],
  ['CI-ID1', 'http', 'identifiers', event({ identifiers: {} })],
  ['CI-ID1', 'http', 'identifiers', event({ identifiers: null })],
  ['CI-ID1', 'http', 'identifiers', event({ identifiers: 'u-7' })],
  ['CI-ID1', 'http', 'identifiers', event({ identifiers: ['u-7'] })],
  ['CI-ID1', 'http', 'identifiers', event({ identifiers: { id: 'u-7', email: 'a@b.c' } })],
  ['CI-ID1', 'http', 'identifiers', event({ identifiers: { id: 'u-7', anonymous_id: 'a-1' } })],
  ['CI-ID1', 'http', 'identifiers', event({ identifiers: { userId: 'u-7' } })],
  ['CI-ID1', 'http', 'identifiers', event({ identifiers: { id: 'u-7', other: 'x' } })],
  ['CI-ID1', 'http', 'identifiers.id', event({ identifiers: { id: 7 } })],
  ['CI-ID1', 'http', 'identifiers.email', event({ identifiers: { id: 'u-7', email: null } })],
  ['CI-ID1', 'http', 'identifiers.cio_id', event({ identifiers: { cio_id: 'cio_0300af' } })],
  ...['identify', 'delete', 'suppress', 'unsuppress'].map(
    (action): Row => [
      'CI-ID1',
      'http',
      'identifiers',
      person(action, { identifiers: { anonymous_id: 'a-1' } }),
    ],
  ),
  ['CI-ID1', 'http', 'identifiers', { ...device({}), identifiers: { anonymous_id: 'a-1' } }],
  ['CI-ID1', 'http', 'identifiers', object('delete', { identifiers: { id: 'u-7' } })],
  ['CI-ID1', 'http', 'identifiers', object('delete', { identifiers: { object_id: 'club' } })],
  [
    'CI-ID1',
    'http',
    'identifiers',
    object('delete', { identifiers: { ...club.identifiers, cio_object_id: 'ob1' } }),
  ],
  ['CI-ID1', 'http', 'identifiers', delivery({ identifiers: { email: 'a@b.c' } })],

  ['CI-ID', 'http', 'identifiers.id', event({ identifiers: { id: '' } })],
  ['CI-ID', 'http', 'identifiers.id', event({ identifiers: { id: ' \t' } })],
  ['CI-ID', 'http', 'identifiers.id', event({ identifiers: { id: 'x'.repeat(151) } })],
  ['CI-ID', 'http', 'identifiers.id', event({ identifiers: { id: `${'é'.repeat(75)}x` } })],
  ['CI-ID', 'http', 'identifiers.email', event({ identifiers: { email: 'ada' } })],
  ['CI-ID', 'http', 'identifiers.phone', event({ identifiers: { phone: '601 234 567' } })],
  ['CI-ID', 'http', 'identifiers.anonymous_id', event({ identifiers: { anonymous_id: '' } })],
  ['CI-ID', 'http', 'attributes.id', identify({ id: '' })],
  ['CI-ID', 'http', 'attributes.id', identify({ id: 7 })],
  ['CI-ID', 'http', 'attributes.id', identify({ id: null })],
  ['CI-ID', 'http', 'attributes.email', identify({ email: 'ada' })],
  ['CI-ID', 'http', 'attributes.anonymous_id', identify({ anonymous_id: 'x'.repeat(151) })],

  ...['event', 'screen', 'page'].map((action): Row => ['CI-NAME', 'http', 'name', person(action)]),
  ['CI-NAME', 'http', 'name', event({ name: '' })],
  ['CI-NAME', 'http', 'name', event({ name: '  ' })],
  ['CI-NAME', 'http', 'name', event({ name: null })],
  ['CI-NAME', 'http', 'name', event({ name: 7 })],
  ['CI-NAME', 'http', 'name', event({ name: 'x'.repeat(101) })],
  ['CI-NAME', 'http', 'name', event({ name: `${'é'.repeat(50)}x` })],
  ['CI-NAME', 'http', 'name', delivery({ name: undefined })],

  ['CI-DATA', 'http', 'attributes', event({ attributes: 'x' })],
  ['CI-DATA', 'http', 'attributes', event({ attributes: [] })],
  ['CI-DATA', 'http', 'attributes', event({ attributes: null })],
  ['CI-DATA', 'http', 'attributes', identify([])],
  ...['data', 'properties', 'traits'].map(
    (member): Row => ['CI-DATA', 'silent', member, event({ [member]: { a: 1 } })],
  ),

  ...[0, -1, 1e11, 1_770_000_000_000, '1770000000', '2026-02-02T03:04:05Z', null, true].flatMap(
    (time): Row[] => [
      ['CI-TS', 'silent', 'timestamp', event({ timestamp: time })],
      ['CI-TS', 'silent', 'attributes._timestamp', identify({ _timestamp: time })],
      ['CI-DEV', 'http', 'device.last_used', device({ last_used: time })],
    ],
  ),
  ['CI-TS', 'silent', 'attributes.created_at', identify({ created_at: 1_770_000_000_000 })],
  ['CI-TS', 'silent', 'attributes.created_at', identify({ created_at: '2026-02-02' })],

  ['CI-ULID', 'silent', 'id', event({ id: '6f1c1b8e-7c1d-4b0e-9d53-0a1b2c3d4e5f' })],
  ['CI-ULID', 'silent', 'id', event({ id: ulid.slice(1) })],
  ['CI-ULID', 'silent', 'id', event({ id: `${ulid}0` })],
  ['CI-ULID', 'silent', 'id', event({ id: `${ulid.slice(0, -1)}U` })],
  ['CI-ULID', 'silent', 'id', event({ id: `8${ulid.slice(1)}` })],
  ['CI-ULID', 'silent', 'id', event({ id: '' })],
  ['CI-ULID', 'silent', 'id', event({ id: null })],
  ['CI-ULID', 'silent', 'id', event({ id: 7 })],

  ['CI-ATTR', 'http', 'attributes', identify(names(301))],
  ['CI-ATTR', 'http', `attributes.${'é'.repeat(75)}x`, identify({ [`${'é'.repeat(75)}x`]: 1 })],
  ['CI-ATTR', 'http', 'attributes.plan', identify({ plan: 'x'.repeat(1001) })],
  ['CI-ATTR', 'http', 'attributes.plan', identify({ plan: `${'é'.repeat(500)}x` })],
  ['CI-ATTR', 'http', 'attributes.plan', identify({ plan: ['x'.repeat(997)] })],
  ['CI-ATTR', 'http', 'attributes', object('identify', { attributes: names(301) })],
  [
    'CI-ATTR',
    'http',
    'attributes.plan',
    object('identify_anonymous', {
      ...members({ anonymous_id: 'a-1' }),
      attributes: { plan: 'x'.repeat(1001) },
    }),
  ],

  ['CI-DEV', 'http', 'device', person('add_device')],
  ['CI-DEV', 'http', 'device', person('delete_device')],
  ['CI-DEV', 'http', 'device', person('delete_device', { device: 't-1' })],
  ['CI-DEV', 'http', 'device.token', person('delete_device', { device: { id: 't-1' } })],
  ['CI-DEV', 'http', 'device.token', device({ token: undefined, id: 't-1' })],
  ['CI-DEV', 'http', 'device.token', device({ token: '' })],
  ['CI-DEV', 'http', 'device.token', device({ token: null })],
  ...['iOS', 'Android', 'web', '', null].map(
    (platform): Row => ['CI-DEV', 'http', 'device.platform', device({ platform })],
  ),
  ['CI-DEV', 'http', 'device.platform', device({ platform: undefined })],
  ['CI-DEV', 'http', 'device.attributes', device({ attributes: 'x' })],
  [
    'CI-DEV',
    'http',
    'device.attributes.push_enabled',
    device({ attributes: { push_enabled: true } }),
  ],
  [
    'CI-DEV',
    'http',
    'device.attributes.push_enabled',
    device({ attributes: { push_enabled: 'on' } }),
  ],
  ['CI-DEV', 'http', 'device.attributes.build', device({ attributes: { build: 7 } })],
  ['CI-DEV', 'http', 'device.attributes.build', device({ attributes: { build: null } })],
  ['CI-DEV', 'http', 'attributes.device_token', delivery({ attributes: {} })],
  ['CI-DEV', 'http', 'attributes.device_token', delivery({ attributes: undefined })],
  ['CI-DEV', 'http', 'attributes.device_token', delivery({ attributes: { device_token: 7 } })],

  ['CI-REL', 'http', 'cio_relationships', person('add_relationships')],
  ['CI-REL', 'http', 'cio_relationships', person('delete_relationships', members())],
  ['CI-REL', 'http', 'cio_relationships', object('add_relationships')],
  ['CI-REL', 'http', 'cio_relationships', object('delete_relationships', members())],
  ['CI-REL', 'http', 'cio_relationships', object('identify_anonymous')],
  ['CI-REL', 'http', 'cio_relationships', person('identify', { cio_relationships: {} })],
  ['CI-REL', 'http', 'cio_relationships[0]', person('identify', { cio_relationships: ['x'] })],
  ['CI-REL', 'http', 'cio_relationships[1].identifiers', related(undefined)],
  ['CI-REL', 'http', 'cio_relationships[1].identifiers', related({ id: 'u-7' })],
  ['CI-REL', 'http', 'cio_relationships[1].identifiers', related({ object_id: 'club' })],
  [
    'CI-REL',
    'http',
    'cio_relationships[1].relationship_attributes',
    related(club.identifiers, { relationship_attributes: [] }),
  ],
  ...[2, '', '0', 'two', '2.5', null].flatMap((type): Row[] => [
    [
      'CI-REL',
      'http',
      'cio_relationships[1].identifiers.object_type_id',
      related({ object_type_id: type, object_id: 'club' }),
    ],
    [
      'CI-REL',
      'http',
      'identifiers.object_type_id',
      object('delete', { identifiers: { object_type_id: type, object_id: 'club' } }),
    ],
  ]),
  [
    'CI-REL',
    'http',
    'cio_relationships[1].identifiers',
    object('identify', members({ id: 'u-7' }, { phone: '+420601234567' })),
  ],
  [
    'CI-REL',
    'http',
    'cio_relationships[0].identifiers',
    object('add_relationships', members({ anonymous_id: 'a-1' })),
  ],
  [
    'CI-REL',
    'http',
    'cio_relationships[0].identifiers',
    object('identify_anonymous', members({ id: 'u-7' })),
  ],

  ['CI-MERGE', 'http', 'primary', merge(undefined, { id: 'u-7' })],
  ['CI-MERGE', 'http', 'secondary', merge({ id: 'u-7' }, undefined)],
  ['CI-MERGE', 'http', 'secondary', merge({ id: 'u-7' }, {})],
  ['CI-MERGE', 'http', 'secondary', merge({ id: 'u-7' }, 'u-8')],
  ['CI-MERGE', 'http', 'primary', merge({ id: 'u-7', email: 'a@b.c' }, { id: 'u-8' })],
  ['CI-MERGE', 'http', 'primary', merge({ phone: '+420601234567' }, { id: 'u-8' })],
  ['CI-MERGE', 'http', 'primary', merge({ anonymous_id: 'a-1' }, { id: 'u-8' })],
  ['CI-MERGE', 'http', 'primary.id', merge({ id: 7 }, { id: 'u-8' })],
  ['CI-MERGE', 'http', 'primary.cio_id', merge({ cio_id: 'cio_0300af' }, { id: 'u-8' })],
  ['CI-MERGE', 'http', 'secondary', merge({ id: 'u-7' }, { id: 'u-7' })],
  ['CI-MERGE', 'http', 'identifiers', { ...merge({ id: 'u-7' }, { id: 'u-8' }), ...ids('u-7') }],

  ['CI-METRIC', 'http', 'name', delivery({ name: 'clicked' })],
]

function ids(id: string) {
  return { identifiers: { id } }
}

describe('an operation', () => {
  test.each(taken.filter(([, { action }]) => action !== 'merge'))(
    'needs to say whom it is about: %s',
    (_, operation) => {
      const nameless = broken({ ...operation, identifiers: { name: 'x' } })
      expect(nameless).toEqual([['CI-ID1', 'http', 'identifiers']])
    },
  )

  test.each(taken.filter(([, { cio_relationships: list = [] }]) => list.length > 0))(
    'needs to say with whom: %s',
    (_, operation) => {
      const { cio_relationships: list = [] } = operation
      const stray = { ...operation, cio_relationships: [...list, { identifiers: { name: 'x' } }] }
      const path = `cio_relationships[${list.length}].identifiers`
      expect(broken(stray)).toEqual([['CI-REL', 'http', path]])
    },
  )

  test.each(taken)('is taken: %s', (_, operation) => {
    expect(broken(operation)).toEqual([])
  })

  test.each(refused)('%s (%s) at %s', (rule, effect, path, operation) => {
    expect(broken(operation)).toEqual([[rule, effect, path]])
  })
})

describe('a warning', () => {
  test.each([
    ['CI-ID', 'identifiers.id', event({ identifiers: { id: ' u-7' } })],
    ['CI-ID', 'attributes.phone', identify({ phone: '601 234 567' })],
    ['CI-TS', 'timestamp', event({ timestamp: 1_770_000_000.5 })],
    ['CI-ATTR', 'attributes._last_emailed', identify({ _last_emailed: 1 })],
    ['CI-ATTR', 'attributes.cio_id', identify({ cio_id: '0300af' })],
  ])('%s at %s', (rule, path, operation) => {
    const verdict = judge({ url: entityUrl, body: operation })
    expect(verdict).toMatchObject({ ok: true, warnings: [{ rule, path }] })
  })
})

describe('a request', () => {
  const body = { batch: [event()] }
  const basic = (text: string) => ({ ...headers, Authorization: `Basic ${btoa(text)}` })

  test.each([
    ['the EU host', { url: batchUrl.replace('track', 'track-eu') }],
    ['a credential of two parts', { headers: basic('site:key') }],
    ['a key with a colon', { headers: basic('site:k:ey') }],
    ['a hidden header', { headers: { ...headers, Authorization: '***' } }],
    ['a charset', { headers: { ...headers, 'Content-Type': 'Application/JSON; charset=utf-8' } }],
  ])('is taken with %s', (_, more) => {
    expect(found({ body, ...more })).toEqual([])
  })

  test.each([
    ['CI-URL', 'method', { method: 'PUT' }],
    ['CI-URL', 'url', { url: batchUrl.replace('https', 'http') }],
    ['CI-URL', 'url', { url: batchUrl.replace('track', 'api') }],
    ['CI-URL', 'url', { url: batchUrl.replace('v2', 'v1') }],
    ['CI-URL', 'url', { url: `${batchUrl}/` }],
    ['CI-AUTH', 'headers.authorization', { headers: { 'Content-Type': 'application/json' } }],
    ['CI-AUTH', 'headers.authorization', { headers: { ...headers, Authorization: 'Bearer ***' } }],
    ['CI-AUTH', 'headers.authorization', { headers: { ...headers, Authorization: 'Basic' } }],
    ['CI-AUTH', 'headers.authorization', { headers: { ...headers, Authorization: 'Basic ~~' } }],
    ['CI-AUTH', 'headers.authorization', { headers: basic('site:') }],
    ['CI-AUTH', 'headers.authorization', { headers: basic(':key') }],
    ['CI-AUTH', 'headers.authorization', { headers: basic('sitekey') }],
    ['CI-JSON', 'headers.content-type', { headers: { Authorization: 'Basic ***' } }],
    ['CI-JSON', 'headers.content-type', { headers: { ...headers, 'Content-Type': 'text/plain' } }],
    ['CI-JSON', '', { body: '{"batch":[' }],
    ['CI-JSON', '', { body: [event()] }],
    ['CI-JSON', '', { body: undefined }],
    ['CI-JSON', '', { url: entityUrl, body: undefined }],
    ['CI-SIZE', 'batch', { body: { events: [event()] } }],
    ['CI-SIZE', 'batch', { body: { batch: event() } }],
    ['CI-SIZE', 'batch', { body: { batch: [] } }],
  ])('%s at %s', (rule, path, more) => {
    expect(found({ body, ...more })).toEqual([[rule, 'http', path]])
  })

  test('may be 500 KB, with spaces, and no more', () => {
    const text = JSON.stringify(body)
    expect(found({ body: text.padEnd(512_000) })).toEqual([])
    expect(found({ body: text.padEnd(512_001) })).toEqual([['CI-SIZE', 'http', '']])
  })

  test('may be 32 KB as an entity', () => {
    const text = JSON.stringify(event())
    expect(found({ url: entityUrl, body: text.padEnd(32_768) })).toEqual([])
    expect(found({ url: entityUrl, body: text.padEnd(32_769) })).toEqual([['CI-SIZE', 'http', '']])
  })

  test('may hold operations of 32 KB, in bytes', () => {
    const sized = (bytes: number) => {
      const rest = bytes - JSON.stringify(event({ attributes: { a: 'é' } })).length - 1
      return { batch: [event(), event({ attributes: { a: `é${'x'.repeat(rest)}` } })] }
    }
    expect(found({ body: sized(32_768) })).toEqual([])
    expect(found({ body: sized(32_769) })).toEqual([['CI-SIZE', 'http', 'batch[1]']])
  })

  test('may hold attributes of 32 KB', () => {
    const body = { batch: [event({ attributes: { a: 'x'.repeat(32_768 - 7) } })] }
    expect(found({ body })).toEqual([
      ['CI-DATA', 'http', 'batch[0].attributes'],
      ['CI-SIZE', 'http', 'batch[0]'],
    ])
  })
})

test.each(acceptor.endpoints)('an item of $name shows its members', ({ item }) => {
  const shown = z.toJSONSchema(item ?? z.never(), { unrepresentable: 'any', io: 'input' })
  expect(Object.keys(shown.properties ?? {})).toEqual(
    expect.arrayContaining([
      'type',
      'action',
      'identifiers',
      'name',
      'id',
      'timestamp',
      'attributes',
      'device',
      'cio_relationships',
      'primary',
      'secondary',
    ]),
  )
})
