import { isOpenCredential, settingsOf } from '../setting-marks.js'
import type { Check } from './check.js'

export const secrets: Check = {
  name: 'secrets',
  description:
    'Settings named like a key, token, secret or password that are neither marked by `secret()` nor described as public: mappings could read them.',
  severity: 'error',
  *run({ module }) {
    for (const [name, schema] of Object.entries(settingsOf(module.settings) ?? {})) {
      if (!isOpenCredential(name, schema)) continue
      const message = `the setting "${name}" looks like a credential: declare it with secret(), or describe it as public`
      yield { path: '', message }
    }
  },
}
