import { isObject, own } from '../event/values.js'
import type { Check } from './check.js'

/** How a node, a step, a condition or an object speaks of a table or part. */
const speakers = {
  parts: new Set(['part', 'use']),
  tables: new Set(['table', 'in', 'only', 'except', 'pick', 'omit']),
}

export const unused: Check = {
  name: 'unused',
  description:
    'Parts and tables that no rule uses. Those of a file that others include are theirs, too.',
  severity: 'error',
  *run({ mapping, others }) {
    for (const kind of ['parts', 'tables'] as const) {
      const declared = own(mapping, kind)
      const spoken = new Set(
        [mapping, ...others].flatMap((file) => [...named(file, speakers[kind])]),
      )
      for (const name of isObject(declared) ? Object.keys(declared) : []) {
        if (!spoken.has(name))
          yield { path: `${kind}.${name}`, message: 'nothing uses it: remove it' }
      }
    }
  },
}

/** Texts at members of these names, however deep. */
function* named(value: unknown, names: ReadonlySet<string>): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (names.has(name) && !Array.isArray(value)) {
      for (const text of [member].flat()) if (typeof text === 'string') yield text
    }
    yield* named(member, names)
  }
}
