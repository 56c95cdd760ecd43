import { accept } from 'crosswalk/accept'
import acceptor from 'crosswalk/destinations/facebook-app-events/accept'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

type Members = Record<string, unknown>

const now = 1_790_000_000
const url = 'https://graph.facebook.com/v25.0/2468013579/activities'
const hash = 'a9'.repeat(32)
const ofNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const device = ['a2', 'org.example.ferry', 77, '2.5', '15', 'Moto G', 'nl_NL', 'CET', 'KPN', 720]
const extinfo = [...device, 1600, '1.75', 8, 64, 20, 'Europe/Amsterdam']
const event = { _eventName: 'Ferry Boarded', _logTime: now - 60 }
const body = {
  access_token: '2468013579|client-token',
  event: 'CUSTOM_APP_EVENTS',
  anon_id: 'XZ-ferry-1',
  advertiser_tracking_enabled: 1,
  application_tracking_enabled: 1,
  extinfo,
  custom_events: [event],
}

const judge = (request: Members) =>
  accept(
    { method: 'POST', url, headers: { 'Content-Type': 'application/json' }, now, ...request },
    [acceptor],
  )
const findings = (request: Members) => {
  const verdict = judge(request)
  const found = [...('problems' in verdict ? verdict.problems : []), ...verdict.warnings]
  return found.map(({ rule, effect, path }) => `${rule} ${effect} ${path}`)
}
const changed = (change: Members) => findings({ body: { ...body, ...change } })
const inEvent = (change: Members) => changed({ custom_events: [event, { ...event, ...change }] })
const counted = (length: number, prefix = 'p') =>
  Object.fromEntries(Array.from({ length }, (_, at) => [`${prefix}${at}`, at]))
const cell = (at: number, value: unknown) => ({ extinfo: extinfo.with(at, value as string) })
const purchase = { _eventName: 'fb_mobile_purchase', _valueToSum: 12, fb_currency: 'EUR' }

test('takes what breaks no rule', () => {
  expect(judge({ body })).toEqual({
    ok: true,
    destination: 'facebook-app-events',
    endpoint: 'activities',
    warnings: [],
  })
})

describe('the call', () => {
  test.each([
    [{ method: 'GET' }, 'FB-URL http method'],
    [{ url: url.replace('https', 'http') }, 'FB-URL http url'],
    [{ url: url.replace('graph.', 'graph.eu.') }, 'FB-URL http url'],
    [{ url: url.replace('facebook.com', 'facebook.com:8443') }, 'FB-URL http url'],
    [{ url: url.replace('v25.0', '25.0') }, 'FB-URL http url'],
    [{ url: url.replace('v25.0', 'v125.0') }, 'FB-URL http url'],
    [{ url: url.replace('2468013579', 'ferry-app') }, 'FB-URL http url'],
    [{ url: `${url}/` }, 'FB-URL http url'],
    [{ url: url.replace('activities', 'insights') }, 'FB-URL http url'],
  ])('refuses %j', (change, found) => {
    expect(findings({ body, ...change })).toEqual([found])
  })

  test.each([url.replace('/v25.0', ''), url.replace('v25.0', 'v9.0')])('takes %s', (address) => {
    expect(findings({ body, url: address })).toEqual([])
  })
})

describe('FB-TOK', () => {
  const bare = { ...body, access_token: undefined }
  const authorized = (authorization: string) =>
    findings({ body: bare, headers: { 'Content-Type': 'application/json', authorization } })

  test.each(['***', '2468013579|***', '***|***', 'EAABsbCS1iHgBO', 'a.b-c_d'])(
    'takes %s',
    (access_token) => {
      expect(changed({ access_token })).toEqual([])
    },
  )
  test.each([
    '2468013579|',
    '|secret',
    '2468013579',
    'app|secret',
    'two words',
    'null',
    '$TOKEN',
    7,
  ])('refuses %s', (access_token) => {
    expect(changed({ access_token })).toEqual(['FB-TOK http access_token'])
  })
  test('asks for one, wherever', () => {
    expect(changed({ access_token: undefined })).toEqual(['FB-TOK http access_token'])
    expect(changed({ access_token: '' })).toEqual(['FB-TOK http access_token'])
    expect(findings({ body: bare, url: `${url}?access_token=***` })).toEqual([])
    expect(findings({ body: bare, url: `${url}?access_token=7` })).toEqual([
      'FB-TOK http query.access_token',
    ])
    expect(authorized('Bearer EAABsbCS1iHgBO')).toEqual([])
    expect(authorized('Bearer ***')).toEqual([])
    expect(authorized('***')).toEqual([])
    expect(authorized('Bearer two words')).toEqual(['FB-TOK http headers.authorization'])
    expect(authorized('Basic ***')).toEqual(['FB-TOK http access_token'])
  })
})

describe('reading', () => {
  const text = (members: Members) => {
    const form = new URLSearchParams()
    for (const [name, value] of Object.entries(members))
      form.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
    return form.toString()
  }
  const form = (sent: string, address = url) =>
    findings({
      body: sent,
      url: address,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const parts = (members: Members) =>
    findings({
      headers: { 'content-type': 'multipart/form-data; boundary="xx"' },
      body: `${Object.entries(members)
        .map(
          ([name, value]) =>
            `--xx\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
        )
        .join('')}--xx--\r\n`,
    })

  test('takes a form, nested values as JSON text', () => {
    expect(form(text({ ...body, ud: { em: hash } }))).toEqual([])
  })
  test('takes members in brackets', () => {
    const { anon_id: _, extinfo: __, custom_events: ___, ...flat } = body
    const cells = extinfo.map((value, at) => [`extinfo[${at}]`, String(value)])
    const named = { 'ud[em]': hash, 'custom_events[0][_eventName]': 'Ferry Boarded' }
    const limited = { 'data_processing_options[]': 'LDU', data_processing_options_country: 1 }
    const all = { ...flat, ...Object.fromEntries(cells), ...named, ...limited }
    expect(form(text({ ...all, data_processing_options_state: 1000 }))).toEqual([])
    expect(form(text({ ...all, 'ud[em]': 'a@b.example' }))).toContain('FB-UD policy ud.em')
  })
  test('takes JSON text within JSON', () => {
    const nested = { extinfo: JSON.stringify(extinfo), custom_events: JSON.stringify([event]) }
    expect(changed(nested)).toEqual([])
    expect(changed({ custom_events: JSON.stringify([{ ...event, _eventName: '' }]) })).toEqual([
      'FB-NAME http custom_events[0]._eventName',
    ])
  })
  test('takes parameters of query and body together', () => {
    const { event: kind, custom_events, ...rest } = body
    expect(form(text(rest), `${url}?${text({ event: kind, custom_events })}`)).toEqual([])
    expect(findings({ body: undefined, headers: {}, url: `${url}?${text(body)}` })).toEqual([])
    expect(findings({ body: '', url: `${url}?${text(body)}` })).toEqual([])
  })
  test('names the query where a part of it is wrong', () => {
    const late = [{ ...event, _logTime: now * 1000, boss: true }]
    const { custom_events: _, ...rest } = body
    expect(form(text(rest), `${url}?${text({ custom_events: late })}`)).toEqual([
      'FB-PVAL http query.custom_events[0].boss',
      'FB-TIME silent query.custom_events[0]._logTime',
    ])
    expect(findings({ body: rest, url: `${url}?custom_events={` })).toEqual([
      'FB-NEST http query.custom_events',
    ])
  })
  test('takes parts, and a file of events', () => {
    const { custom_events, extinfo: cells, ...flat } = body
    const more = {
      extinfo: JSON.stringify(cells),
      custom_events_file: JSON.stringify(custom_events),
    }
    expect(parts({ ...flat, ...more })).toEqual([])
    expect(parts({ ...flat, ...more, custom_events_file: 'x' })).toEqual([
      'FB-NEST http custom_events_file',
    ])
  })
  test('guesses where no encoding is named', () => {
    expect(findings({ body, headers: {} })).toEqual([])
    expect(findings({ body: text(body), headers: {} })).toEqual([])
  })
  test.each([
    ['a form whose member is no JSON', () => form(text({ ...body, ud: '[object Object]' })), 'ud'],
    ['JSON that ends early', () => findings({ body: '{"event":' }), ''],
    ['a form that is said to be JSON', () => findings({ body: text(body) }), ''],
    [
      'parts without a boundary',
      () => findings({ body: 'x', headers: { 'Content-Type': 'multipart/form-data' } }),
      'headers.content-type',
    ],
    ['a member of the wrong type', () => changed({ bundle_id: {} }), 'bundle_id'],
  ])('FB-NEST: refuses %s', (_, found, path) => {
    expect(found()).toEqual([`FB-NEST http ${path}`])
  })
  test('FB-NEST: refuses a body that is no object', () => {
    expect(findings({ body: '[]', url: `${url}?${text(body)}` })).toEqual(['FB-NEST http '])
  })
  test('a blank nested value is none', () => {
    expect(form(text({ ...body, custom_events: '', extinfo: '' }))).toEqual([
      'FB-CE http custom_events',
      'FB-EXT warning extinfo',
    ])
  })
})

describe('FB-EVT, FB-CE, FB-INST', () => {
  test.each([
    [{ event: 'DEFERRED_APP_LINK', custom_events: undefined }, []],
    [{ event: 'MOBILE_APP_INSTALL', custom_events: undefined }, []],
    [{ event: 'MOBILE_APP_INSTALL' }, ['FB-INST warning custom_events']],
    [{ event: undefined }, ['FB-EVT http event']],
    [{ event: 'custom_app_events' }, ['FB-EVT http event']],
    [{ event: null }, ['FB-EVT http event']],
    [{ custom_events: undefined }, ['FB-CE http custom_events']],
    [{ custom_events: [] }, ['FB-CE http custom_events']],
    [{ custom_events: '[]' }, ['FB-CE http custom_events']],
    [{ custom_events: 'Ferry Boarded' }, ['FB-CE http custom_events']],
    [{ custom_events: event }, ['FB-CE http custom_events']],
    [{ custom_events: null }, ['FB-CE http custom_events']],
    [{ custom_events: [event, null] }, ['FB-CE http custom_events[1]']],
  ])('%j', (change, found) => {
    expect(changed(change)).toEqual(found)
  })
  test.each(['MOBILE_APP_INSTALL', 'MobileAppInstall', 'Application Installed'])(
    'FB-INST: %s is no own event',
    (name) => {
      expect(inEvent({ _eventName: name })).toEqual(['FB-INST silent custom_events[1]._eventName'])
    },
  )
})

describe('FB-ID, FB-ATT', () => {
  const id = '0A1B2C3D-1111-4222-8333-444455556666'
  const known = (identity: Members) => changed({ anon_id: undefined, ...identity })

  test.each([
    [{ advertiser_id: id }],
    [{ attribution: 'abc' }],
    [{ page_scoped_user_id: 99, page_id: '77', extinfo: ['mb1'] }],
    [{ user_id: '5', user_id_type: 'INSTANT_GAMES_PLAYER_ID' }],
    [{ ud: { ph: hash } }],
    [{ ud: {}, anon_id: 'x' }],
  ])('takes %j', (identity) => {
    expect(known(identity)).toEqual([])
  })
  test.each([
    [{}],
    [{ anon_id: '' }],
    [{ advertiser_id: '  ' }],
    [{ ud: {} }],
    [{ user_id: '5' }],
    [{ user_id_type: 'INSTANT_GAMES_PLAYER_ID' }],
    [{ app_user_id: 'u1', vendor_id: 'v1' }],
  ])('refuses %j', (identity) => {
    expect(known(identity)).toEqual(['FB-ID http '])
  })
  test.each([
    [{ advertiser_id: '00000000-0000-0000-0000-000000000000' }, 'FB-ID silent advertiser_id'],
    [{ advertiser_id: hash }, 'FB-ID silent advertiser_id'],
    [{ advertiser_id: [id] }, 'FB-ID http advertiser_id'],
    [{ anon_id: null, advertiser_id: id }, 'FB-ID http anon_id'],
    [{ anon_id: 'x', user_id_type: 'PLAYER' }, 'FB-ID http user_id_type'],
  ])('refuses %j in its place', (identity, found) => {
    expect(known(identity)).toEqual([found])
  })
  test.each([0, false, '0', 'false'])('FB-ATT: warns of an id without consent (%j)', (flag) => {
    const refused = { advertiser_tracking_enabled: flag }
    expect(changed({ ...refused, advertiser_id: id })).toEqual(['FB-ATT warning advertiser_id'])
    expect(changed(refused)).toEqual([])
  })
})

describe('FB-FLAG', () => {
  const names = ['advertiser_tracking_enabled', 'application_tracking_enabled']

  test.each(names)('%s', (name) => {
    for (const flag of [0, 1, true, false, '0', '1', 'true', 'false'])
      expect(changed({ [name]: flag })).toEqual([])
    for (const flag of [2, -1, '', 'yes', 'True', null, []])
      expect(changed({ [name]: flag })).toEqual([`FB-FLAG http ${name}`])
    expect(changed({ [name]: undefined })).toEqual([`FB-FLAG silent ${name}`])
  })
})

describe('FB-EXT', () => {
  test.each([
    [{ extinfo: ['i2', '', '', '', '18', ...Array(11).fill('')] }, []],
    [cell(4, 15), []],
    [cell(9, ''), []],
    [{ extinfo: ['mb1'] }, []],
    [{ extinfo: undefined }, ['FB-EXT warning extinfo']],
    [{ extinfo: extinfo.slice(0, 15) }, ['FB-EXT http extinfo']],
    [{ extinfo: [...extinfo, ''] }, ['FB-EXT http extinfo']],
    [{ extinfo: [] }, ['FB-EXT http extinfo', 'FB-EXT http extinfo[0]', 'FB-EXT http extinfo[4]']],
    [{ extinfo: 'a2' }, ['FB-EXT http extinfo']],
    [{ extinfo: null }, ['FB-EXT http extinfo']],
    [cell(0, 'mb1'), ['FB-EXT http extinfo[0]']],
    [cell(0, 'A2'), ['FB-EXT http extinfo[0]']],
    [cell(0, ''), ['FB-EXT http extinfo[0]']],
    [cell(4, ''), ['FB-EXT http extinfo[4]']],
    [cell(4, ' '), ['FB-EXT http extinfo[4]']],
    [cell(7, null), ['FB-EXT http extinfo[7]']],
    [cell(15, {}), ['FB-EXT http extinfo[15]']],
    [cell(12, true), ['FB-EXT http extinfo[12]']],
  ])('%j', (change, found) => {
    expect(changed(change)).toEqual(found)
  })
})

describe('FB-NAME, FB-PKEY', () => {
  test.each(['a', '_x', '9 to 5', 'a-b_c d', 'n'.repeat(40)])('takes %s', (name) => {
    expect(inEvent({ _eventName: name })).toEqual([])
    expect(inEvent({ [name]: 1 })).toEqual([])
  })
  test.each(['', ' a', '-a', 'a.b', 'a/b', 'Fähre', 'a\n', '渡', 'n'.repeat(41)])(
    'refuses %j',
    (name) => {
      expect(inEvent({ _eventName: name })).toEqual(['FB-NAME http custom_events[1]._eventName'])
      expect(inEvent({ [name]: 1 })).toEqual([`FB-PKEY http custom_events[1].${name}`])
    },
  )
  test.each([undefined, null, 7, ['a']])('refuses %j for a name', (name) => {
    expect(inEvent({ _eventName: name })).toEqual(['FB-NAME http custom_events[1]._eventName'])
  })
  test('looks at the hash of a name', () => {
    expect(inEvent({ _eventName_md5: 'B'.repeat(32) })).toEqual([])
    expect(inEvent({ _eventName_md5: 'B'.repeat(31) })).toEqual([
      'FB-NAME http custom_events[1]._eventName_md5',
    ])
  })
})

describe('FB-TIME', () => {
  test.each([now, now + 86_400, 1_072_915_200, `${now}`, undefined])('takes %j', (time) => {
    expect(inEvent({ _logTime: time })).toEqual([])
  })
  test.each([
    [now + 86_401, 'silent'],
    [1_072_915_199, 'silent'],
    [0, 'silent'],
    [-5, 'silent'],
    [now * 1000, 'silent'],
    [now * 1e9, 'silent'],
    [`${now}000`, 'silent'],
    [now + 0.5, 'http'],
    ['2026-09-21T12:00:00Z', 'http'],
    ['', 'http'],
    [null, 'http'],
  ])('refuses %j', (time, effect) => {
    expect(inEvent({ _logTime: time })).toContain(`FB-TIME ${effect} custom_events[1]._logTime`)
  })
  test('looks at the time of an install', () => {
    const install = { event: 'MOBILE_APP_INSTALL', custom_events: undefined }
    expect(changed({ ...install, install_timestamp: now - 0.25 })).toEqual([])
    expect(changed({ ...install, install_timestamp: now * 1000 })).toEqual([
      'FB-TIME silent install_timestamp',
    ])
    expect(changed({ ...install, install_timestamp: 'now' })).toEqual([
      'FB-TIME http install_timestamp',
    ])
  })
})

describe('FB-PVAL, FB-PCNT', () => {
  const long = 'x'.repeat(101)

  test.each([
    [{ a: '' }],
    [{ a: -1.5 }],
    [{ a: 'x'.repeat(100) }],
    [{ a: '😀'.repeat(100) }],
    [{ fb_content: long, fb_content_id: long }],
    [{ fb_content_id: ['a', 7] }],
    [{ _valueToSum: '-3.5e2' }],
    [{ _implicitlyLogged: '1', _isTimedEvent: false, _session_id: long, _eventID: 'e' }],
  ])('takes %j', (change) => {
    expect(inEvent(change)).toEqual([])
  })
  test.each([
    [{ a: true }, 'http', 'a'],
    [{ a: null }, 'http', 'a'],
    [{ a: [] }, 'http', 'a'],
    [{ a: {} }, 'http', 'a'],
    [{ a: long }, 'http', 'a'],
    [{ a: '😀'.repeat(101) }, 'http', 'a'],
    [{ fb_currency: false }, 'http', 'fb_currency'],
    [{ fb_content: [] }, 'http', 'fb_content'],
    [{ fb_content_id: [null] }, 'http', 'fb_content_id'],
    [{ _eventID: {} }, 'http', '_eventID'],
    [{ _inBackground: 'no' }, 'http', '_inBackground'],
    [{ _valueToSum: true }, 'http', '_valueToSum'],
    [{ _valueToSum: '9,99' }, 'silent', '_valueToSum'],
  ])('refuses %j', (change, effect, name) => {
    expect(inEvent(change)).toEqual([`FB-PVAL ${effect} custom_events[1].${name}`])
  })
  test('refuses a number beyond what is finite', () => {
    const text = JSON.stringify({ ...body, custom_events: [{ ...event, a: 1 }] })
    expect(findings({ body: text.replace('"a":1', '"a":1e999') })).toEqual([
      'FB-PVAL http custom_events[0].a',
    ])
  })
  test('counts what is not of the system', () => {
    expect(inEvent({ ...counted(25), _valueToSum: 1, _ui: 'x', _eventID: 'e' })).toEqual([])
    expect(inEvent(counted(26))).toEqual(['FB-PCNT silent custom_events[1]'])
    expect(inEvent({ ...counted(25), _own: 1 })).toEqual(['FB-PCNT silent custom_events[1]'])
    expect(inEvent({ ...counted(25), fb_level: '1' })).toEqual(['FB-PCNT silent custom_events[1]'])
  })
})

describe('FB-PUR', () => {
  test.each([[{}], [{ _valueToSum: '12.50' }], [{ _valueToSum: 0 }]])('takes %j', (change) => {
    expect(inEvent({ ...purchase, ...change })).toEqual([])
  })
  test.each([
    [{ _valueToSum: undefined }, '_valueToSum'],
    [{ _valueToSum: '' }, '_valueToSum'],
    [{ _valueToSum: '12 EUR' }, '_valueToSum'],
    [{ fb_currency: undefined }, 'fb_currency'],
    [{ fb_currency: '' }, 'fb_currency'],
    [{ fb_currency: 'eur' }, 'fb_currency'],
    [{ fb_currency: 'EURO' }, 'fb_currency'],
    [{ fb_currency: 978 }, 'fb_currency'],
  ])('refuses %j', (change, name) => {
    expect(inEvent({ ...purchase, ...change })).toEqual([`FB-PUR silent custom_events[1].${name}`])
  })
  test('asks it of purchases alone', () => {
    expect(inEvent({ ...purchase, _eventName: 'Subscribe', fb_currency: 'x' })).toEqual([])
  })
})

describe('FB-UD', () => {
  test.each([[{}], [{ em: hash, external_id: hash }], [{ ph: Array(5).fill(hash).join() }]])(
    'takes %j',
    (ud) => {
      expect(changed({ ud })).toEqual([])
      expect(changed({ ud: JSON.stringify(ud) })).toEqual([])
    },
  )
  test.each([
    [{ em: 'someone@example.org' }, 'em'],
    [{ ge: 'f' }, 'ge'],
    [{ external_id: 'member-1' }, 'external_id'],
    [{ em: hash.toUpperCase() }, 'em'],
    [{ em: hash.slice(1) }, 'em'],
    [{ em: `${hash}0` }, 'em'],
    [{ em: ofNothing }, 'em'],
    [{ em: '' }, 'em'],
    [{ em: null }, 'em'],
    [{ em: [hash] }, 'em'],
    [{ ph: Array(6).fill(hash).join() }, 'ph'],
    [{ ph: `${hash},` }, 'ph'],
    [{ ph: `${hash},${ofNothing}` }, 'ph'],
    [{ email: hash }, 'email'],
  ])('refuses %j', (ud, name) => {
    expect(changed({ ud })).toEqual([`FB-UD policy ud.${name}`])
  })
  test.each([[[hash]], [hash], [null]])('refuses %j for the whole', (ud) => {
    expect(changed({ ud })).toEqual(['FB-UD policy ud'])
  })
})

describe('FB-LDU', () => {
  const [options, country, state] = ['', '_country', '_state'].map(
    (end) => `data_processing_options${end}`,
  ) as [string, string, string]
  const asked = (list: unknown, place?: unknown, within?: unknown) =>
    changed({ [options]: list, [country]: place, [state]: within })

  test.each([
    [[]],
    [[], 0, 0],
    [['LDU'], 0, 0],
    [['LDU'], 1, 1000],
    [['LDU'], 1, 1013],
    ['["LDU"]', '1', '1001'],
  ])('takes %j', (...given) => {
    expect(asked(...(given as [unknown]))).toEqual([])
  })
  test.each([
    [options, 'LDU', 0, 0],
    [options, null],
    [`${options}[0]`, ['ldu'], 0, 0],
    [`${options}[1]`, ['LDU', ''], 0, 0],
    [state, ['LDU'], 1],
    [country, ['LDU'], undefined, 1000],
    [country, ['LDU'], 0, 1000],
    [country, [], undefined, 1000],
    [country, undefined, undefined, 1000],
    [country, ['LDU'], 2, 1000],
    [country, ['LDU'], 'US', 1000],
    [state, ['LDU'], 1, 6],
    [state, ['LDU'], 1, 'CA'],
    [state, ['LDU'], 1, 1100],
    [state, ['LDU'], 1, 1000.5],
  ])('refuses at %s: %j, %j, %j', (path, ...given) => {
    expect(asked(...(given as [unknown]))).toEqual([`FB-LDU http ${path}`])
  })
  test('wants both with it', () => {
    expect(asked(['LDU'])).toEqual([`FB-LDU http ${country}`, `FB-LDU http ${state}`])
    expect(changed({ limited_data_use: 'some' })).toEqual(['FB-LDU http limited_data_use'])
  })
})

test('finds every broken rule at once, and says no value', () => {
  const verdict = judge({
    body: {
      ...body,
      ...{ event: 'secret', anon_id: '', extinfo: ['secret'], ud: { em: 'secret' } },
      custom_events: [{ _eventName: 'secret!', _logTime: 'secret', boss: { secret: 1 } }],
    },
  })
  const rules = 'problems' in verdict ? verdict.problems.map(({ rule }) => rule) : []
  expect(new Set(rules)).toEqual(
    new Set(['FB-EVT', 'FB-EXT', 'FB-UD', 'FB-NAME', 'FB-TIME', 'FB-PVAL']),
  )
  expect(JSON.stringify(verdict)).not.toContain('secret')
})

test('an item shows its members as JSON Schema', () => {
  const [schema] = acceptor.endpoints.map(({ item }) =>
    z.toJSONSchema(item, { unrepresentable: 'any', io: 'input' }),
  )
  expect(schema).toMatchObject({
    properties: {
      ud: { properties: { em: { type: 'string' } } },
      custom_events: { items: { properties: { fb_currency: { type: ['string', 'number'] } } } },
    },
  })
})
