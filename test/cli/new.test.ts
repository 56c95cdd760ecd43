import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accept } from 'crosswalk/accept'
import { contractCases } from 'crosswalk/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import acceptor from '../../scripts/new/accept.js'
import template from '../../scripts/new/index.js'
import { destinationFiles, writeAll } from '../../src/cli/new/files.js'
import { sharedEvents } from '../fixtures/read.js'
import { crosswalk, root } from './run.js'

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-new-'))
const settings = JSON.parse(readFileSync(join(root, 'scripts/new/settings.json'), 'utf8'))
const started = (words: string[], cwd = root) => crosswalk(['new', ...words], { cwd })

beforeAll(() => {
  for (const part of ['package.json', 'scripts/new', 'src/cli/new', 'test/fixtures/settings'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  for (const slug of ['amplitude', 'acme1'])
    mkdirSync(join(folder, 'destinations', slug), { recursive: true })
})

describe('what a new destination begins with', () => {
  const given = { settings, events: [...sharedEvents().values()], acceptor }
  test.each(contractCases(template, given))('$name', ({ run }) => run())

  test('has files under its own name, filled from the event', () => {
    const files = destinationFiles(root, 'acme-analytics', 'Acme Analytics', '2026-05-01')
    expect([...files.keys()]).toEqual([
      'destinations/acme-analytics/index.ts',
      'destinations/acme-analytics/accept.ts',
      'mappings/acme-analytics.json',
      'test/fixtures/settings/acme-analytics.json',
      'test/fixtures/acme-analytics/track-long-name.json',
    ])
    const text = [...files.values()].join('\n')
    expect(text).not.toMatch(/vendor-slug|Vendor Title|XX-|scripts\/new/)
    expect(text).toContain("'AA-NAME'")
    const mapping = JSON.parse(files.get('mappings/acme-analytics.json') ?? '')
    expect(mapping).toMatchObject({ destination: 'acme-analytics', checked: '2026-05-01' })
    expect(mapping.rules[0].emit[0].fields.device_id.from).toBe('context.device.id')
  })

  test('overwrites nothing, and then writes nothing at all', () => {
    const there = join(folder, 'mappings/there.json')
    mkdirSync(join(folder, 'mappings'), { recursive: true })
    writeFileSync(there, 'mine')
    const files = new Map([
      ['mappings/first.json', '{}'],
      ['mappings/there.json', '{}'],
    ])
    expect(() => writeAll(folder, files)).toThrow(/mappings\/there\.json is there already/)
    expect(readFileSync(there, 'utf8')).toBe('mine')
    expect(existsSync(join(folder, 'mappings/first.json'))).toBe(false)
  })

  test('a request that breaks one of its rules is told', () => {
    const request = { method: 'POST', url: 'https://api.example.com/v1/events', body: {} }
    expect(accept({ ...request, headers: {} }, [acceptor])).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.objectContaining({ rule: 'XX-AUTH' })]),
    })
  })
})

describe('a slug is refused', () => {
  test.each([
    ['AcmeAnalytics', /did you mean "acme-analytics"/],
    ['acme_analytics', /did you mean "acme-analytics"/],
    ['acme--analytics', /is no slug/],
    ['4acme', /is no slug/],
    ['../acme', /is no slug/],
    ['destinations/acme', /is no slug/],
    ['constructor', /has a meaning of its own/],
    ['mapping', /has a meaning of its own/],
    ['class', /has a meaning of its own/],
    ['acme-1', /too much like "acme1"/],
    ['amplitude', /is taken: destinations\/amplitude/],
    ['customerio', /is taken: test\/fixtures\/settings\/customerio\.json/],
    ['usage', /is a word of the core itself/],
    ['a'.repeat(80), /at most 60/],
  ])('%s', async (slug, says) => {
    const { code, said, out } = await started([slug], folder)
    expect([code, out]).toEqual([2, ''])
    expect(said).toMatch(says)
    expect(existsSync(join(folder, `mappings/${slug}.json`))).toBe(false)
  })

  test('where there is none, or a title that is no name', async () => {
    expect((await started([], folder)).said).toMatch(/needs one slug/)
    const odd = await started(['acme-analytics', '--title', "it's"], folder)
    expect(odd).toMatchObject({ code: 2, said: expect.stringMatching(/--title/) })
  })
})

test('outside of a checkout it says where it works', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'crosswalk-outside-'))
  const { code, said } = await started(['acme-analytics'], outside)
  expect(code).toBe(2)
  expect(said).toMatch(/checkout of Crosswalk.*CONTRIBUTING/s)
})
