import { createRouter, type Destination } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import { describe, expect, test } from 'vitest'
import { compiled, programHash } from '../../src/routing/compiled.js'
import { settingsFor } from '../fixtures/read.js'

const modules: readonly Destination[] = destinations
const amplitude = modules.find(({ slug }) => slug === 'amplitude') as Destination

const lies: Destination['program'] = {
  hash: programHash(amplitude),
  default: () => ({
    destination: 'amplitude',
    version: '0.0.0',
    bind: () => [],
    map: () => ({ outcome: 'skipped', rule: null, reason: 'no-rule' }),
  }),
}

function outcomeWith(module: Destination, overrides?: Record<string, unknown>): string | undefined {
  const settings = settingsFor('amplitude')
  const connection = {
    id: 'a',
    destination: 'amplitude',
    settings,
    ...(overrides && { overrides }),
  }
  const router = createRouter({ destinations: [module], connections: [connection] })
  return router.map({ type: 'track', event: 'Tea Made', userId: 'member-1' })[0]?.outcome
}

describe('a mapping that was written as a program', () => {
  test.each(modules.map((module) => [module.slug, module] as const))(
    'of %s is the one that was written last: else run npm run prepare',
    (_, module) => {
      expect(module.program?.hash).toBe(programHash(module))
    },
  )

  test('is what maps', () => {
    expect(outcomeWith({ ...amplitude, program: lies })).toBe('skipped')
  })

  test('is not used for another mapping file', () => {
    const mapping = { ...amplitude.mapping, version: '9.9.9' }
    expect(outcomeWith({ ...amplitude, mapping, program: lies })).toBe('mapped')
  })

  test('is not used where a connection overrides the mapping', () => {
    const overrides = {
      base: 'amplitude@1.0.0',
      rules: { track: { emit: { 'event#0': { fields: { city: { value: 'Brno' } } } } } },
    }
    expect(outcomeWith({ ...amplitude, program: lies }, overrides)).not.toBe('skipped')
  })

  test('is of the same version, and names the same destination', () => {
    for (const module of modules) {
      const { program, tree } = compiled(module)
      expect([program.destination, program.version]).toEqual([tree().destination, tree().version])
    }
  })

  test('is not used for a module that lacks a function: what it lacks is told', () => {
    const { functions: _, ...without } = amplitude
    expect(() => outcomeWith(without)).toThrow('the module has no function "id"')
  })
})
