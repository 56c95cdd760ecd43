import { describe, expect, test } from 'vitest'
import { configFile, crosswalk, environment } from './run.js'

const words = ['explain', '--config', configFile]
const event = {
  type: 'track',
  messageId: 'm-1',
  event: 'application_opened',
  userId: 'user-1',
  timestamp: '2026-03-02T08:00:00Z',
  properties: { from_background: false, 'deck no': 7 },
  context: { device: { id: 'd-1', type: 'iOS', adTrackingEnabled: false }, screen: { width: 'x' } },
}
const input = [event, { ...event, messageId: 'm-2', event: 'Berth Booked' }]
  .map((each) => JSON.stringify(each))
  .join('\n')
const explain = (...more: string[]) => crosswalk([...words, ...more], { input })

describe('explain', () => {
  test('tells people what became of each field, and why another is not there', async () => {
    const { code, out, said } = await explain('--to', 'fb', '--message', 'm-1')
    expect([code, said]).toEqual([0, ''])
    expect(out).toMatch(/^track "Application Opened" → fb \(facebook-app-events\) {2}{"line":1}\n/)
    expect(out).toMatch(/rule "\w+" · 1 item/)
    expect(out).toMatch(/_eventName +fb_mobile_activate_app +event \| table eventName/)
    expect(out).toMatch(/advertiser_id +– +out\.advertiser_tracking_enabled is 0, not 1/)
    expect(out).toMatch(/custom_events\[0\]\.deck no +7 +properties\.deck no/)
    expect(out).toMatch(/event: "application_opened" became "Application Opened" {2}\(event name\)/)
    expect(out).toMatch(/other rules\n/)
    expect(out).not.toContain('m-2')
  })

  test('gives traces as NDJSON', async () => {
    const { lines } = await explain('--to', 'amp', '--json')
    expect(lines).toMatchObject([
      { ref: { line: 1 }, event: 'm-1', connection: 'amp', outcome: 'mapped' },
      { ref: { line: 2 }, event: 'm-2', connection: 'amp', outcome: 'mapped' },
    ])
    expect(lines[0].fields).toContainEqual(
      expect.objectContaining({ target: 'user_id', source: 'userId', value: 'user-1' }),
    )
  })

  test('--field shows one target', async () => {
    const { lines } = await explain('--to', 'amp', '--json', '--field', 'device_id')
    for (const { fields } of lines) {
      expect(fields.map(({ target }: { target: string }) => target)).toEqual(['device_id'])
    }
  })

  test('--source shows what became of one path', async () => {
    const { lines } = await explain('--to', 'amp', '--json', '--source', 'context.device.id')
    const targets = lines[0].fields.map(({ target }: { target: string }) => target)
    expect(targets).toContain('device_id')
    expect(targets).not.toContain('user_id')
  })

  test.each([
    ['the path of a trait', 'context.traits.email', 'ud.em'],
    ['above what was read', 'context.traits', 'ud.em'],
    ['below what was read', 'properties.extras[0].name', 'custom_events[0].extras'],
    ['of what only a condition read', 'context.device.adTrackingEnabled', 'advertiser_id'],
  ])('--source finds %s', async (_, source, target) => {
    const context = {
      device: { adTrackingEnabled: true, advertisingId: 'a-1' },
      traits: { email: 'a@b.example' },
    }
    const odd = {
      ...event,
      event: 'Berth Booked',
      properties: { extras: [{ name: 'x' }] },
      context,
    }
    const { lines } = await crosswalk([...words, '--to', 'fb', '--json', '--source', source], {
      input: JSON.stringify(odd),
    })
    const targets = lines[0].fields.map((field: { target: string }) => field.target)
    expect(targets).toContain(target)
  })

  test('writes out what would steer a terminal', async () => {
    const hostile = { ...event, event: 'Foo\u001b[2J\nline', properties: { 'a\u0007': '\u202e' } }
    const { out } = await crosswalk([...words, '--to', 'amp'], { input: JSON.stringify(hostile) })
    expect(out).toContain('Foo\\u001b[2J\\u000aline')
    for (const mark of ['\u0007', '\u001b', '\u202e']) expect(out).not.toContain(mark)
  })

  test('--source says that nothing read it', async () => {
    const { out } = await explain('--to', 'amp', '--source', 'context.screen', '--message', 'm-1')
    expect(out).toMatch(/not used\n +context\.screen\.width/)
  })

  test('explains a line that is no JSON, and fails', async () => {
    const { code, out } = await crosswalk([...words, '--to', 'amp'], { input: 'nonsense' })
    expect(code).toBe(1)
    expect(out).toMatch(/FAILED EVENT_NOT_JSON/)
  })

  test.each([
    ['without --to', [], /needs --to.*fb, amp, cio/],
    ['two connections', ['--to', 'amp', '--to', 'cio'], /one connection/],
    ['a connection that is not there', ['--to', 'ampl'], /no such connection \(did you mean "amp"/],
    ['an unknown option', ['--to', 'amp', '--fields', 'x'], /--fields/],
  ])('%s: says what to do', async (_, more, message) => {
    const { code, said } = await explain(...more)
    expect(code).toBe(2)
    expect(said).toMatch(message)
  })

  test('a messageId that no event has', async () => {
    const { code, said } = await explain('--to', 'amp', '--message', 'm-9')
    expect(code).toBe(1)
    expect(said).toMatch(/no event has the messageId m-9/)
  })

  test('shows no secret', async () => {
    const { out } = await explain('--to', 'cio', '--json')
    for (const secret of [environment.CIO_API_KEY, environment.FB_ACCESS_TOKEN]) {
      expect(out).not.toContain(secret)
    }
  })
})
