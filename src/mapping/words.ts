import { isObject } from '../event/values.js'
import { cutToLength } from '../utf8.js'
import type { Condition } from './ast.js'
import { condition } from './condition.js'
import { quietReader } from './read.js'
import type { Run } from './run.js'

/** The first condition that does not hold, in words; undefined where all do. */
export function unmet(when: readonly Condition[]): (run: Run) => string | undefined {
  const tests = when.map((one) => ({ holds: condition(one), words: words(one) }))
  return (run) => tests.find(({ holds }) => !holds(run))?.words(run)
}

function words({ path, test }: Condition): (run: Run) => string {
  const read = quietReader(path)
  const found = (run: Run): string => {
    const value = read(run)
    return value === undefined ? `${path.text} is not there` : `${path.text} is ${shown(value)}`
  }
  switch (test.kind) {
    case 'equals':
      return (run) => `${found(run)}, not ${shown(test.value)}`
    case 'oneOf':
      return (run) => `${found(run)}, none of ${test.values.map(shown).join(', ')}`
    case 'in':
      return (run) => `${found(run)}, which is not listed`
    case 'notIn':
      return (run) => `${found(run)}, which is listed`
    case 'not':
    case 'exists':
      return found
  }
}

/** A value for people: text in quotes, long ones cut. */
export function shown(value: unknown): string {
  if (Array.isArray(value) || isObject(value)) return cutToLength(JSON.stringify(value), 60)
  return typeof value === 'string' ? `"${cutToLength(value, 60)}"` : String(value)
}
