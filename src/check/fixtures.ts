import { prepareConnection } from '../routing/prepare.js'
import type { Check, Parsed } from './check.js'

export const fixtures: Check<Parsed> = {
  name: 'fixtures',
  description:
    'Cases of the tests that cannot be read, are misspelt, or have settings that the destination does not take. Until they are mended, `coverage` and `snapshots` are silent.',
  severity: 'error',
  *run({ module, cases, unusable }) {
    for (const { file, reason } of unusable ?? []) yield { file, path: '', message: reason }
    // What all cases share comes first, and is wrong in those that add to it, too.
    const told = new Set<string>()
    for (const { name, settings, settingsFile } of cases ?? []) {
      const config = { id: name, destination: module.slug, settings }
      const prepared = prepareConnection(config, { destinations: [module] })
      for (const { path, message } of prepared.ok ? [] : prepared.problems) {
        if (told.has(path + message)) continue
        told.add(path + message)
        yield { file: settingsFile, path, message }
      }
    }
  },
}
