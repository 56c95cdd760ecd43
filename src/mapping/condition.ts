import type { Condition } from './ast.js'
import { namesOf } from './bind.js'
import { toText } from './coerce.js'
import { quietReader } from './read.js'
import type { Run } from './run.js'

/** A condition as a question to a run. Reading is typed, as everywhere. */
export function condition({ path, test }: Condition): (run: Run) => boolean {
  const read = quietReader(path)
  switch (test.kind) {
    case 'equals':
      return (run) => read(run) === test.value
    case 'oneOf':
      return (run) => test.values.includes(read(run))
    case 'not':
      return (run) => !test.values.includes(read(run))
    case 'exists':
      return (run) => (read(run) !== undefined) === test.exists
    case 'in': {
      const names = namesOf(test.names)
      return (run) => names(run).has(asListed(read(run)))
    }
    case 'notIn': {
      const names = namesOf(test.names)
      return (run) => !names(run).has(asListed(read(run)))
    }
  }
}

/** The text that may be listed; an object or a list never is. */
export function asListed(value: unknown): string {
  return toText(value) ?? ''
}
