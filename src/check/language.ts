import { CrosswalkError } from '../errors.js'
import { compiled } from '../routing/compiled.js'
import type { Check } from './check.js'

export const language: Check = {
  name: 'language',
  description:
    'All that refuses a mapping file when it is loaded: its form, unknown names, parts that use themselves, rules and alternatives that are never reached.',
  severity: 'error',
  *run({ module }) {
    try {
      compiled(module).tree()
    } catch (error) {
      if (!(error instanceof CrosswalkError)) throw error
      for (const { path, message } of error.problems) yield { path, message }
    }
  },
}
