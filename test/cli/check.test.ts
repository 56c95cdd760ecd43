import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { crosswalk, root } from './run.js'

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-check-'))
const file = join(folder, 'mappings', 'amplitude.json')
const shipped = JSON.parse(readFileSync(join(root, 'mappings/amplitude.json'), 'utf8'))
const check = (mapping: unknown) => {
  writeFileSync(file, typeof mapping === 'string' ? mapping : JSON.stringify(mapping))
  return crosswalk(['check', file])
}

beforeAll(() => {
  mkdirSync(join(folder, 'mappings'))
  cpSync(join(root, 'test/fixtures'), join(folder, 'test/fixtures'), { recursive: true })
})

describe('check', () => {
  test('finds nothing to mend in what is shipped', async () => {
    const { code, out } = await crosswalk(['check'])
    expect([code, out.split('\n').filter((line) => !/: warning: |^$/.test(line))]).toEqual([0, []])
  })

  test('names a row that no case fills', async () => {
    const rules = [
      {
        name: 'all',
        emit: [{ action: 'event', fields: { user_id: 'userId', x: 'properties.nobody.sends.it' } }],
      },
    ]
    const { code, out } = await check({ ...shipped, rules })
    expect(code).toBe(1)
    expect(out).toContain(`${file}:1 rules[0].emit[0].fields.x: error: no case fills this row`)
    expect(out).not.toMatch(/fields\.user_id: .*coverage/)
  })

  test('names a rule that takes no case', async () => {
    const rules = [{ name: 'odd', when: { event: 'Nobody Sends It' }, skip: 'filtered' }]
    const { out } = await check({ ...shipped, rules })
    expect(out).toContain(`${file}:1 rules[0]: error: no case is taken by the rule "odd"`)
  })

  test('names fixtures that are none, each by its file, and goes on', async () => {
    const fixture = (name: string) => join(folder, 'test/fixtures', name)
    const cases = {
      'amplitude/broken.json': '{',
      'amplitude/misspelt.json': '{ "evnt": {} }',
      'amplitude/twice.json': '{ "event": {}, "events": [{}] }',
      'amplitude/unset.json': '{ "settings": { "regoin": "eu" }, "event": {} }',
      'events/broken.json': '[',
    }
    for (const [name, text] of Object.entries(cases)) writeFileSync(fixture(name), text)
    const rules = [{ name: 'all', emit: [{ action: 'event', fields: { user_idd: 'userId' } }] }]
    const { code, out, said } = await check({ ...shipped, tables: {}, parts: {}, rules })
    for (const name of Object.keys(cases)) rmSync(fixture(name))
    expect(code).toBe(1)
    expect(out).toContain(`${fixture('amplitude/broken.json')}: error: is not JSON`)
    expect(out).toContain(`${fixture('events/broken.json')}: error: is not JSON`)
    expect(out).toMatch(/misspelt\.json: error: .*"evnt" \(did you mean "event"\?\)/)
    expect(out).toMatch(/twice\.json: error: must have either "event" or "events"/)
    expect(out).toMatch(/unset\.json settings\.regoin: error: .*did you mean "region"/)
    expect(out).toMatch(/did you mean "user_id"/)
    expect(out).not.toMatch(/\[(coverage|snapshots)\]/)
    expect(said).toMatch(/^1 mapping file checked: /)
  })

  test('names the settings of all cases once, where they are refused', async () => {
    const file = join(folder, 'test/fixtures/settings/amplitude.json')
    const settings = readFileSync(file, 'utf8')
    writeFileSync(file, JSON.stringify({ ...JSON.parse(settings), region: 'mars' }))
    const { out } = await check(shipped)
    writeFileSync(file, settings)
    const told = out.split('\n').filter((line) => line.includes('region'))
    expect(told).toEqual([expect.stringContaining(`${file} settings.region: error: `)])
  })

  test('tells machines a finding a line, with its place in the text', async () => {
    const fields = { event_type: 'event', user_id: 'context.devcie.id' }
    const rules = [{ name: 'all', emit: [{ action: 'event', fields }] }]
    writeFileSync(file, JSON.stringify({ ...shipped, tables: {}, parts: {}, rules }, null, 2))
    const { code, lines } = await crosswalk(['check', '--json', file])
    expect(code).toBe(1)
    const found = lines.find(({ check }) => check === 'sources')
    expect(found).toEqual({
      check: 'sources',
      severity: 'error',
      file,
      path: 'rules[0].emit[0].fields.user_id',
      line: expect.any(Number),
      message: expect.stringContaining('did you mean "context.device.id"'),
    })
    expect(readFileSync(file, 'utf8').split('\n')[found.line - 1]).toContain('context.devcie.id')
  })

  test('fails for what is only to be looked at where it is told to be strict', async () => {
    rmSync(join(folder, 'test'), { recursive: true })
    const fields = {
      event_type: { from: 'event', as: { cut: 1024 }, required: true },
      user_id: 'userId',
    }
    const rules = [{ name: 'all', emit: [{ action: 'event', fields }] }]
    const lenient = await check({ ...shipped, tables: {}, parts: {}, rules })
    expect(lenient).toMatchObject({
      code: 0,
      out: expect.stringContaining('warning: the vendor takes 1024'),
    })
    expect(await crosswalk(['check', '--strict', file])).toMatchObject({ code: 1 })
    cpSync(join(root, 'test/fixtures'), join(folder, 'test/fixtures'), { recursive: true })
  })

  test('names a mistake in the language with its place and the nearest name', async () => {
    const rules = [{ name: 'all', emit: [{ action: 'evnt', fields: { x: 'usrId' } }] }]
    const { code, out } = await check({ ...shipped, rules })
    expect(code).toBe(1)
    expect(out).toMatch(/rules\[0\]\.emit\[0\]\.action: .*"evnt" \(did you mean "event"\?\)/)
    expect(out).toMatch(/rules\[0\]\.emit\[0\]\.fields\.x: .*did you mean "userId"/)
  })

  test('of a destination that is not there, of a file that is no JSON, of none', async () => {
    const unknown = await check({ ...shipped, destination: 'amplitud' })
    expect(unknown.out).toMatch(/no destination "amplitud" \(did you mean "amplitude"\?\)/)
    expect(await check('{')).toMatchObject({ code: 2, said: expect.stringMatching(/is not JSON/) })
    const missing = await crosswalk(['check', join(folder, 'none.json')])
    expect(missing).toMatchObject({ code: 2, said: expect.stringMatching(/ENOENT/) })
  })
})
