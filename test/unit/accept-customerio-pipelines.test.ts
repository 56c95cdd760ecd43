import { accept } from 'crosswalk/accept'
import acceptor from 'crosswalk/destinations/customerio-pipelines/accept'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const at = (path: string) => `https://cdp.customer.io/v1/${path}`
const headers = {
  'Content-Type': 'application/json',
  Authorization: 'Basic ***',
  'X-Strict-Mode': '1',
}
const permissive = { ...headers, 'X-Strict-Mode': '0' }

const judge = (request: object) =>
  accept({ method: 'POST', url: at('batch'), headers, ...request }, [acceptor])
const found = (request: object) => {
  const verdict = judge(request)
  const problems = verdict.ok ? [] : verdict.problems
  return problems.map(({ rule, effect, path }) => [rule, effect, path])
}
type Call = { type: string }
/** Of one call, at its own endpoint and as the second of a batch. */
const broken = (call: Call, more: object = {}) => {
  const alone = found({ url: at(call.type), body: call, ...more })
  const inBatch = found({ body: { batch: [track(), call] }, ...more })
  expect(inBatch).toEqual(alone.map(([rule, effect, path]) => [rule, effect, `batch[1].${path}`]))
  return alone
}

const call = (type: string, more: object = {}) => ({ type, userId: 'u-7', ...more })
const track = (more: object = {}) => call('track', { event: 'Ticket Bought', ...more })
const traits = (given: object) => call('identify', { traits: given })
const group = (more: object = {}) => call('group', { groupId: 'club', ...more })
const alias = (more: object = {}) => call('alias', { previousId: 'old-7', ...more })
const device = (given: object, more: object = {}) =>
  track({ event: 'Device Created or Updated', context: { device: given }, ...more })
const about = (event: string, properties?: object) => track({ event, properties })
const names = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, index]))

const taken: [string, Call][] = [
  ...['identify', 'page', 'screen'].map((type): [string, Call] => [type, call(type)]),
  ['a track call', track({ properties: { a: { b: [1, null] } }, messageId: 'm-1' })],
  ['an anonymous call', track({ userId: undefined, anonymousId: 'a-1' })],
  ['an empty user id beside an anonymous one', track({ userId: '', anonymousId: 'a-1' })],
  ['one known by e-mail alone', call('identify', { userId: '', traits: { email: 'a@b.c' } })],
  ['a user id of 150 bytes', track({ userId: 'é'.repeat(75) })],
  ['times', track({ timestamp: '2026-02-02T03:04:05.678Z', sentAt: '2026-02-02T05:04:05+02:00' })],
  ['an event for an object', track({ groupId: 'club' })],
  ['a long event name', track({ event: 'x'.repeat(500) })],
  ['a context of any values', track({ context: { ip: 7, app: { build: 41 }, extra: 'x' } })],
  [
    '300 traits, of 150 and 1000 bytes',
    traits({ ...names(299), ['é'.repeat(75)]: 'é'.repeat(500) }),
  ],
  ['a time of creation', traits({ createdAt: '2026-02-02T03:04:05Z' })],
  ['a day of creation', traits({ createdAt: '2026-02-02' })],
  ['no time of creation', traits({ createdAt: null })],
  ['long properties', track({ properties: { a: 'x'.repeat(1001) } })],
  ['a group', group()],
  ['a group with its type', group({ traits: { object_type_id: '2', relationshipAttributes: {} } })],
  [
    'a relationship with attributes of more than 1000 bytes in all',
    group({ traits: { relationshipAttributes: { a: 'x'.repeat(1000), b: 1 } } }),
  ],
  ['an alias', alias()],
  ['a device', device({ token: 't-1', type: 'ios' }, { properties: { push_enabled: 'true' } })],
  ['a device removed', track({ event: 'Device Deleted', context: { device: { token: 't-1' } } })],
  ...['User Deleted', 'User Suppressed', 'User Unsuppressed'].map((event): [string, Call] => [
    event,
    track({ event }),
  ]),
  ['a relationship removed', about('Relationship Deleted', { objectId: 'club', objectTypeId: 2 })],
  ['a relationship of the first type', about('Relationship Deleted', { objectId: 'club' })],
  [
    'an object removed',
    {
      ...about('Object Deleted', { objectId: 'club' }),
      ...{ userId: undefined, anonymousId: 'a-1' },
    },
  ],
  ...['delivered', 'clicked', 'converted', 'opened'].map((metric): [string, Call] => [
    `delivery ${metric}`,
    about('Report Delivery Event', { deliveryId: 'd-1', metric }),
  ]),
  ...['viewed_content', 'clicked_content'].map((actionType): [string, Call] => [
    actionType,
    about('Report Content Event', { actionType, contentId: 3, templateId: 4 }),
  ]),
  ['a semantic name that is no track call', call('screen', { event: 'Device Deleted' })],
  ['a name in other letters', track({ event: 'device deleted' })],
]

type Row = [rule: string, strict: string, path: string, call: Call]

const refused: Row[] = [
  ...['identify', 'page', 'screen'].map(
    (type): Row => ['CI-UID', 'http', 'userId', call(type, { userId: undefined })],
  ),
  ['CI-UID', 'http', 'userId', track({ userId: undefined })],
  ['CI-UID', 'http', 'userId', track({ userId: '' })],
  ['CI-UID', 'http', 'userId', track({ userId: ' ', anonymousId: '' })],
  ['CI-UID', 'http', 'userId', track({ userId: 7 })],
  ['CI-UID', 'http', 'userId', track({ userId: null })],
  ['CI-UID', 'http', 'anonymousId', track({ anonymousId: 7 })],
  ['CI-UID', 'http', 'userId', track({ userId: '', traits: { email: 'a@b.c' } })],
  ['CI-UID', 'http', 'userId', call('identify', { userId: '', traits: { email: '' } })],
  ['CI-UID', 'http', 'userId', { type: 'identify', ...{ traits: { email: 'a@b.c' } } }],
  ['CI-UID', 'http', 'groupId', group({ groupId: undefined })],
  ['CI-UID', 'http', 'groupId', group({ groupId: '' })],
  ['CI-UID', 'http', 'groupId', group({ groupId: 7 })],
  ['CI-UID', 'http', 'userId', group({ userId: undefined })],
  ['CI-UID', 'http', 'previousId', alias({ previousId: undefined })],
  ['CI-UID', 'http', 'previousId', alias({ previousId: '' })],
  ['CI-UID', 'http', 'previousId', alias({ previousId: 7 })],
  ['CI-UID', 'http', 'userId', alias({ userId: undefined, anonymousId: 'a-1' })],
  ['CI-MERGE', 'http', 'previousId', alias({ previousId: 'u-7' })],
  ['CI-ID', 'http', 'userId', track({ userId: `${'é'.repeat(75)}x` })],
  ['CI-ID', 'http', 'groupId', group({ groupId: 'x'.repeat(151) })],

  ['CI-CDPEV', 'http', 'event', track({ event: undefined })],
  ['CI-CDPEV', 'http', 'event', track({ event: '' })],
  ['CI-CDPEV', 'http', 'event', track({ event: ' ' })],
  ['CI-CDPEV', 'http', 'event', track({ event: 7 })],
  ['CI-CDPEV', 'http', 'event', track({ event: null })],

  ['CI-DATA', 'http', 'properties', track({ properties: 'x' })],
  ['CI-DATA', 'http', 'properties', track({ properties: [] })],
  ['CI-DATA', 'http', 'properties', track({ properties: null })],
  ['CI-DATA', 'http', 'traits', call('identify', { traits: 'x' })],
  ['CI-DATA', 'http', 'context', track({ context: 'x' })],
  ['CI-DATA', 'http', 'context.device', track({ context: { device: 't-1' } })],

  ...['timestamp', 'sentAt', 'originalTimestamp'].flatMap((member) =>
    [
      1_770_000_000,
      '1770000000',
      '2026-02-02',
      '2026-02-02T03:04:05',
      '2026-02-30T03:04:05Z',
      null,
    ].map((time): Row => ['CI-TS', 'silent', member, track({ [member]: time })]),
  ),
  ['CI-TS', 'silent', 'traits.createdAt', traits({ createdAt: 1_770_000_000 })],
  ['CI-TS', 'silent', 'traits.createdAt', traits({ createdAt: 'yesterday' })],

  ['CI-ATTR', 'silent', 'traits', traits(names(301))],
  ['CI-ATTR', 'silent', 'traits.plan', traits({ plan: 'x'.repeat(1001) })],
  ['CI-ATTR', 'silent', `traits.${'x'.repeat(151)}`, traits({ ['x'.repeat(151)]: 1 })],
  ['CI-ATTR', 'silent', 'traits.plan', group({ traits: { plan: 'x'.repeat(1001) } })],
  [
    'CI-ATTR',
    'silent',
    'traits.relationshipAttributes.role',
    group({ traits: { relationshipAttributes: { role: 'x'.repeat(1001) } } }),
  ],
  ['CI-REL', 'http', 'traits.object_type_id', group({ traits: { object_type_id: 2 } })],

  ['CI-CDPEV', 'silent', 'context.device.token', track({ event: 'Device Deleted' })],
  ['CI-CDPEV', 'silent', 'context.device.token', device({ type: 'ios' })],
  ['CI-CDPEV', 'silent', 'context.device.token', device({ type: 'ios', token: '' })],
  ['CI-CDPEV', 'silent', 'context.device.token', device({ type: 'ios', token: 7 })],
  ['CI-CDPEV', 'silent', 'context.device.type', device({ token: 't-1' })],
  ['CI-CDPEV', 'silent', 'context.device.type', device({ token: 't-1', type: 'iOS' })],
  ...['last_used', 'platform'].map(
    (member): Row => [
      'CI-CDPEV',
      'silent',
      `properties.${member}`,
      device({ token: 't-1', type: 'ios' }, { properties: { [member]: 'ios' } }),
    ],
  ),
  ...['User Deleted', 'User Suppressed', 'User Unsuppressed'].map(
    (event): Row => [
      'CI-CDPEV',
      'silent',
      'userId',
      track({ event, userId: undefined, anonymousId: 'a-1' }),
    ],
  ),
  ['CI-CDPEV', 'silent', 'userId', { ...device({ token: 't', type: 'ios' }), ...anonymous() }],
  [
    'CI-CDPEV',
    'silent',
    'userId',
    { ...about('Relationship Deleted', { objectId: 'club' }), ...anonymous() },
  ],
  [
    'CI-CDPEV',
    'silent',
    'userId',
    track({ event: 'Device Deleted', context: { device: { token: 't-1' } }, ...anonymous() }),
  ],
  ['CI-CDPEV', 'silent', 'properties', about('Relationship Deleted')],
  ['CI-CDPEV', 'silent', 'properties.objectId', about('Relationship Deleted', {})],
  [
    'CI-CDPEV',
    'silent',
    'properties.objectTypeId',
    about('Relationship Deleted', { objectId: 'club', objectTypeId: '2' }),
  ],
  ['CI-CDPEV', 'silent', 'anonymousId', about('Object Deleted', { objectId: 'club' })],
  ['CI-CDPEV', 'silent', 'properties.objectId', { ...about('Object Deleted', {}), ...anonymous() }],
  [
    'CI-CDPEV',
    'silent',
    'properties.deliveryId',
    about('Report Delivery Event', { metric: 'opened' }),
  ],
  [
    'CI-CDPEV',
    'silent',
    'properties.metric',
    about('Report Delivery Event', { deliveryId: 'd-1', metric: 'bounced' }),
  ],
  [
    'CI-CDPEV',
    'silent',
    'properties.actionType',
    about('Report Content Event', { actionType: 'viewed', contentId: 3, templateId: 4 }),
  ],
  [
    'CI-CDPEV',
    'silent',
    'properties.contentId',
    about('Report Content Event', { actionType: 'viewed_content', contentId: '3', templateId: 4 }),
  ],
  [
    'CI-CDPEV',
    'silent',
    'properties.templateId',
    about('Report Content Event', { actionType: 'viewed_content', contentId: 3 }),
  ],
]

function anonymous() {
  return { userId: undefined, anonymousId: 'a-1' }
}

describe('a call', () => {
  test.each(taken)('is taken: %s', (_, given) => {
    expect(broken(given)).toEqual([])
  })

  test.each(refused)('%s (%s) at %s', (rule, strict, path, given) => {
    expect(broken(given)).toEqual([[rule, strict, path]])
    expect(broken(given, { headers: permissive })).toEqual([[rule, 'silent', path]])
  })

  test('needs no type at the endpoint of it, but that of track does', () => {
    const { type: _, ...page } = call('page')
    const { type: __, ...event } = track()
    expect(found({ url: at('page'), body: page })).toEqual([])
    expect(found({ url: at('page'), body: track() })).toEqual([['CI-UID', 'http', 'type']])
    expect(found({ url: at('track'), body: event })).toEqual([['CI-UID', 'http', 'type']])
  })

  test('may have space around its identifiers, with a warning', () => {
    const verdict = judge({ body: { batch: [track({ userId: 'u-7 ' })] } })
    expect(verdict).toMatchObject({
      ok: true,
      warnings: [{ rule: 'CI-ID', path: 'batch[0].userId' }],
    })
  })
})

describe('a request', () => {
  const body = { batch: [track()] }
  const basic = (text: string) => ({ ...headers, Authorization: `Basic ${btoa(text)}` })
  const { 'Content-Type': _, ...typeless } = headers
  const { Authorization: __, ...nameless } = headers

  test.each([
    ['the EU host', { url: at('batch').replace('cdp', 'cdp-eu') }],
    ['a key', { headers: basic('key:') }],
    ['what the SDKs add', { body: { ...body, sentAt: '2026-02-02T03:04:05Z', writeKey: 'k' } }],
    ['a context for all', { body: { batch: [device({})], context: contextOf('t-1', 'ios') } }],
  ])('is taken with %s', (_, more) => {
    expect(found({ body, ...more })).toEqual([])
  })

  test.each([
    ['CI-AUTH', 'headers.authorization', { headers: nameless }],
    ['CI-AUTH', 'headers.authorization', { headers: basic('key:secret') }],
    ['CI-AUTH', 'headers.authorization', { headers: basic(':') }],
    ['CI-AUTH', 'headers.authorization', { headers: basic('key') }],
    ['CI-JSON', 'headers.content-type', { headers: typeless }],
    ['CI-JSON', '', { body: '{"batch":[' }],
    ['CI-JSON', '', { body: [track()] }],
    ['CI-JSON', '', { url: at('track'), body: [track()] }],
    ['CI-JSON', 'batch[0]', { body: { batch: [7] } }],
    ['CI-SIZE', 'batch', { body: { events: [track()] } }],
    ['CI-SIZE', 'batch', { body: { batch: track() } }],
    ['CI-SIZE', 'batch', { body: { batch: [] } }],
    ['CI-UID', 'batch[0].type', { body: { batch: [{ ...track(), type: undefined }] } }],
    ['CI-UID', 'batch[0].type', { body: { batch: [{ ...track(), type: 'Track' }] } }],
    ['CI-DATA', 'context', { body: { ...body, context: 'x' } }],
  ])('%s at %s, and unseen without strict mode', (rule, path, more) => {
    expect(found({ body, ...more })).toEqual([[rule, 'http', path]])
    const lax = { headers, ...more }.headers as Record<string, string>
    const { 'X-Strict-Mode': _, ...rest } = lax
    expect(found({ body, ...more, headers: rest })).toEqual([[rule, 'silent', path]])
  })

  test.each([
    ['method', { method: 'GET' }],
    ['url', { url: at('batch').replace('https', 'http') }],
    ['url', { url: at('batch').replace('cdp', 'cdp-us') }],
    ['url', { url: at('import') }],
  ])('CI-URL at %s, in either mode', (path, more) => {
    expect(found({ body, ...more })).toEqual([['CI-URL', 'http', path]])
    expect(found({ body, ...more, headers: permissive })).toEqual([['CI-URL', 'http', path]])
  })

  test('a time of the whole batch', () => {
    const problems = found({ body: { ...body, sentAt: 1_770_000_000 } })
    expect(problems).toEqual([['CI-TS', 'silent', 'sentAt']])
  })

  test('may be 500 KB as a batch, 32 KB as a call', () => {
    for (const [url, given, bytes] of [
      [at('batch'), body, 512_000],
      [at('track'), track(), 32_768],
    ] as const) {
      const text = JSON.stringify(given)
      expect(found({ url, body: text.padEnd(bytes) })).toEqual([])
      expect(found({ url, body: text.padEnd(bytes + 1) })).toEqual([['CI-SIZE', 'http', '']])
    }
  })

  test('may hold calls of 32 KB', () => {
    const sized = (bytes: number) => {
      const rest = bytes - JSON.stringify(track({ messageId: '' })).length
      return { batch: [track({ messageId: 'x'.repeat(rest) })] }
    }
    expect(found({ body: sized(32_768) })).toEqual([])
    expect(found({ body: sized(32_769) })).toEqual([['CI-SIZE', 'http', 'batch[0]']])
  })

  function contextOf(token: string, type: string) {
    return { device: { token, type } }
  }
})

test.each(acceptor.endpoints)('an item of $name shows its members', ({ item }) => {
  const shown = z.toJSONSchema(item ?? z.never(), { unrepresentable: 'any', io: 'input' })
  expect(Object.keys(shown.properties ?? {})).toEqual(
    expect.arrayContaining([
      'type',
      'userId',
      'anonymousId',
      'event',
      'properties',
      'traits',
      'context',
      'timestamp',
      'messageId',
    ]),
  )
})
