import type { Check } from './check.js'

export const snapshots: Check = {
  name: 'snapshots',
  description: 'Snapshots that no case makes any more.',
  severity: 'error',
  *run({ cases, snapshots: files }) {
    const names = new Set(cases?.map(({ name }) => name))
    for (const file of cases === undefined ? [] : (files ?? [])) {
      if (names.has(file)) continue
      yield { path: '', message: `the snapshot "${file}" belongs to no case: remove it` }
    }
  },
}
