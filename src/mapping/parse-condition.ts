import { isObject } from '../event/values.js'
import type { Condition, Test } from './ast.js'
import { testForm } from './format.js'
import { parseNames } from './parse-step.js'
import { type Parsing, problem, readPath } from './parsing.js'
import type { Scope } from './path.js'

export function parseConditions(
  json: unknown,
  path: string,
  scope: Scope,
  parsing: Parsing,
): Condition[] {
  if (json === undefined) return []
  if (!isObject(json)) {
    problem(parsing, path, 'conditions are an object: path → test')
    return []
  }
  return Object.entries(json).flatMap(([text, json]) => {
    const read = readPath(text, path, scope, parsing)
    const test = parseTest(json, `${path}.${text}`, parsing)
    return read === undefined || test === undefined ? [] : [{ path: read, test }]
  })
}

function parseTest(json: unknown, path: string, parsing: Parsing): Test | undefined {
  const checked = testForm.safeParse(json)
  if (!checked.success) {
    const forms = 'a scalar, a list of them, {"in": …}, {"exists": true|false} or {"not": …}'
    problem(parsing, path, `a test is ${forms}`)
    return undefined
  }
  const test = checked.data
  if (Array.isArray(test)) return { kind: 'oneOf', values: test }
  if (typeof test !== 'object') return { kind: 'equals', value: test }
  if ('exists' in test) return { kind: 'exists', exists: test.exists }
  if ('in' in test) return listed('in', test.in, path, parsing)
  const { not } = test
  if (typeof not === 'object' && 'in' in not) {
    return listed('notIn', not.in, `${path}.not`, parsing)
  }
  return { kind: 'not', values: [not].flat() }
}

function listed(
  kind: 'in' | 'notIn',
  json: unknown,
  path: string,
  parsing: Parsing,
): Test | undefined {
  const names = parseNames(json, `${path}.in`, parsing)
  return names === undefined ? undefined : { kind, names }
}
