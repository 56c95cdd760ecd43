import { appendFileSync, existsSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { crosswalk } from '../cli/run.js'
import { type Sending, samples, sending } from '../cli/sending.js'

let at: Sending
beforeEach(async () => {
  at = await sending()
})
afterEach(() => at.vendors.close())

/** Only one connection, that a person may follow. */
const track = (n: number, more: object = {}) =>
  `${JSON.stringify({ type: 'track', event: `E${n}`, userId: 'u-1', messageId: `m${n}`, timestamp: '2026-03-02T08:00:00Z', ...more })}\n`

const send = (input: string, ...more: string[]) =>
  crosswalk(['send', ...at.config, '--journal', at.file('journal'), ...more], { input })

const storedBy = (vendor: 'customerio' | 'amplitude') =>
  at.vendors.storedBy(vendor).map(({ body }) => body as Record<string, unknown>)

describe('a rerun with the same journal', () => {
  test('sends nothing again, and says so', async () => {
    const first = await send(samples)
    const { count } = at.vendors.requests
    const again = await send(samples)
    expect(first.lines.filter(({ outcome }) => outcome === 'delivered').length).toBeGreaterThan(10)
    expect(at.vendors.requests.count).toBe(count)
    // Skipped and failed events have their results again: nothing final came of them.
    expect(new Set(again.lines.map(({ outcome }) => outcome))).toEqual(
      new Set(['skipped', 'failed']),
    )
    expect(again.said).toMatch(/amp +final +journal +6 +7\n/)
  })

  test('brings what was pending or blocked, and nothing else', async () => {
    at.vendors.next('customerio', { status: 401, body: {} })
    const first = await send(track(1) + track(2))
    expect(first.code).toBe(1)
    const before = at.vendors.counts().amplitude.requests
    const again = await send(track(1) + track(2))
    expect(again.lines.map(({ connection, outcome }) => [connection, outcome])).toEqual([
      ['cio', 'delivered'],
      ['cio', 'delivered'],
    ])
    expect(again.code).toBe(0)
    expect(at.vendors.counts().amplitude.requests).toBe(before)
  })

  test('tells apart items of one event, and events of one id at other lines', async () => {
    await send(track(1))
    const { lines } = await send(track(1) + track(1))
    expect(lines.map(({ ref }) => ref)).toEqual([{ line: 2 }, { line: 2 }, { line: 2 }])
  })

  test('ignores a torn last line, and leaves a file that can be read', async () => {
    await send(track(1))
    const whole = at.text('journal')
    appendFileSync(at.file('journal'), whole.slice(0, 40))
    const { lines, code } = await send(track(1) + track(2))
    expect(new Set(lines.map(({ ref }) => ref.line))).toEqual(new Set([2]))
    expect(code).toBe(0)
    expect(at.text('journal').startsWith(whole)).toBe(true)
    expect(at.lines('journal')).toHaveLength(6)
  })

  test('counts a last line that only has no end', async () => {
    await send(track(1))
    at.write('journal', at.text('journal').trimEnd())
    const dry = await send(track(1), '--dry-run')
    expect(new Set(dry.lines.map(({ outcome }) => outcome))).toEqual(new Set(['final']))
    expect((await send(track(1))).lines).toEqual([])
    expect(at.lines('journal')).toHaveLength(3)
  })

  test('does not count what is not final', async () => {
    at.vendors.next('amplitude', { status: 503 })
    const config = JSON.parse(at.text('config.json'))
    config.connections[1].delivery.attempts = 1
    at.write('config.json', JSON.stringify(config))
    await send(track(1), '--dead-letters', at.file('letters'))
    expect(at.lines('journal').find(({ connection }) => connection === 'amp')).toEqual({
      journal: 1,
      connection: 'amp',
      ref: { line: 1 },
      dedupeKey: 'm1',
      key: 'event#0',
      outcome: 'expired',
      code: 'VENDOR_BUSY',
    })
  })

  test('brings what the vendor refused, where no dead letters kept it', async () => {
    at.vendors.next('customerio', { status: 400, body: {} })
    const first = await send(track(1))
    expect(first.lines).toContainEqual(
      expect.objectContaining({ connection: 'cio', outcome: 'rejected' }),
    )
    const again = await send(track(1))
    expect(again.lines).toMatchObject([{ connection: 'cio', outcome: 'delivered' }])
  })
})

describe('a file that is no journal', () => {
  test.each([
    ['events', samples],
    ['text without an end of line', 'my notes'],
    [
      'a journal with something else in it',
      '{"journal":1,"connection":"a","dedupeKey":"","key":""}\n{}\n',
    ],
    ['a line that only begins like one', '{"journal":1,"mine":true}\n'],
    ['dead letters', '{"deadLetter":1,"items":[]}\n'],
  ])('is refused, and left as it was: %s', async (_, text) => {
    at.write('journal', text)
    const { code, said } = await send(track(1))
    expect(code).toBe(2)
    expect(said).toMatch(/is not a journal: see its line [12]; name /)
    expect(at.text('journal')).toBe(text)
    expect(at.vendors.requests.count).toBe(0)
  })

  test('for dead letters the same holds', async () => {
    at.write('letters', samples)
    const { code, said } = await send(track(1), '--dead-letters', at.file('letters'))
    expect(code).toBe(2)
    expect(said).toMatch(/is not a file of dead letters: see its line 1/)
    expect(at.text('letters')).toBe(samples)
  })

  test('that cannot be made is told before anything is sent', async () => {
    const words = ['send', ...at.config, '--journal', at.file('none/journal')]
    const { code, said } = await crosswalk(words, { input: track(1) })
    expect([code, at.vendors.requests.count]).toEqual([2, 0])
    expect(said).toMatch(/cannot open a journal .*ENOENT/)
  })
})

describe('dead letters with a journal', () => {
  const bad = { errors: [{ batch_index: 0, reason: 'invalid', field: 'name', message: 'no' }] }
  const replay = (from: string, to: string) =>
    crosswalk([
      'send',
      ...at.config,
      '--journal',
      at.file('journal'),
      '--dead-letters',
      at.file(to),
      at.file(from),
    ])

  test('are sent although the journal knows what became of them before, and once each time', async () => {
    at.vendors.next('customerio', { status: 207, body: bad })
    await send(track(1), '--dead-letters', at.file('one'))
    expect(at.lines('one')).toHaveLength(1)

    at.vendors.next('customerio', { status: 207, body: bad })
    expect((await replay('one', 'two')).lines).toMatchObject([{ outcome: 'rejected' }])
    expect(at.lines('two')).toMatchObject([{ replays: 1, ref: { line: 1 } }])
    expect((await replay('one', 'two')).lines).toEqual([])
    expect(at.lines('two')).toHaveLength(1)

    expect((await replay('two', 'three')).lines).toMatchObject([{ outcome: 'delivered' }])
    expect((await replay('two', 'three')).lines).toEqual([])
    expect(storedBy('customerio').map(({ name }) => name)).toEqual(['E1'])
  })

  test('of events that fail are written once, until the event is mended', async () => {
    const words = ['--dead-letters', at.file('one')]
    const wrong = track(1, { event: '' })
    await send(wrong, ...words)
    expect(at.lines('one')).toHaveLength(3)
    await send(wrong, ...words)
    expect(at.lines('one')).toHaveLength(3)
    const { lines } = await send(track(1), ...words)
    expect(lines.map(({ outcome }) => outcome)).toEqual(Array(3).fill('delivered'))
  })

  test('that cannot be brought are counted each time, and the journal stays one', async () => {
    at.vendors.next('customerio', { status: 207, body: bad })
    await send(track(1), '--dead-letters', at.file('one'))
    at.write('one', at.text('one').replace('"dedupeKey"', '"dedupe"'))
    expect((await replay('one', 'two')).lines).toMatchObject([{ outcome: 'failed' }])
    expect((await replay('one', 'two')).lines).toEqual([])
    expect(at.lines('two')).toMatchObject([{ replays: 1 }])
    expect((await replay('two', 'three')).lines).toMatchObject([{ outcome: 'failed' }])
    expect(at.lines('three')).toMatchObject([{ replays: 2 }])

    at.write('three', at.text('three').replace('"dedupe"', '"dedupeKey"'))
    expect((await replay('three', 'four')).lines).toMatchObject([{ outcome: 'delivered' }])
    expect((await replay('three', 'four')).lines).toEqual([])
  })

  test('with a byte order mark or blank lines are added to', async () => {
    const letter = `{"deadLetter":1,"ref":{"line":9},"items":[]}`
    at.write('one', `\uFEFF${letter}\n\n${letter}\r\n \r\n  `)
    const { code } = await send(track(1, { event: '' }), '--dead-letters', at.file('one'))
    expect(code).toBe(1)
    expect(
      at
        .text('one')
        .split('\n')
        .filter((line) => line.trim() !== ''),
    ).toHaveLength(2 + 3)
  })

  test('a torn last line of theirs is cut off, one that is only not ended stays', async () => {
    const letter = `{"deadLetter":1,"ref":{"line":9},"items":[]}`
    const words = ['--dead-letters', at.file('one')]
    at.write('one', `${letter}\n${letter}`)
    await send(track(1, { event: '' }), ...words)
    expect(at.lines('one')).toHaveLength(2 + 3)
    at.write('one', `${letter}\n${letter.slice(0, 30)}`)
    await send(track(2, { event: '' }), ...words)
    expect(at.lines('one')).toHaveLength(1 + 3)
  })
})

describe('--dry-run', () => {
  test('counts by connection and reason, and touches nothing', async () => {
    const { lines, said, code } = await send(samples, '--dry-run', '--dead-letters', at.file('one'))
    expect(lines).toContainEqual({
      connection: 'amp',
      outcome: 'mapped',
      reason: '',
      events: 6,
      items: 7,
    })
    expect(lines).toContainEqual({
      connection: 'cio',
      outcome: 'failed',
      reason: 'EVENT_NAME_MISSING',
      events: 1,
      items: 0,
    })
    expect(said).toMatch(/^connection +outcome +reason +events +items\n/)
    expect(code).toBe(1)
    expect(at.vendors.requests.count).toBe(0)
    expect([existsSync(at.file('one')), existsSync(at.file('journal'))]).toEqual([false, false])
  })

  test('of dead letters tells why they are there; of a rerun what is final', async () => {
    at.vendors.next('customerio', { status: 400, body: {} })
    await send(track(1), '--dead-letters', at.file('one'))
    const letters = await crosswalk(['send', ...at.config, '--dry-run', at.file('one')])
    const count = { connection: 'cio', events: 1, items: 1 }
    expect(letters.lines).toEqual([{ ...count, outcome: 'mapped', reason: 'VENDOR_REJECTED' }])
    expect(letters.code).toBe(0)
    const rerun = await send(track(1), '--dry-run')
    expect(rerun.lines).toContainEqual({ ...count, outcome: 'final', reason: 'journal' })
  })
})

test('no credential stands in what send writes, also where the vendor echoes it', async () => {
  const echo = (key: string) => ({ status: 400, body: { error: `bad key ${key}` } })
  at.vendors.next('amplitude', echo('amplitude-key'))
  at.vendors.next('facebook', {
    status: 400,
    body: { error: { message: 'facebook-token', code: 100 } },
  })
  at.vendors.next('customerio', echo(Buffer.from('site:customerio-key').toString('base64')))
  const { out, said } = await send(track(1), '--dead-letters', at.file('one'))
  const written = [out, said, at.text('one'), at.text('journal')].join('\n')
  expect(at.lines('one')).toHaveLength(3)
  expect(at.lines('journal')).toHaveLength(3)
  expect(written).not.toMatch(/amplitude-key|facebook-token|customerio-key/)
  expect(written).not.toContain(Buffer.from('site:customerio-key').toString('base64'))
})
