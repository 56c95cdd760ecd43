import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { configFile, crosswalk, environment } from './run.js'

const config = ['--config', configFile]
const event = {
  type: 'track',
  event: 'Berth Booked',
  userId: 'user-1',
  timestamp: '2026-03-02T08:00:00Z',
}
const map = (input: string, ...words: string[]) =>
  crosswalk(['map', ...config, '--to', 'amp', ...words], { input })

describe('input', () => {
  test.each([
    ['NDJSON', `${JSON.stringify(event)}\n\n${JSON.stringify(event)}`, [{ line: 1 }, { line: 3 }]],
    [
      'a list',
      `\n [${JSON.stringify(event)},${JSON.stringify(event)}]`,
      [{ line: 1 }, { line: 2 }],
    ],
    ['one object over lines', JSON.stringify(event, null, 2), [{ line: 1 }]],
    ['one object in one line', JSON.stringify(event), [{ line: 1 }]],
    ['with a byte order mark', `\uFEFF${JSON.stringify(event)}`, [{ line: 1 }]],
    [
      'a batch',
      JSON.stringify({ batch: [event, event] }),
      [
        { line: 1, index: 0 },
        { line: 1, index: 1 },
      ],
    ],
    [
      'a batch as a line',
      `${JSON.stringify(event)}\r\n${JSON.stringify({ batch: [event] })}`,
      [{ line: 1 }, { line: 2, index: 0 }],
    ],
  ])('%s', async (_, input, refs) => {
    const { code, lines } = await map(input)
    expect(lines.map(({ ref }) => ref)).toEqual(refs)
    expect(lines.every(({ outcome }) => outcome === 'mapped')).toBe(true)
    expect(code).toBe(0)
  })

  test('nothing gives nothing', async () => {
    expect(await map('')).toMatchObject({ code: 0, lines: [] })
  })

  test('a broken line gets its result, and its neighbours theirs', async () => {
    const { code, lines } = await map(`{"type":\n${JSON.stringify(event)}\nnot json\n42\n`)
    expect(lines.map(({ ref, outcome, error }) => [ref.line, error?.code ?? outcome])).toEqual([
      [1, 'EVENT_NOT_JSON'],
      [2, 'mapped'],
      [3, 'EVENT_NOT_JSON'],
      [4, 'EVENT_NOT_OBJECT'],
    ])
    expect(code).toBe(1)
  })

  test('a text of 5 MB is cut to what the vendor takes, and the events around it are unharmed', async () => {
    const large = { ...event, properties: { note: 'x'.repeat(5_000_000) } }
    const { lines } = await map([event, large, event].map((one) => JSON.stringify(one)).join('\n'))
    expect(lines.map(({ outcome }) => outcome)).toEqual(['mapped', 'mapped', 'mapped'])
    expect(lines[1].warnings).toMatchObject([{ code: 'TEXT_CUT', path: 'event_properties.note' }])
  })

  test('a line nested 100,000 levels deep fails alone', async () => {
    const deep = `{"type":"track","event":"A","userId":"u1","properties":{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}}`
    const { lines } = await map(`${deep}\n${JSON.stringify(event)}`)
    expect(lines.map(({ outcome, error }) => error?.code ?? outcome)).toEqual([
      'EVENT_TOO_DEEP',
      'mapped',
    ])
  })
})

describe('requests', () => {
  test('show *** for every credential', async () => {
    const { lines } = await crosswalk(['map', ...config, '--requests', 'examples/events.ndjson'])
    const all = JSON.stringify(lines)
    expect(lines.map(({ destination }) => destination)).toContain('customerio')
    for (const secret of [
      'facebook-token',
      'amplitude-key',
      'customerio-key',
      btoa('site:customerio-key'),
    ]) {
      expect(all).not.toContain(secret)
    }
    expect(all).toContain('Basic ***')
  })

  test('show them with --show-secrets', async () => {
    const { lines } = await crosswalk([
      'map',
      ...config,
      '--requests',
      '--show-secrets',
      'examples/events.ndjson',
    ])
    expect(JSON.stringify(lines)).toContain('facebook-token')
  })

  test('are the same for the same --now', async () => {
    const timeless = JSON.stringify({ type: 'track', event: 'A', userId: 'user-1' })
    const [iso, ms] = await Promise.all([
      map(timeless, '--requests', '--now', '2026-03-02T09:00:00Z'),
      map(timeless, '--requests', '--now', '1772442000000'),
    ])
    expect(JSON.parse(iso.lines[0].body).events[0].time).toBe(1772442000000)
    expect(ms.lines).toEqual(iso.lines)
  })
})

describe('what is wrong is told with exit code 2', () => {
  test.each([
    [['mapp'], 'did you mean "map"?'],
    [['map', '--config', 'no-such-file.json'], 'no-such-file.json'],
    [['map', ...config, '--to', 'ampp'], 'did you mean "amp"?'],
    [['map', ...config, '--now', 'soon'], 'ISO 8601'],
    [['map', ...config, '--nonsense'], '--nonsense'],
    [['map', ...config, 'no-such-events.ndjson'], 'no-such-events.ndjson'],
    [['send', ...config, '--dead-letters', 'no-such-folder/dead', 'x'], 'no-such-folder/dead'],
    [
      ['send', ...config, '--dead-letters', 'package.json', 'package.json'],
      'names the same file as the input',
    ],
  ])('%j', async (words, words2) => {
    const { code, said } = await crosswalk(words)
    expect(said).toContain(words2)
    expect(code).toBe(2)
  })

  const amp = { id: 'amp', destination: 'amplitude', settings: { apiKey: 'k' } }
  test.each([
    ['text', 'not JSON, line 1', '{'],
    [
      'an unknown destination',
      'did you mean "amplitude"?',
      { connections: [{ ...amp, destination: 'amplitud' }] },
    ],
    [
      'a missing setting',
      'connections[0].settings.apiKey',
      { connections: [{ ...amp, settings: {} }] },
    ],
    [
      'a misspelt setting',
      'did you mean "apiKey"?',
      { connections: [{ ...amp, settings: { apikey: 'k' } }] },
    ],
    ['a misspelt key', 'did you mean "enabled"?', { connections: [{ ...amp, enable: true }] }],
    [
      'an unset variable',
      'NO_SUCH_VARIABLE is not set',
      { connections: [{ ...amp, settings: { apiKey: '$NO_SUCH_VARIABLE' } }] },
    ],
    ['a doubled id', 'a connection "amp" is there already', { connections: [amp, amp] }],
    ['no connections', 'connections', {}],
    [
      'a base URL that is none',
      'connections[0].baseUrl',
      { connections: [{ ...amp, baseUrl: 'ftp://x' }] },
    ],
  ])('%s in the configuration', async (_, words, json) => {
    const file = `${mkdtempSync(`${tmpdir()}/crosswalk-`)}/config.json`
    writeFileSync(file, typeof json === 'string' ? json : JSON.stringify(json))
    const { code, said, lines } = await crosswalk(['map', '--config', file], {
      input: JSON.stringify(event),
    })
    expect(said).toContain(words)
    expect({ code, lines }).toEqual({ code: 2, lines: [] })
  })

  test('$$ is a literal $', async () => {
    const file = `${mkdtempSync(`${tmpdir()}/crosswalk-`)}/config.json`
    writeFileSync(file, JSON.stringify({ connections: [{ ...amp, settings: { apiKey: '$$k' } }] }))
    const { lines } = await crosswalk(['map', '--config', file, '--requests', '--show-secrets'], {
      input: JSON.stringify(event),
      env: environment,
    })
    expect(JSON.parse(lines[0].body).api_key).toBe('$k')
  })
})
