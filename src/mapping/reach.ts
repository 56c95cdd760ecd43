import isEqual from 'lodash/isEqual.js'
import type { Condition, Test } from './ast.js'

/** Whether an event that meets `later` always meets `earlier` too, as far as path by path shows. */
export function covers(earlier: readonly Condition[], later: readonly Condition[]): boolean {
  return earlier.every(({ path, test }) =>
    later.some((other) => other.path.text === path.text && implies(other.test, test)),
  )
}

/** Whether what passes `given` always passes `wanted`. */
function implies(given: Test, wanted: Test): boolean {
  if (isEqual(given, wanted)) return true
  const values = valuesOf(given)
  switch (wanted.kind) {
    case 'equals':
    case 'oneOf': {
      const allowed = valuesOf(wanted) ?? []
      return values?.every((value) => allowed.includes(value)) ?? false
    }
    case 'not':
      if (given.kind === 'not') return wanted.values.every((value) => given.values.includes(value))
      if (given.kind === 'exists') return !given.exists
      return values?.every((value) => !wanted.values.includes(value)) ?? false
    case 'exists':
      return wanted.exists && (given.kind === 'in' || values !== undefined)
    case 'in': {
      const { names } = wanted
      if (names.kind !== 'literal') return false
      return values?.every((value) => names.names.includes(String(value))) ?? false
    }
    case 'notIn': {
      const { names } = wanted
      if (names.kind !== 'literal') return false
      return values?.every((value) => !names.names.includes(String(value))) ?? false
    }
  }
}

/** The only values that pass, where they are written down. */
function valuesOf(test: Test): unknown[] | undefined {
  if (test.kind === 'equals') return [test.value]
  return test.kind === 'oneOf' ? test.values : undefined
}
