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

const item = {
  key: 'event#0',
  endpoint: 'httpapi',
  body: { event_type: 'E', user_id: 'user-1', time: 1_772_438_400_000 },
  dedupeKey: 'm',
  orderKey: null,
  notAfter: null,
}
const letter = {
  deadLetter: 1,
  ref: { line: 1 },
  event: 'm',
  connection: 'amp',
  destination: 'amplitude',
  mapping: 'amplitude@0.1.0',
  items: [item],
}

const spoilt: [what: string, change: object, code: string, path: string][] = [
  ['of a connection that is gone', { connection: 'gone' }, 'CONNECTION_UNKNOWN', 'connection'],
  ['of another destination', { destination: 'webhook' }, 'CONNECTION_UNKNOWN', 'destination'],
  [
    'that failed at another destination',
    { destination: 'webhook', items: [], raw: { type: 'track', event: 'E', userId: 'u' } },
    'CONNECTION_UNKNOWN',
    'destination',
  ],
  [
    'without a dedupeKey',
    { items: [{ ...item, dedupeKey: undefined }] },
    'EVENT_UNREADABLE',
    'items[0].dedupeKey',
  ],
  ['without a key', { items: [{ ...item, key: undefined }] }, 'EVENT_UNREADABLE', 'items[0].key'],
  [
    'without a body',
    { items: [{ ...item, body: undefined }] },
    'EVENT_UNREADABLE',
    'items[0].body',
  ],
  ['with an item that is none', { items: [null] }, 'EVENT_UNREADABLE', 'items[0]'],
  ['with two items of one key', { items: [item, item] }, 'EVENT_UNREADABLE', 'items'],
  ['without items', { items: undefined }, 'EVENT_UNREADABLE', 'items'],
  ['without a connection', { connection: undefined }, 'EVENT_UNREADABLE', 'connection'],
  ['with a count that is none', { replays: 'x' }, 'EVENT_UNREADABLE', 'replays'],
]

test('dead letters that cannot be brought are kept, each with its reason, and the next is sent', async () => {
  const wrong = spoilt.map(([, change]) => JSON.parse(JSON.stringify({ ...letter, ...change })))
  const words = ['send', ...to.config, '--dead-letters', to.file('again.ndjson')]
  const input = [...wrong, letter].map((one) => JSON.stringify(one)).join('\n')
  const { lines, code } = await crosswalk(words, { input })
  const told = lines.filter(({ outcome }) => outcome === 'failed')
  expect(told.map(({ error }, index) => [spoilt[index]?.[0], error.code, error.path])).toEqual(
    spoilt.map(([what, , ...found]) => [what, ...found]),
  )
  expect(lines.filter(({ outcome }) => outcome === 'delivered')).toMatchObject([
    { connection: 'amp' },
  ])
  expect(to.lines('again.ndjson')).toEqual(wrong)
  expect(to.vendors.stored).toHaveLength(1)
  expect(code).toBe(1)
})

test('a dead letter that is nested too deep to be written is kept as text', async () => {
  const deep = `{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`
  const input = JSON.stringify(letter).replace(JSON.stringify(item.body), deep)
  const words = ['send', ...to.config, '--dead-letters', to.file('again.ndjson')]
  const { lines } = await crosswalk(words, { input })
  expect(lines).toMatchObject([{ outcome: 'failed', error: { code: 'EVENT_UNREADABLE' } }])
  expect(to.lines('again.ndjson')).toMatchObject([{ connection: 'amp', text: input }])
})

test('a torn dead letter is told and kept as one, each time', async () => {
  const text = JSON.stringify(letter).slice(0, 100)
  const words = ['send', ...to.config, '--dead-letters']
  const told = [{ connection: '', outcome: 'failed', error: { code: 'EVENT_NOT_JSON' } }]
  const first = await crosswalk([...words, to.file('first.ndjson')], {
    input: `${JSON.stringify(letter)}\n${text}`,
  })
  expect(first.lines).toMatchObject([...told, { connection: 'amp', outcome: 'delivered' }])
  expect(to.lines('first.ndjson')).toMatchObject([{ ref: { line: 2 }, text }])
  const second = await crosswalk([...words, to.file('second.ndjson'), to.file('first.ndjson')])
  expect(second.lines).toMatchObject(told)
  expect(second.lines[0].error.message).toMatch('a dead letter that is cut off')
  expect(to.text('second.ndjson')).toBe(to.text('first.ndjson'))
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
