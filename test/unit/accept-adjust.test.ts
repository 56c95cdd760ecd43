import { accept } from 'crosswalk/accept'
import acceptor from 'crosswalk/destinations/adjust/accept'
import { describe, expect, test } from 'vitest'

const now = Date.UTC(2026, 2, 10, 12) / 1000
const url = 'https://s2s.adjust.com/event'
const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
const uuid = '6F0C1B52-8E1D-4D0A-9A57-2B7C6E1F9D34'
const least = { s2s: '1', app_token: '4w565xzmb54d', event_token: 'abc123', idfv: uuid }

type Given = Record<string, string | undefined>
const form = (given: Given) =>
  new URLSearchParams(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ).toString()
function judge(request: object) {
  const verdict = accept({ method: 'POST', url, headers, now, ...request }, [acceptor])
  const all = [...(verdict.ok ? [] : verdict.problems), ...verdict.warnings]
  return all.map(({ rule, effect, path }) => `${rule} ${effect} ${path}`)
}
const found = (given: Given) => judge({ body: form({ ...least, ...given }) })

describe('taken', () => {
  test.each<[string, Given]>([
    ['the least', {}],
    ['an amount', { revenue: '149.99', currency: 'EUR' }],
    ['the smallest and largest amount', { revenue: '0.001', currency: 'JPY' }],
    ['parameters', { callback_params: '{"a":"1"}', partner_params: '{}' }],
    ['58 days ago', { created_at_unix: String(now - 58 * 86_400) }],
    ['a time with its zone', { created_at: '2026-03-10T11:04:05.000+0000' }],
    ["a time in the vendor's own form", { created_at: '2026-03-10T11:04:05Z+0200' }],
    ['ids of Android', { idfv: undefined, gps_adid: uuid.toLowerCase(), os_name: 'android' }],
    ['what is not documented', { of_my_own: 'x' }],
  ])('%s', (_, given) => {
    expect(found(given)).toEqual([])
  })

  test('a query, with GET and with POST', () => {
    const query = { url: `${url}?${form(least)}`, headers: {} }
    expect(judge({ ...query, method: 'GET' })).toEqual([])
    expect(judge(query)).toEqual([])
  })

  test('a bearer token', () => {
    const body = form(least)
    for (const Authorization of ['Bearer s-1', 'Bearer ***', '***']) {
      expect(judge({ body, headers: { ...headers, Authorization } })).toEqual([])
    }
  })
})

describe('not taken, or not all of it', () => {
  test.each<[Given, string]>([
    [{ s2s: undefined }, 'AJ-S2S http s2s'],
    [{ app_token: undefined }, 'AJ-APP http app_token'],
    [{ app_token: 'abc' }, 'AJ-APP warning app_token'],
    [{ event_token: 'Order Completed' }, 'AJ-EVT http event_token'],
    [{ event_token: 'abc1234' }, 'AJ-EVT warning event_token'],
    [{ idfv: undefined }, 'AJ-DEV http '],
    [{ idfv: '00000000-0000-0000-0000-000000000000' }, 'AJ-DEV http idfv'],
    [{ gps_adid: uuid.toLowerCase(), os_name: 'ios' }, 'AJ-DEV http gps_adid'],
    [{ os_name: 'android' }, 'AJ-DEV http idfv'],
    [{ idfv: uuid.toLowerCase() }, 'AJ-FMT http idfv'],
    [{ gps_adid: uuid }, 'AJ-FMT http gps_adid'],
    [{ android_id: '9D2F4C7A1B3E5F60' }, 'AJ-FMT http android_id'],
    [{ adid: uuid }, 'AJ-FMT http adid'],
    [{ created_at_unix: String(now * 1000) }, 'AJ-TIME http created_at_unix'],
    [{ created_at_unix: String(now - 58 * 86_400 - 1) }, 'AJ-TIME http created_at_unix'],
    [{ created_at_unix: String(now + 7200) }, 'AJ-TIME warning created_at_unix'],
    [{ created_at: '2025-03-10T11:04:05Z+0200' }, 'AJ-TIME http created_at'],
    [{ created_at: 'today' }, 'AJ-TIME http created_at'],
    [{ revenue: '0', currency: 'EUR' }, 'AJ-REV http revenue'],
    [{ revenue: '-1', currency: 'EUR' }, 'AJ-REV http revenue'],
    [{ revenue: '1,5', currency: 'EUR' }, 'AJ-REV http revenue'],
    [{ revenue: '1', currency: 'eur' }, 'AJ-REV http currency'],
    [{ revenue: '1' }, 'AJ-REV http currency'],
    [{ currency: 'EUR' }, 'AJ-CUR warning currency'],
    [{ callback_params: '{"a":1}' }, 'AJ-PARAMS http callback_params'],
    [{ partner_params: '[]' }, 'AJ-PARAMS http partner_params'],
    [{ partner_params: '[object Object]' }, 'AJ-PARAMS http partner_params'],
    [{ environment: 'test' }, 'AJ-ENV warning environment'],
    [{ ip_address: '2001:db8::1' }, 'AJ-IP warning ip_address'],
    [{ att_status: '4' }, 'AJ-ATT warning att_status'],
    [{ tracking_enabled: 'true' }, 'AJ-ATT warning tracking_enabled'],
    [{ att_status: '3', tracking_enabled: '1' }, 'AJ-ATT warning tracking_enabled'],
    [{ callback_params: `{"a":"${'x'.repeat(1e6)}"}` }, 'AJ-SIZE http bytes'],
  ])('%j', (given, expected) => {
    expect(found(given)).toEqual([expected])
  })

  test.each<[string, object, string]>([
    [
      'JSON',
      { headers: { 'Content-Type': 'application/json' }, body: least },
      'AJ-CT http headers.content-type',
    ],
    ['PUT', { method: 'PUT', body: form(least) }, 'AJ-URL http method'],
    [
      'another path',
      { url: 'https://s2s.adjust.com/session', body: form(least) },
      'AJ-URL http url',
    ],
    [
      'another host',
      { url: 'https://app.adjust.com/event', body: form(least) },
      'AJ-URL http url.host',
    ],
    [
      'Basic',
      { headers: { ...headers, Authorization: 'Basic abc' }, body: form(least) },
      'AJ-AUTH silent headers.authorization',
    ],
    [
      'a long query',
      { url: `${url}?${form({ ...least, user_agent: 'x'.repeat(9000) })}` },
      'AJ-SIZE warning query',
    ],
  ])('%s', (_, request, expected) => {
    expect(judge(request)).toEqual([expected])
  })
})
