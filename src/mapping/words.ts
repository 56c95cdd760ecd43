import { isObject } from '../event/values.js'
import { cutToLength } from '../utf8.js'
import type { Condition, Test } from './ast.js'
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
  return (run) => {
    const value = read(run)
    if (value === undefined) return `${path.text} is not there`
    const wanted = wantedBy(test)
    return `${path.text} is ${shown(value)}${wanted === '' ? '' : `, ${wanted}`}`
  }
}

function wantedBy(test: Test): string {
  switch (test.kind) {
    case 'equals':
      return `not ${shown(test.value)}`
    case 'oneOf':
      return `none of ${test.values.map(shown).join(', ')}`
    case 'in':
      return 'which is not listed'
    case 'notIn':
      return 'which is listed'
    case 'not':
    case 'exists':
      return ''
  }
}

/** A value for people: text in quotes, long ones cut. */
export function shown(value: unknown): string {
  if (Array.isArray(value) || isObject(value)) return cutToLength(JSON.stringify(value), 60)
  return typeof value === 'string' ? `"${cutToLength(value, 60)}"` : String(value)
}
