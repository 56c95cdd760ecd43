import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StandIn, startStandIn } from '../stand-in/index.js'
import { crosswalk, root } from './run.js'

let vendors: StandIn
let folder: string
let config: string[]

beforeEach(async () => {
  vendors = await startStandIn()
  folder = mkdtempSync(`${tmpdir()}/crosswalk-`)
  const example = JSON.parse(readFileSync(`${root}/examples/crosswalk.config.json`, 'utf8'))
  const three = example.connections.filter(({ id }: { id: string }) =>
    ['fb', 'amp', 'cio'].includes(id),
  )
  const connections = three.map((one: object) => ({ ...one, baseUrl: vendors.origin }))
  writeFileSync(`${folder}/config.json`, JSON.stringify({ connections }))
  config = ['--config', `${folder}/config.json`]
})
afterEach(() => vendors.close())

const letters = (name: string) =>
  readFileSync(`${folder}/${name}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

test('the sample events reach the three vendors, one result each', async () => {
  const { lines, code } = await crosswalk(['send', ...config, 'examples/events.ndjson'])
  expect(lines).toHaveLength(8 * 3)
  const delivered = lines.filter(({ outcome }) => outcome === 'delivered')
  expect(delivered).toHaveLength(5 + 6 + 7)
  expect(vendors.storedBy('amplitude')).toHaveLength(7)
  expect(vendors.storedBy('facebook')).toHaveLength(5)
  expect(vendors.storedBy('customerio')).toHaveLength(8)
  expect(code).toBe(1)
})

test('dead letters replay exactly the undelivered items', async () => {
  const refusal = { errors: [{ batch_index: 2, reason: 'invalid', field: 'name', message: 'no' }] }
  vendors.next('customerio', { status: 207, body: refusal })
  const dead = `${folder}/dead.ndjson`
  await crosswalk(['send', ...config, '--dead-letters', dead, 'examples/events.ndjson'])
  const kept = letters('dead.ndjson')
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

  const before = vendors.stored.length
  const again = await crosswalk([
    'send',
    ...config,
    '--dead-letters',
    `${folder}/again.ndjson`,
    dead,
  ])
  expect(vendors.stored.slice(before)).toHaveLength(1)
  expect(vendors.stored.at(-1)).toMatchObject({
    vendor: 'customerio',
    body: { action: 'identify' },
  })
  expect(again.lines.filter(({ outcome }) => outcome === 'delivered')).toMatchObject([
    { ref: { line: 3 }, connection: 'cio', items: [{ key: 'operation#0' }] },
  ])
  expect(letters('again.ndjson')).toHaveLength(3)
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
  const words = ['send', ...config, '--dead-letters', `${folder}/again.ndjson`]
  const { code, lines } = await crosswalk(words, { input: JSON.stringify(letter) })
  expect(lines).toMatchObject([{ outcome: 'failed', error: { code: 'CONNECTION_UNKNOWN' } }])
  expect(letters('again.ndjson')).toEqual([letter])
  expect(code).toBe(1)
})

test('a refused credential blocks, and is no dead letter', async () => {
  vendors.next('amplitude', {
    status: 400,
    body: { code: 400, error: 'Invalid API key: amplitude-key' },
  })
  const dead = `${folder}/dead.ndjson`
  const events = readFileSync(`${root}/examples/events.ndjson`, 'utf8')
    .split('\n')
    .slice(0, 2)
    .join('\n')
  const { lines, code } = await crosswalk(['send', ...config, '--dead-letters', dead], {
    input: events,
  })
  const blocked = lines.filter(({ connection }) => connection === 'amp')
  expect(blocked.map(({ outcome }) => outcome)).toEqual(['blocked', 'blocked'])
  expect(JSON.stringify(lines)).not.toContain('amplitude-key')
  expect(letters('dead.ndjson')).toEqual([])
  expect(code).toBe(1)
})

test('what fails again goes back to the dead letters as it came', async () => {
  const deep = `{"type":"track","event":"A","userId":"u1","properties":{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}}`
  const words = ['send', ...config, '--dead-letters']
  await crosswalk([...words, `${folder}/first.ndjson`], { input: `${deep}\nnot json` })
  const first = letters('first.ndjson')
  expect(first.map(({ text, error }) => [text, error.code])).toEqual([
    ...Array(3).fill([deep, 'EVENT_TOO_DEEP']),
    ...Array(3).fill(['not json', 'EVENT_NOT_JSON']),
  ])
  await crosswalk([...words, `${folder}/second.ndjson`, `${folder}/first.ndjson`])
  expect(letters('second.ndjson')).toEqual(first)
})
