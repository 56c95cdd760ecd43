import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouter } from 'crosswalk'
import set from 'lodash/set.js'
import unset from 'lodash/unset.js'
import { describe, expect, test } from 'vitest'
import { programHash } from '../../src/routing/compiled.js'
import { settingsFor } from '../fixtures/read.js'
import { crosswalk, root } from './run.js'

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-diff-'))
const file = (name: string, value: unknown): string => {
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value))
  return join(folder, name)
}

const mapping = {
  destination: 'amplitude',
  title: 'Of our own',
  docs: ['https://example.com'],
  checked: '2026-01-10',
  version: '1.0.0',
  rules: [
    {
      name: 'track',
      when: { type: 'track' },
      emit: [
        {
          action: 'event',
          fields: {
            event_type: 'event',
            user_id: 'userId',
            city: { from: 'properties.city', as: { cut: 3 } },
            event_properties: 'sent.properties',
          },
        },
      ],
    },
  ],
}
const fields = 'rules[0].emit[0].fields'
const events = file(
  'events.ndjson',
  ['Moored', 'Sailed']
    .map((event, index) => ({
      type: 'track',
      event,
      messageId: `m-${index}`,
      userId: 'u',
      timestamp: '2026-03-02T08:00:00Z',
      properties: index === 0 ? { city: 'Bergen' } : { list: [1, { a: 2 }], empty: [] },
    }))
    .map((event) => JSON.stringify(event))
    .join('\n'),
)
const old = file('old.json', mapping)
const changed = (change: (mapping: object) => void): string => {
  const copy = structuredClone(mapping)
  change(copy)
  return file('new.json', copy)
}
const diff = (to: string, ...more: string[]) =>
  crosswalk(['diff', old, to, '--events', events, ...more])

describe('diff', () => {
  test('of the same file is nothing', async () => {
    expect(await diff(old)).toMatchObject({ code: 0, out: '', said: '2 events: no difference\n' })
  })

  test('tells which members of which events change, before and after', async () => {
    const to = changed((copy) => {
      unset(copy, `${fields}.user_id`)
      set(copy, `${fields}.device_id`, 'userId')
      set(copy, `${fields}.city.as.cut`, 4)
    })
    const { code, lines } = await diff(to, '--json')
    expect(code).toBe(1)
    expect(lines).toMatchObject([
      {
        ref: { line: 1 },
        event: 'm-0',
        connection: 'amplitude',
        changes: [
          { kind: 'removed', path: 'event#0.user_id', before: 'u' },
          { kind: 'changed', path: 'event#0.city', before: 'Ber', after: 'Berg' },
          { kind: 'added', path: 'event#0.device_id', after: 'u' },
          { kind: 'changed', path: 'warning TEXT_CUT city' },
        ],
      },
      {
        ref: { line: 2 },
        changes: [
          { kind: 'removed', path: 'event#0.user_id' },
          { kind: 'added', path: 'event#0.device_id' },
        ],
      },
    ])
    const words = await diff(to)
    expect(words.out).toContain('m-0 → amplitude  {"line":1}\n  - event#0.user_id  "u"\n')
    expect(words.said).toBe(
      '2 events: 2 differ\n  removed event.user_id: 2\n  added event.device_id: 2\n  changed event.city: 1\n  changed warning TEXT_CUT city: 1\n',
    )
  })

  test('tells what becomes of an event that is sent no more', async () => {
    const to = changed((copy) => set(copy, 'rules[0].when', { type: 'track', event: 'Moored' }))
    expect((await diff(to, '--json')).lines).toMatchObject([
      {
        event: 'm-1',
        changes: [
          { kind: 'changed', path: 'outcome', before: 'mapped', after: 'skipped: no-rule' },
        ],
      },
    ])
  })

  test('tells of an item that is added, whole', async () => {
    const to = changed((copy) =>
      set(copy, 'rules[0].emit[1]', { action: 'event', fields: { event_type: { value: 'More' } } }),
    )
    const { lines } = await diff(to, '--json')
    expect(lines[0].changes).toMatchObject([
      { kind: 'added', path: 'event#1', after: { body: { event_type: 'More' } } },
    ])
  })

  test('maps by the settings of each connection of a configuration, without its credentials', async () => {
    const config = file('config.json', {
      connections: [
        {
          id: 'eu',
          destination: 'amplitude',
          settings: { apiKey: '$NOBODY_SET_IT', region: 'eu' },
        },
        { id: 'us', destination: 'amplitude', settings: { apiKey: 'k3y' } },
      ],
    })
    const to = changed((copy) => set(copy, `${fields}.region`, 'settings.region'))
    const { lines, out } = await diff(to, '--config', config, '--json')
    expect(lines[0]).toMatchObject({ connection: 'eu', changes: [{ after: 'eu' }] })
    expect(lines[1]).toMatchObject({ connection: 'us', changes: [{ after: 'us' }] })
    expect(out).not.toContain('k3y')
  })

  test('refuses files of two destinations, a mistake in one, and words that are missing', async () => {
    const other = file(
      'other.json',
      JSON.parse(readFileSync(join(root, 'mappings/customerio.json'), 'utf8')),
    )
    expect(await diff(other)).toMatchObject({
      code: 2,
      said: expect.stringMatching(/of "amplitude".*of "customerio"/s),
    })
    const wrong = changed((copy) => set(copy, `${fields}.user_id`, 'usrId'))
    expect(await diff(wrong)).toMatchObject({
      code: 2,
      said: expect.stringMatching(/did you mean "userId"/),
    })
    expect(await crosswalk(['diff', old])).toMatchObject({
      code: 2,
      said: expect.stringMatching(/--events FILE/),
    })
  })
})

describe('compile', () => {
  test('makes a module of a mapping file, for the endpoints of a shipped destination', async () => {
    const odd = structuredClone(mapping)
    set(odd, `${fields}.platform`, { value: '${`\\u2028"\'</script>' })
    const { code, out } = await crosswalk([
      'compile',
      file('own.json', odd),
      '--as',
      'own-amplitude',
    ])
    expect(code).toBe(0)
    const module = join(root, 'dist/own-amplitude.test.mjs')
    writeFileSync(module, out)
    const { default: own } = await import(/* @vite-ignore */ module)
    rmSync(module)
    expect(own).toMatchObject({
      slug: 'own-amplitude',
      mapping: { ...odd, destination: 'own-amplitude' },
      actions: { event: expect.any(Function) },
    })
    // What maps is what was written, not the file read again.
    expect(own.program.hash).toBe(programHash(own))
    const settings = settingsFor('amplitude')
    const connections = [{ id: 'own', destination: 'own-amplitude', settings }]
    const event = { type: 'track', event: 'Tea Made', userId: 'member-1' }
    expect(createRouter({ destinations: [own], connections }).map(event)).toMatchObject([
      { mapping: 'own-amplitude@1.0.0', items: [{ body: { platform: '${`\\u2028"\'</script>' } }] },
    ])
  })

  test('refuses a slug that is taken, and a mapping with a mistake', async () => {
    expect(await crosswalk(['compile', old, '--as', 'customerio'])).toMatchObject({ code: 2 })
    const wrong = changed((copy) => set(copy, `${fields}.user_id`, 'usrId'))
    const { code, said, out } = await crosswalk(['compile', wrong])
    expect([code, out]).toEqual([2, ''])
    expect(said).toMatch(/rules\[0\]\.emit\[0\]\.fields\.user_id.*did you mean "userId"/)
  })
})
