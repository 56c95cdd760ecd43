import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { crosswalk } from './run.js'
import { type Sending, samples, sending } from './sending.js'

let to: Sending

beforeEach(async () => {
  to = await sending()
})
afterEach(() => to.vendors.close())

test('the sample events reach the three vendors, one result each', async () => {
  const { lines, code } = await crosswalk(['send', ...to.config, 'examples/events.ndjson'])
  expect(lines).toHaveLength(8 * 3)
  const delivered = lines.filter(({ outcome }) => outcome === 'delivered')
  expect(delivered).toHaveLength(5 + 6 + 7)
  expect(to.vendors.storedBy('amplitude')).toHaveLength(7)
  expect(to.vendors.storedBy('facebook')).toHaveLength(5)
  expect(to.vendors.storedBy('customerio')).toHaveLength(8)
  expect(code).toBe(1)
})

test('dead letters replay exactly the undelivered items', async () => {
  const refusal = { errors: [{ batch_index: 2, reason: 'invalid', field: 'name', message: 'no' }] }
  to.vendors.next('customerio', { status: 207, body: refusal })
  const dead = to.file('dead.ndjson')
  await crosswalk(['send', ...to.config, '--dead-letters', dead, 'examples/events.ndjson'])
  const kept = to.lines('dead.ndjson')
  expect(
    kept.map(({ connection, ref, items, error }) => [
      connection,
      ref.line,
      items.length,
      error?.code,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['fb', 8, 0, 'EVENT_NAME_MISSING'],
      ['amp', 8, 0, 'EVENT_NAME_MISSING'],
      ['cio', 8, 0, 'EVENT_NAME_MISSING'],
      ['cio', 3, 1, undefined],
    ]),
  )
  expect(kept).toHaveLength(4)
  expect(Object.keys(kept[0])[0]).toBe('deadLetter')
  expect(readFileSync(dead, 'utf8')).not.toContain('customerio-key')

  const before = to.vendors.stored.length
  const again = await crosswalk([
    'send',
    ...to.config,
    '--dead-letters',
    to.file('again.ndjson'),
    dead,
  ])
  expect(to.vendors.stored.slice(before)).toHaveLength(1)
  expect(to.vendors.stored.at(-1)).toMatchObject({
    vendor: 'customerio',
    body: { action: 'identify' },
  })
  expect(again.lines.filter(({ outcome }) => outcome === 'delivered')).toMatchObject([
    { ref: { line: 3 }, connection: 'cio', items: [{ key: 'operation#0' }] },
  ])
  expect(to.lines('again.ndjson')).toHaveLength(3)
})

test('a dead letter of a connection that is gone is kept', async () => {
  const letter = {
    deadLetter: 1,
    ref: { line: 1 },
    event: 'm',
    connection: 'gone',
    destination: 'amplitude',
    mapping: 'amplitude@0.1.0',
    items: [
      {
        key: 'event#0',
        endpoint: 'httpapi',
        body: {},
        dedupeKey: 'm',
        orderKey: null,
        notAfter: null,
      },
    ],
  }
  const words = ['send', ...to.config, '--dead-letters', to.file('again.ndjson')]
  const { code, lines } = await crosswalk(words, { input: JSON.stringify(letter) })
  expect(lines).toMatchObject([{ outcome: 'failed', error: { code: 'CONNECTION_UNKNOWN' } }])
  expect(to.lines('again.ndjson')).toEqual([letter])
  expect(code).toBe(1)
})

test('a refused credential blocks, and is no dead letter', async () => {
  to.vendors.next('amplitude', {
    status: 400,
    body: { code: 400, error: 'Invalid API key: amplitude-key' },
  })
  const dead = to.file('dead.ndjson')
  const events = samples.split('\n').slice(0, 2).join('\n')
  const { lines, code } = await crosswalk(['send', ...to.config, '--dead-letters', dead], {
    input: events,
  })
  const blocked = lines.filter(({ connection }) => connection === 'amp')
  expect(blocked.map(({ outcome }) => outcome)).toEqual(['blocked', 'blocked'])
  expect(JSON.stringify(lines)).not.toContain('amplitude-key')
  expect(to.lines('dead.ndjson')).toEqual([])
  expect(code).toBe(1)
})

test('what fails again goes back to the dead letters as it came', async () => {
  const deep = `{"type":"track","event":"A","userId":"u1","properties":{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}}`
  const words = ['send', ...to.config, '--dead-letters']
  await crosswalk([...words, to.file('first.ndjson')], { input: `${deep}\nnot json` })
  const first = to.lines('first.ndjson')
  expect(first.map(({ text, error }) => [text, error.code])).toEqual([
    ...Array(3).fill([deep, 'EVENT_TOO_DEEP']),
    ...Array(3).fill(['not json', 'EVENT_NOT_JSON']),
  ])
  await crosswalk([...words, to.file('second.ndjson'), to.file('first.ndjson')])
  expect(to.lines('second.ndjson')).toEqual(first)
})
