import { describe, expect, test } from 'vitest'
import { configFile, crosswalk } from './run.js'

const request = {
  method: 'POST',
  url: 'https://api2.amplitude.com/2/httpapi',
  headers: { 'Content-Type': 'application/json' },
  body: { api_key: '***', events: [{ event_type: 'Berth Booked', user_id: 'user-1' }] },
}
const accept = (...requests: unknown[]) =>
  crosswalk(['accept'], {
    input: requests.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n'),
  })

describe('accept', () => {
  test('takes what map --requests gives', async () => {
    const config = ['--config', configFile, '--now', '2026-03-02T09:00:00Z']
    const mapped = await crosswalk(['map', ...config, '--requests', 'examples/events.ndjson'])
    const now = ['--now', '2026-03-02T09:00:00Z']
    const { code, lines } = await crosswalk(['accept', ...now], { input: mapped.out })
    expect(lines.length).toBeGreaterThan(5)
    expect(lines.filter(({ ok }) => !ok)).toEqual([])
    expect(code).toBe(0)
  })

  test('one verdict a line, with rule, effect and path', async () => {
    const seconds = { event_type: 'Berth Booked', user_id: 'user-1', time: 'soon' }
    const bad = { ...request, body: { ...request.body, events: [seconds] } }
    const { code, lines } = await accept(request, bad)
    expect(code).toBe(1)
    expect(lines).toMatchObject([
      { ok: true, destination: 'amplitude', endpoint: 'httpapi', warnings: [] },
      { ok: false, problems: [{ rule: 'AM-TIME', effect: 'http', path: 'events[0].time' }] },
    ])
  })

  test('judges by the time that a line names', async () => {
    const at = (now: number) => ({
      method: 'POST',
      url: 'https://graph.facebook.com/v24.0/123/activities',
      headers: { 'Content-Type': 'application/json' },
      body: {
        access_token: '***',
        event: 'CUSTOM_APP_EVENTS',
        anon_id: 'a-1',
        advertiser_tracking_enabled: 0,
        application_tracking_enabled: 0,
        custom_events: [{ _eventName: 'x1', _logTime: 1_772_442_000 }],
      },
      now,
    })
    const { lines } = await accept(at(1_772_442_000), at(1_700_000_000))
    expect(lines.map(({ ok }) => ok)).toEqual([true, false])
  })

  test.each([
    ['no JSON', 'nonsense'],
    ['no request', { method: 'POST' }],
    ['a vendor that nobody knows', { ...request, url: 'https://elsewhere.example/' }],
  ])('%s is not ok, and says why', async (_, line) => {
    const { code, lines } = await accept(line)
    expect(code).toBe(1)
    expect(lines).toMatchObject([{ ok: false, problems: [{ message: expect.any(String) }] }])
  })
})
