import type { Check } from './check.js'

export const snapshots: Check = {
  name: 'snapshots',
  description: 'Snapshots that no case makes any more.',
  severity: 'error',
  *run({ cases, unusable = [], snapshots: files }) {
    if (cases === undefined || unusable.length > 0) return
    const names = new Set(cases.map(({ name }) => name))
    for (const file of files ?? []) {
      if (names.has(file)) continue
      yield { path: '', message: `the snapshot "${file}" belongs to no case: remove it` }
    }
  },
}
