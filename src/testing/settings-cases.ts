import assert from 'node:assert/strict'
import type { z } from 'zod'
import { own } from '../event/values.js'
import { prepare, type Scene } from './scene.js'

type Cases = Record<string, (scene: Scene) => void>

const CREDENTIAL = /key|token|secret|password/i
const PUBLIC = /\bpublic\b/i

/** The rules about settings. */
export const settingsCases: Cases = {
  'settings refuse an unknown name': ({ destination, settings }) => {
    const name = 'noSettingOfAnyone'
    const preparation = prepare(destination, { ...settings, [name]: 1 })
    assert.ok(!preparation.ok, 'an unknown setting was taken')
    const problem = preparation.problems.find(({ path }) => path === `settings.${name}`)
    assert.equal(problem?.code, 'SETTINGS_INVALID')
  },

  'every setting has a description': ({ destination }) => {
    for (const [name, schema] of settingsOf(destination)) {
      assert.ok(description(schema).trim() !== '', `settings.${name} has no description`)
    }
  },

  'settings named like credentials are secret, or described as public': ({ destination }) => {
    for (const [name, schema] of settingsOf(destination)) {
      if (!CREDENTIAL.test(name) || PUBLIC.test(description(schema))) continue
      assert.ok(isSecret(schema), `settings.${name}: use secret(), or say that it is public`)
    }
  },

  'a required setting that is missing is refused by its path': ({ destination, settings }) => {
    for (const [name, schema] of settingsOf(destination)) {
      if (schema.safeParse(undefined).success) continue
      const { [name]: _, ...others } = settings
      const preparation = prepare(destination, others)
      assert.ok(!preparation.ok, `the settings were taken without ${name}`)
      assert.deepEqual(
        preparation.problems.map(({ code, path }) => [code, path]),
        [['SETTINGS_INVALID', `settings.${name}`]],
      )
    }
  },
}

function settingsOf({ settings }: Scene['destination']): [string, z.ZodType][] {
  const { shape } = settings as { shape?: Record<string, z.ZodType> }
  assert.ok(shape, 'settings are a z.strictObject')
  return Object.entries(shape)
}

/** Descriptions and marks may stand on a default or on what it wraps. */
function wrapped(schema: z.ZodType): z.ZodType | undefined {
  return (schema.def as { innerType?: z.ZodType }).innerType
}

function description(schema: z.ZodType): string {
  const inner = wrapped(schema)
  return schema.description ?? (inner === undefined ? '' : description(inner))
}

function isSecret(schema: z.ZodType): boolean {
  if (own(schema.meta(), 'secret') === true) return true
  const inner = wrapped(schema)
  return inner !== undefined && isSecret(inner)
}
