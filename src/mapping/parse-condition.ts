import { isObject } from '../event/values.js'
import type { Condition, Test } from './ast.js'
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
  return Object.entries(json).flatMap(([text, test]) => {
    const read = readPath(text, path, scope, parsing)
    return read === undefined
      ? []
      : [{ path: read, test: parseTest(test, `${path}.${text}`, parsing) }]
  })
}

function parseTest(json: unknown, path: string, parsing: Parsing): Test {
  if (Array.isArray(json)) return { kind: 'oneOf', values: json }
  if (!isObject(json)) return { kind: 'equals', value: json }
  const [key, ...more] = Object.keys(json)
  if (more.length === 0 && key === 'exists' && typeof json.exists === 'boolean') {
    return { kind: 'exists', exists: json.exists }
  }
  if (more.length === 0 && key === 'not') {
    return { kind: 'not', values: Array.isArray(json.not) ? json.not : [json.not] }
  }
  if (more.length === 0 && key === 'in') {
    const names = parseNames(json.in, `${path}.in`, parsing)
    if (names !== undefined) return { kind: 'in', names }
  }
  problem(
    parsing,
    path,
    'a test is a scalar, a list, {"in": …}, {"exists": true|false} or {"not": …}',
  )
  return { kind: 'exists', exists: true }
}
