import { accept, type Verdict } from 'crosswalk/accept'
import amplitude from 'crosswalk/destinations/amplitude/accept'
import mapValues from 'lodash/mapValues.js'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const host = 'https://api2.amplitude.com'
const key = 'f'.repeat(32)
const json = { 'Content-Type': 'application/json' }
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const event = { event_type: 'Lesson Finished', user_id: 'rower-7', time: 1_770_000_000_000 }

const ask = (request: object): Verdict =>
  accept({ method: 'POST', url: `${host}/2/httpapi`, headers: json, ...request }, [amplitude])
const upload = (body: unknown, more: object = {}) => ask({ body, ...more })
const one = (members: object, top: object = {}) =>
  upload({ api_key: key, events: [{ ...event, ...members }], ...top })
const many = (events: unknown, more?: object) => upload({ api_key: key, events }, more)
const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
const fields = (values: Record<string, unknown>) =>
  new URLSearchParams(mapValues(values, asText)).toString()
const send = (path: string, values: Record<string, unknown>, more: object = {}) =>
  ask({ url: host + path, headers: form, body: fields({ api_key: key, ...values }), ...more })
const usermap = (mapping: unknown, more: object = {}) =>
  send('/usermap', { mapping }, { url: 'https://api.amplitude.com/usermap', ...more })
const identify = (identification: unknown, more: object = {}) =>
  send('/identify', { identification, ...more })
const groupidentify = (identification: unknown) => send('/groupidentify', { identification })

const findingsOf = (verdict: Verdict) =>
  [...(verdict.ok ? [] : verdict.problems), ...verdict.warnings].map(
    ({ rule, effect, path }) => `${rule} ${effect} ${path}`,
  )
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))
const deep = (levels: number): unknown => (levels === 0 ? 1 : { in: deep(levels - 1) })
const padded = (bytes: number) => {
  const body = { api_key: key, events: [event], padding: '' }
  return JSON.stringify({ ...body, padding: 'x'.repeat(bytes - JSON.stringify(body).length) })
}
const at = (member: string, value: unknown) => one({ [member]: value })
const users = (value: unknown) => at('user_properties', value)
const command = (group_properties: unknown) =>
  one({ event_type: '$groupidentify', groups: { crew: 'eight' }, group_properties })
const without = (member: keyof typeof event) => many([{ ...event, [member]: undefined }])

/** What is taken whole, without a warning. */
const taken: Record<string, Verdict[]> = {
  'AM-URL': [
    one({}),
    ...['https://api.eu.amplitude.com/2/httpapi', 'https://api.amplitude.com/2/httpapi'].map(
      (url) => many([event], { url }),
    ),
    many([event], { url: `${host}/batch` }),
    many([event], { url: 'https://api.eu.amplitude.com/batch' }),
    usermap({ user_id: 'a', global_user_id: 'b' }),
    usermap({ user_id: 'a', global_user_id: 'b' }, { url: 'https://api.eu.amplitude.com/usermap' }),
  ],
  'AM-CT': [
    many([event], { headers: { 'content-type': 'Application/JSON; charset=utf-8' } }),
    ask({
      url: 'https://api.amplitude.com/usermap',
      headers: { 'Content-Type': 'multipart/form-data; boundary=cut' },
      body: [
        '--cut\r\nContent-Disposition: form-data; name="api_key"\r\n\r\n***',
        '--cut\r\nContent-Disposition: form-data; name="mapping"\r\n\r\n[{"user_id":"a","unmap":true}]',
        '--cut--\r\n',
      ].join('\r\n'),
    }),
  ],
  'AM-KEY': [upload({ api_key: '***', events: [event] })],
  'AM-EVTS': [
    many([event, event]),
    upload({ api_key: key, events: [event], client_upload_time: '2026-03-01T00:00:00Z' }),
    one({ location_lat: -1, location_lng: 0.5, $skip_user_properties_sync: true }),
    one({ event_properties: {}, ingestion_metadata: { source_name: 'quay' } }),
  ],
  'AM-TYPE': [at('event_type', ' '), at('event_type', '$identify')],
  'AM-RESV': [at('event_type', '[Amplitude] Screen Viewed'), at('event_type', 'session_start')],
  'AM-ID': [
    many([{ ...event, user_id: undefined, device_id: 'boat-1' }]),
    many([{ ...event, user_id: null, device_id: 'boat-1' }]),
    one({ device_id: null }),
  ],
  'AM-IDLEN': [
    at('user_id', '12345'),
    at('device_id', 'ŽŽŽŽŽ'),
    one({ user_id: 'a' }, { options: { min_id_length: 1 } }),
    one({ device_id: 'ab' }, { options: { min_id_length: 2 } }),
    identify({ user_id: 'a' }, { options: { min_id_length: 1 } }),
  ],
  'AM-IDBAD': [
    at('user_id', 'anonymous-1'),
    at('device_id', '00000000-0000-0000-0000-000000000001'),
  ],
  'AM-IDSTR': [at('user_id', '1000001')],
  'AM-TIME': [without('time'), at('time', 1e11), at('time', 1e15)],
  'AM-SESS': [at('session_id', -1), at('session_id', 1e11)],
  'AM-EVID': [at('event_id', 0), at('event_id', 12)],
  'AM-REV': [
    one({ price: 1.5, quantity: 2, productId: 'oar', revenueType: 'sale', currency: 'CZK' }),
    one({ price: 0, productId: 'oar' }),
    one({ revenue: -3.25, revenueType: 'refund' }),
    one({ quantity: 2 }),
  ],
  'AM-LIMIT': [
    many(times(1999, () => event)),
    many(
      times(2000, () => event),
      { url: `${host}/batch` },
    ),
    upload(padded(999_999)),
    upload(padded(20_000_000), { url: `${host}/batch` }),
  ],
  'AM-DEPTH': [
    at('event_properties', deep(40)),
    users(deep(40)),
    command(deep(40)),
    at('event_properties', { in: [deep(38)] }),
  ],
  'AM-STR': [
    at('event_type', 'x'.repeat(1024)),
    at('city', 'ž'.repeat(1024)),
    at('city', '🚣'.repeat(1024)),
    at('event_properties', { note: 'x'.repeat(1024) }),
  ],
  'AM-OPS': [
    users({ plain: 1, other: [1, 'a'] }),
    users({}),
    users({ $set: { a: 1 }, $setOnce: { b: null }, $add: { c: 1, d: '-1.5' }, $unset: { e: '-' } }),
    users({ $append: { a: [1] }, $prepend: { b: 1 }, $preInsert: { c: 1 }, $postInsert: { d: 1 } }),
    users({ $remove: { a: 1 } }),
    users({ $clearAll: '-' }),
    command({ $set: { a: 1 }, $setOnce: { b: 1 }, $add: { c: 1 } }),
    command({ $append: { a: 1 }, $prepend: { b: 1 }, $unset: { c: '-' } }),
    command({ plain: true }),
  ],
  'AM-GRP': [
    at('groups', { crew: 'eight', club: ['a', 'b'], lane: 4 }),
    at('groups', Object.fromEntries(times(5, (index) => [`type${index}`, ['a', 'b']]))),
    command({ $set: { a: 1 } }),
  ],
  'AM-PLAN': [
    at('plan', { branch: 'a', source: 'b', version: '1', versionId: 'c' }),
    at('plan', {}),
  ],
  'AM-FORM': [
    usermap([{ user_id: 'a', global_user_id: 'b' }]),
    identify({ user_id: 'rower-7', user_properties: { $set: { a: 1 } }, paying: 'true' }),
    identify([{ device_id: 'boat-1', platform: 'iOS', groups: { crew: 'eight' } }]),
    ask({
      method: 'GET',
      url: `https://api.amplitude.com/usermap?${fields({ api_key: key, mapping: [{ user_id: 'a', unmap: true }] })}`,
    }),
  ],
  'AM-GI': [
    groupidentify({ group_type: 'crew', group_value: 'eight', group_properties: { a: 1 } }),
    groupidentify({ group_type: 'crew', group_value: 8, group_properties: { $set: { a: 1 } } }),
    groupidentify(
      times(1024, () => ({ group_type: 'crew', group_value: 'a', group_properties: { b: 1 } })),
    ),
  ],
  'AM-MAP': [
    usermap({ user_id: 'a', global_user_id: 'b' }),
    usermap([{ user_id: 'a', unmap: true, global_user_id: null }]),
    usermap(times(2000, (index) => ({ user_id: `a${index}`, global_user_id: 'b' }))),
  ],
}

const wide = (count: number) => Object.fromEntries(times(count, (index) => [`k${index}`, index]))

/** What is not, and every finding about it. */
const broken: [Verdict, ...string[]][] = [
  [many([event], { method: 'GET' }), 'AM-URL http method'],
  [many([event], { url: `${host}/2/events` }), 'AM-URL http url'],
  [many([event], { url: `${host}/2/httpapi/` }), 'AM-URL http url'],
  [many([event], { url: 'https://api3.amplitude.com/batch' }), 'AM-URL http url'],
  [many([event], { url: 'http://api2.amplitude.com/2/httpapi' }), 'AM-URL http url'],
  [many([event], { url: 'https://api2.amplitude.com:8443/batch' }), 'AM-URL http url'],
  [many([event], { url: 'https://amplitude.com/api/2/usermap' }), 'AM-URL http url'],
  [usermap({ user_id: 'a', unmap: true }, { url: `${host}/usermap` }), 'AM-URL http url'],
  [usermap({ user_id: 'a', unmap: true }, { method: 'PUT' }), 'AM-URL http method'],

  [many([event], { headers: {} }), 'AM-CT http headers.content-type'],
  [many([event], { headers: form }), 'AM-CT http headers.content-type'],
  [
    many([event], { headers: { 'content-type': 'application/jsonl' } }),
    'AM-CT http headers.content-type',
  ],
  [usermap({ user_id: 'a', unmap: true }, { headers: json }), 'AM-CT http headers.content-type'],
  [
    usermap({ user_id: 'a', unmap: true }, { headers: { 'content-type': 'multipart/form-data' } }),
    'AM-CT http headers.content-type',
  ],

  [upload({ events: [event] }), 'AM-KEY http api_key'],
  [upload({ api_key: '', events: [event] }), 'AM-KEY http api_key'],
  [upload({ api_key: null, events: [event] }), 'AM-KEY http api_key'],
  [upload({ api_key: 'g'.repeat(32), events: [event] }), 'AM-KEY warning api_key'],
  [upload({ api_key: 'f'.repeat(33), events: [event] }), 'AM-KEY warning api_key'],
  [
    usermap([{ user_id: 'a', unmap: true }], { body: 'mapping=[{"user_id":"a","unmap":true}]' }),
    'AM-KEY http api_key',
  ],
  [usermap([], { body: 'api_key=&mapping={"user_id":"a","unmap":true}' }), 'AM-KEY http api_key'],

  [upload('{"api_key"'), 'AM-EVTS http '],
  [upload(undefined), 'AM-EVTS http '],
  [upload('[]'), 'AM-EVTS http '],
  [many(undefined), 'AM-EVTS http events'],
  [many(event), 'AM-EVTS http events'],
  [many([]), 'AM-EVTS http events'],
  [many([event, 'x', null]), 'AM-EVTS http events[1]', 'AM-EVTS http events[2]'],
  [at('event_properties', 'x'), 'AM-EVTS http events[0].event_properties'],
  [at('event_properties', []), 'AM-EVTS http events[0].event_properties'],
  [at('location_lat', '52'), 'AM-EVTS http events[0].location_lat'],
  [at('$skip_user_properties_sync', 'true'), 'AM-EVTS http events[0].$skip_user_properties_sync'],
  [at('ingestion_metadata', 'x'), 'AM-EVTS http events[0].ingestion_metadata'],
  [at('product_id', 'oar'), 'AM-EVTS warning events[0].product_id'],

  [without('event_type'), 'AM-TYPE http events[0].event_type'],
  [at('event_type', ''), 'AM-TYPE http events[0].event_type'],
  [at('event_type', null), 'AM-TYPE http events[0].event_type'],
  [at('event_type', 7), 'AM-TYPE http events[0].event_type'],
  [many([event, { ...event, event_type: '' }]), 'AM-TYPE http events[1].event_type'],

  ...[
    '[Amplitude] Start Session',
    '[Amplitude] End Session',
    '[Amplitude] Revenue',
    '[Amplitude] Revenue (Verified)',
    '[Amplitude] Revenue (Unverified)',
    '[Amplitude] Merged User',
  ].map((name): [Verdict, string] => [
    at('event_type', name),
    'AM-RESV silent events[0].event_type',
  ]),

  [without('user_id'), 'AM-ID http events[0]'],
  [many([event, { ...event, user_id: null }]), 'AM-ID http events[1]'],
  [one({ user_id: null, device_id: null }), 'AM-ID http events[0]'],
  [identify([{ user_properties: {} }]), 'AM-ID http identification[0]'],

  [at('user_id', '1234'), 'AM-IDLEN http events[0].user_id'],
  [at('user_id', 'ŽŽŽŽ'), 'AM-IDLEN http events[0].user_id'],
  [at('user_id', '🚣🚣🚣🚣'), 'AM-IDLEN http events[0].user_id'],
  [at('device_id', '1234'), 'AM-IDLEN http events[0].device_id'],
  [many([event, { ...event, user_id: 'a' }]), 'AM-IDLEN http events[1].user_id'],
  [one({ user_id: 'ab' }, { options: { min_id_length: 3 } }), 'AM-IDLEN http events[0].user_id'],
  [one({}, { options: { min_id_length: 8 } }), 'AM-IDLEN http events[0].user_id'],
  [one({}, { options: { min_id_length: '1' } }), 'AM-IDLEN http options.min_id_length'],
  [one({}, { options: { min_id_length: 1.5 } }), 'AM-IDLEN http options.min_id_length'],
  [one({}, { options: { min_id_length: -1 } }), 'AM-IDLEN http options.min_id_length'],
  [one({}, { options: 1 }), 'AM-IDLEN http options'],
  [
    many([{ ...event, user_id: 'a', time: 1.5 }]),
    'AM-TIME http events[0].time',
    'AM-IDLEN http events[0].user_id',
  ],
  [identify([{ user_id: 'a' }]), 'AM-IDLEN http identification[0].user_id'],

  ...[
    'anonymous',
    'Anonymous',
    'undefined',
    'UNKNOWN',
    'lmy47d',
    '00000000-0000-0000-0000-000000000000',
  ].flatMap((id): [Verdict, string][] => [
    [at('user_id', id), 'AM-IDBAD http events[0].user_id'],
    [at('device_id', id), 'AM-IDBAD http events[0].device_id'],
  ]),
  ...(['', 'nil', 'none', 'NULL', 'n/a', 'na', '{}', '0', '-1'].map(
    (id): [Verdict, string, string?] => [
      one({ device_id: id }),
      'AM-IDBAD http events[0].device_id',
      'AM-IDLEN http events[0].device_id',
    ],
  ) as [Verdict, ...string[]][]),
  [one({ device_id: '0' }, { options: { min_id_length: 1 } }), 'AM-IDBAD http events[0].device_id'],

  [at('user_id', 1_000_001), 'AM-IDSTR silent events[0].user_id'],
  [at('device_id', true), 'AM-IDSTR silent events[0].device_id'],
  [at('user_id', {}), 'AM-IDSTR silent events[0].user_id'],

  [at('time', '2026-02-02T00:00:00Z'), 'AM-TIME http events[0].time'],
  [at('time', '1770000000000'), 'AM-TIME http events[0].time'],
  [at('time', 1_770_000_000.5), 'AM-TIME http events[0].time'],
  [at('time', 1_770_000_000_000.5), 'AM-TIME http events[0].time'],
  [at('time', null), 'AM-TIME http events[0].time'],
  [at('time', 1e18), 'AM-TIME http events[0].time'],
  [at('time', 1_770_000_000), 'AM-TIME silent events[0].time'],
  [at('time', 1e11 - 1), 'AM-TIME silent events[0].time'],
  [at('time', -1), 'AM-TIME silent events[0].time'],

  ...['2026-02-02T00:00:00Z', '-1', 1_770_000_000_000.5, null, -2, 0, 1e11 - 1].map(
    (value): [Verdict, string] => [at('session_id', value), 'AM-SESS http events[0].session_id'],
  ),
  ...['1', 1.5, null].map((value): [Verdict, string] => [
    at('event_id', value),
    'AM-EVID http events[0].event_id',
  ]),

  [one({ price: '1.5' }), 'AM-REV http events[0].price'],
  [one({ revenue: null }), 'AM-REV http events[0].revenue'],
  [one({ price: 1, quantity: 1.5 }), 'AM-REV http events[0].quantity'],
  [one({ price: 1, quantity: '2' }), 'AM-REV http events[0].quantity'],
  [one({ productId: 'oar' }), 'AM-REV silent events[0].productId'],
  [one({ quantity: 1, revenueType: 'sale' }), 'AM-REV silent events[0].revenueType'],
  ...['czk', 'CZ', 'CZKK', 'koruny', '', 203].map((currency): [Verdict, string] => [
    one({ revenue: 1, currency }),
    'AM-REV silent events[0].currency',
  ]),

  [many(times(2000, () => event)), 'AM-LIMIT http events'],
  [
    many(
      times(2001, () => event),
      { url: `${host}/batch` },
    ),
    'AM-LIMIT http events',
  ],
  [upload(padded(1_000_000)), 'AM-LIMIT http '],
  [upload(padded(20_000_001), { url: `${host}/batch` }), 'AM-LIMIT http '],
  [at('event_properties', { note: times(1000, () => 'ž'.repeat(500)) }), 'AM-LIMIT http '],
  [usermap({ user_id: 'a', unmap: true, note: 'x'.repeat(1_000_000) }), 'AM-LIMIT http '],

  [at('event_properties', deep(41)), 'AM-DEPTH http events[0].event_properties'],
  [at('event_properties', { in: [deep(39)] }), 'AM-DEPTH http events[0].event_properties'],
  [at('event_properties', { a: 1, b: deep(40) }), 'AM-DEPTH http events[0].event_properties'],
  [users(deep(41)), 'AM-DEPTH http events[0].user_properties'],
  [users({ $set: deep(40) }), 'AM-DEPTH http events[0].user_properties'],
  [command(deep(41)), 'AM-DEPTH http events[0].group_properties'],
  [
    identify([{ user_id: 'rower-7', user_properties: deep(41) }]),
    'AM-DEPTH http identification[0].user_properties',
  ],

  [at('event_type', 'x'.repeat(1025)), 'AM-STR warning events[0].event_type'],
  [at('user_id', 'x'.repeat(1025)), 'AM-STR warning events[0].user_id'],
  [at('carrier', '🚣'.repeat(1025)), 'AM-STR warning events[0].carrier'],
  [at('app_version', 5), 'AM-STR warning events[0].app_version'],
  [
    at('event_properties', { a: [{ b: 'x'.repeat(1025) }] }),
    'AM-STR warning events[0].event_properties.a[0].b',
  ],
  [users({ $set: { a: 'x'.repeat(1025) } }), 'AM-STR warning events[0].user_properties.$set.a'],
  [at('groups', { crew: 'x'.repeat(1025) }), 'AM-STR warning events[0].groups.crew'],

  [users({ $set: { a: 1 }, b: 2 }), 'AM-OPS silent events[0].user_properties'],
  [users({ $increment: { a: 1 } }), 'AM-OPS silent events[0].user_properties.$increment'],
  [users({ $set: 'a' }), 'AM-OPS silent events[0].user_properties.$set'],
  [users({ $set: ['a'] }), 'AM-OPS silent events[0].user_properties.$set'],
  [users({ $unset: null }), 'AM-OPS silent events[0].user_properties.$unset'],
  ...['many', '', '1,5', '0x1', null, true, [1]].map((a): [Verdict, string] => [
    users({ $add: { a } }),
    'AM-OPS silent events[0].user_properties.$add.a',
  ]),
  [
    users({ $set: { a: 1 }, $add: { b: 1, a: 1 } }),
    'AM-OPS silent events[0].user_properties.$add.a',
  ],
  [users({ $clearAll: '-', $set: { a: 1 } }), 'AM-OPS silent events[0].user_properties.$clearAll'],
  [users('x'), 'AM-OPS silent events[0].user_properties'],
  ...['$preInsert', '$postInsert', '$remove', '$clearAll'].map((name): [Verdict, string] => [
    command({ [name]: { a: 1 } }),
    `AM-OPS silent events[0].group_properties.${name}`,
  ]),
  [command({ $set: { a: 1 }, b: 2 }), 'AM-OPS silent events[0].group_properties'],
  [
    one({ event_type: '$identify', user_properties: { $foo: {} } }),
    'AM-OPS silent events[0].user_properties.$foo',
  ],
  [
    identify([{ user_id: 'rower-7', user_properties: { $set: { a: 1 }, b: 1 } }]),
    'AM-OPS silent identification[0].user_properties',
  ],

  [at('groups', wide(6)), 'AM-GRP silent events[0].groups'],
  [at('groups', { crew: times(11, String) }), 'AM-GRP silent events[0].groups'],
  [
    at('groups', { crew: times(6, String), club: times(5, String) }),
    'AM-GRP silent events[0].groups',
  ],
  [at('groups', { crew: null }), 'AM-GRP silent events[0].groups.crew'],
  [at('groups', { crew: ['a', {}] }), 'AM-GRP silent events[0].groups.crew[1]'],
  [at('groups', 'crew'), 'AM-GRP silent events[0].groups'],
  [at('group_properties', { a: 1 }), 'AM-GRP silent events[0].group_properties'],
  [
    one({ event_type: '$identify', group_properties: { a: 1 } }),
    'AM-GRP silent events[0].group_properties',
  ],
  [
    one({ event_type: '$groupidentify', group_properties: { a: 1 } }),
    'AM-GRP silent events[0].groups',
  ],
  [one({ event_type: '$groupidentify', groups: {} }), 'AM-GRP silent events[0].groups'],

  [at('plan', { branch: 'a', owner: 'b' }), 'AM-PLAN silent events[0].plan'],
  [at('plan', { version: 3 }), 'AM-PLAN silent events[0].plan.version'],
  [at('plan', 'main'), 'AM-PLAN silent events[0].plan'],

  [usermap('{"user_id"'), 'AM-FORM http mapping'],
  [send('/usermap', {}, { url: 'https://api.amplitude.com/usermap' }), 'AM-FORM http mapping'],
  [
    ask({ method: 'GET', url: `https://api.amplitude.com/usermap?api_key=***&mapping=no` }),
    'AM-FORM http query.mapping',
  ],
  [ask({ url: 'https://api.amplitude.com/usermap?api_key=***' }), 'AM-FORM http query.mapping'],
  [identify('user'), 'AM-FORM http identification'],
  [identify([]), 'AM-FORM http identification'],
  [identify([7]), 'AM-FORM http identification[0]'],
  [identify({ user_id: 'rower-7' }, { options: 'x' }), 'AM-FORM http options'],
  [identify({ user_id: 'rower-7' }, { options: [] }), 'AM-FORM http options'],

  [
    groupidentify({ group_value: 'a', group_properties: {} }),
    'AM-GI http identification[0].group_type',
  ],
  [
    groupidentify({ group_type: '', group_value: 'a', group_properties: {} }),
    'AM-GI http identification[0].group_type',
  ],
  [
    groupidentify({ group_type: 'a', group_properties: {} }),
    'AM-GI http identification[0].group_value',
  ],
  [
    groupidentify({ group_type: 'a', group_value: '', group_properties: {} }),
    'AM-GI http identification[0].group_value',
  ],
  [
    groupidentify([{ group_type: 'a', group_value: 'b' }]),
    'AM-GI http identification[0].group_properties',
  ],
  [groupidentify([]), 'AM-GI http identification'],
  [
    groupidentify(times(1025, () => ({ group_type: 'a', group_value: 'b', group_properties: {} }))),
    'AM-GI http identification',
  ],
  [
    groupidentify([{ group_type: 'a', group_value: 'b', group_properties: { $set: wide(1025) } }]),
    'AM-GI http identification',
  ],

  [usermap([{ user_id: 'a' }]), 'AM-MAP http mapping[0].global_user_id'],
  [usermap([{ user_id: 'a', unmap: false }]), 'AM-MAP http mapping[0].global_user_id'],
  [usermap([{ user_id: 'a', global_user_id: '' }]), 'AM-MAP http mapping[0].global_user_id'],
  [usermap([{ user_id: 'a', global_user_id: 7 }]), 'AM-MAP http mapping[0].global_user_id'],
  [usermap([{ global_user_id: 'b' }]), 'AM-MAP http mapping[0].user_id'],
  [usermap([{ user_id: '', global_user_id: 'b' }]), 'AM-MAP http mapping[0].user_id'],
  [usermap([{ user_id: 7, global_user_id: 'b' }]), 'AM-MAP http mapping[0].user_id'],
  [usermap([{ user_id: 'a', unmap: true }, 'x']), 'AM-MAP http mapping[1]'],
  [usermap([]), 'AM-MAP http mapping'],
  [usermap('5'), 'AM-MAP http mapping[0]'],
  [
    usermap(times(2001, (index) => ({ user_id: `a${index}`, global_user_id: 'b' }))),
    'AM-MAP http mapping',
  ],
]

const rules = [
  ...['URL', 'CT', 'KEY', 'EVTS', 'TYPE', 'RESV', 'ID', 'IDLEN', 'IDBAD', 'IDSTR', 'TIME', 'SESS'],
  ...['EVID', 'REV', 'LIMIT', 'DEPTH', 'STR', 'OPS', 'GRP', 'PLAN', 'FORM', 'GI', 'MAP'],
].map((name) => `AM-${name}`)

describe.each(rules)('%s', (rule) => {
  test('takes what keeps it', () => {
    expect(taken[rule]?.flatMap(findingsOf)).toEqual([])
  })

  const cases = broken.filter(([, first]) => first?.startsWith(`${rule} `))

  test('has cases that break it', () => {
    expect(cases.length).toBeGreaterThan(0)
  })

  test.each(cases.map(([verdict, ...found]) => ({ verdict, found })))('$found', (one) => {
    expect(findingsOf(one.verdict)).toEqual(one.found)
    expect(one.verdict.ok).toBe(one.found.every((text) => text.includes(' warning ')))
  })
})

test('every case belongs to a rule', () => {
  expect(broken.filter(([, first]) => !rules.includes(first?.split(' ')[0] ?? ''))).toEqual([])
})

test('lists as deep as a text can hold are only too deep', () => {
  const lists = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const body = `{"api_key":"${key}","events":[{"event_type":"a","user_id":"rower-7","event_properties":{"a":${lists}}}]}`
  expect(findingsOf(upload(body))).toEqual(['AM-DEPTH http events[0].event_properties'])
})

test('messages hold no value of the request', () => {
  const verdict = many([{ event_type: 7, user_id: 'sc', time: 'secret', plan: { x: 'secret' } }])
  expect(JSON.stringify(verdict)).not.toContain('secret')
})

test('an item can be shown as JSON Schema', () => {
  const shown = amplitude.endpoints.map(({ name, item }): [string, object] => [
    name,
    z.toJSONSchema(item, { unrepresentable: 'any', io: 'input' }),
  ])
  expect(shown.map(([name]) => name)).toEqual([
    'httpapi',
    'batch',
    'usermap',
    'identify',
    'groupidentify',
  ])
  for (const [, schema] of shown) expect(schema).toMatchObject({ type: 'object' })
  expect(Object.fromEntries(shown).httpapi).toMatchObject({
    required: ['event_type'],
    properties: {
      event_type: { type: 'string', maxLength: 1024 },
      time: { type: 'integer' },
      revenue: { type: 'number' },
      user_properties: { type: 'object' },
    },
  })
})
