import { openCredentials, settingsOf } from '../setting-marks.js'
import type { Check } from './check.js'

export const secrets: Check = {
  name: 'secrets',
  description:
    'Settings, and members within them, named like a key, token, secret or password that are neither marked by `secret()` nor described with the word "public": mappings could read them.',
  severity: 'error',
  *run({ module }) {
    for (const path of openCredentials(settingsOf(module.settings) ?? {})) {
      const message = `the setting "${path}" looks like a credential: declare it with secret(), or write the word "public" into its description`
      yield { path: '', message }
    }
  },
}
