import assert from 'node:assert/strict'
import type { z } from 'zod'
import { describes, openCredentials, settingsOf } from '../setting-marks.js'
import { prepare, type Scene } from './scene.js'

type Cases = Record<string, (scene: Scene) => void>

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
    for (const [name, schema] of settingsIn(destination)) {
      assert.ok(describes(schema).trim() !== '', `settings.${name} has no description`)
    }
  },

  'settings named like credentials are secret, or described as public': ({ destination }) => {
    for (const path of openCredentials(Object.fromEntries(settingsIn(destination)))) {
      assert.fail(`settings.${path}: use secret(), or write the word "public" into its description`)
    }
  },

  'a required setting that is missing is refused by its path': ({ destination, settings }) => {
    for (const [name, schema] of settingsIn(destination)) {
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

function settingsIn({ settings }: Scene['destination']): [string, z.ZodType][] {
  const shape = settingsOf(settings)
  assert.ok(shape, 'settings are a z.strictObject')
  return Object.entries(shape)
}
