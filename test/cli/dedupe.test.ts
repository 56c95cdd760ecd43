import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StandIn, startStandIn } from '../stand-in/index.js'
import { crosswalk } from './run.js'

let vendors: StandIn
let configure: (dedupe: unknown) => string[]

beforeEach(async () => {
  vendors = await startStandIn()
  const file = `${mkdtempSync(`${tmpdir()}/crosswalk-`)}/config.json`
  const settings = { apiKey: '$AMPLITUDE_API_KEY' }
  const amp = { id: 'amp', destination: 'amplitude', settings, baseUrl: vendors.origin }
  configure = (dedupe) => {
    const aliases = { Launch: 'Application Opened' }
    writeFileSync(file, JSON.stringify({ connections: [amp], aliases, dedupe }))
    return ['--config', file]
  }
})
afterEach(() => vendors.close())

const opened = (second: string, event = 'Application Opened') => ({
  type: 'track',
  event,
  userId: 'user-1',
  timestamp: `2026-03-02T08:00:0${second}Z`,
})
const input = [opened('0'), opened('4', 'launch'), opened('9.5')]
  .map((one) => JSON.stringify(one))
  .join('\n')
const told = (lines: { outcome: string; reason?: string }[]) =>
  lines.map(({ outcome, reason }) => reason ?? outcome)

test('map skips doubles, where that is configured', async () => {
  const outcomes = async (dedupe?: object) =>
    told((await crosswalk(['map', ...configure(dedupe)], { input })).lines)
  expect(await outcomes()).toEqual(['mapped', 'mapped', 'mapped'])
  expect(await outcomes({})).toEqual(['mapped', 'duplicate', 'mapped'])
  expect(await outcomes({ windowMs: 3000 })).toEqual(['mapped', 'mapped', 'mapped'])
  expect(await outcomes({ windowMs: 20_000 })).toEqual(['mapped', 'duplicate', 'duplicate'])
})

test('send sends none of them', async () => {
  const { lines, code } = await crosswalk(['send', ...configure({})], { input })
  expect(told(lines).sort()).toEqual(['delivered', 'delivered', 'duplicate'])
  expect(vendors.stored).toHaveLength(2)
  expect(code).toBe(0)
})

test('a dead letter is never a double', async () => {
  const head = { deadLetter: 1, connection: 'amp', destination: 'amplitude', mapping: 'm' }
  const letters = [1, 2].map((line) =>
    JSON.stringify({ ...head, ref: { line }, event: null, items: [], raw: opened('0') }),
  )
  const { lines } = await crosswalk(['send', ...configure({})], { input: letters.join('\n') })
  expect(told(lines)).toEqual(['delivered', 'delivered'])
})

test.each([
  [{ windowms: 5 }, 'did you mean "windowMs"?'],
  [{ windowMs: -1 }, 'dedupe.windowMs'],
  [{ windowMs: '5s' }, 'dedupe.windowMs'],
  [true, 'dedupe'],
])('%j is refused', async (dedupe, words) => {
  const { code, said } = await crosswalk(['map', ...configure(dedupe)], { input })
  expect(said).toContain(words)
  expect(code).toBe(2)
})
