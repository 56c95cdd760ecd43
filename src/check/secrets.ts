import type { Check } from './check.js'
import { settingSchemas } from './settings.js'

const telling = /(?:^|[a-z_])(?:key|token|secret|password|credential)s?$/i
/** Names that end so and are no credentials. */
const harmless = /^(?:sort|group|partition|primary|dedupe)/i

export const secrets: Check = {
  name: 'secrets',
  description:
    'Settings named like a key, token, secret or password that are not marked by `secret()`: mappings could read them.',
  severity: 'error',
  *run({ module }) {
    for (const [name, { secret, type, enum: listed }] of Object.entries(settingSchemas(module))) {
      if (secret === true || !telling.test(name) || harmless.test(name)) continue
      if (listed !== undefined || (type !== undefined && type !== 'string')) continue
      yield {
        path: '',
        message: `the setting "${name}" looks like a credential: declare it with secret()`,
      }
    }
  },
}
