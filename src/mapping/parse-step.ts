import { isObject } from '../event/values.js'
import { didYouMean } from '../nearest.js'
import type { Argument, Names, Step, Table } from './ast.js'
import { parseNode } from './parse-node.js'
import { bind, type Parsing, problem } from './parsing.js'
import type { Scope } from './path.js'
import { steps as definitions } from './steps/index.js'

/** One step or several: a name, or an object of one name and its argument. */
export function parseSteps(
  json: unknown,
  path: string,
  target: string,
  scope: Scope,
  parsing: Parsing,
): Step[] {
  if (json === undefined) return []
  const list = Array.isArray(json) ? json : [json]
  return list.flatMap((step, index) => {
    const place = Array.isArray(json) ? `${path}[${index}]` : path
    return parseStep(step, place, target, scope, parsing) ?? []
  })
}

function parseStep(
  json: unknown,
  path: string,
  target: string,
  scope: Scope,
  parsing: Parsing,
): Step | undefined {
  const [name, ...more] = isObject(json) ? Object.keys(json) : [json]
  if (typeof name !== 'string' || more.length > 0) {
    problem(parsing, path, 'a step is a name, or an object of one name and its argument')
    return undefined
  }
  const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined
  if (definition === undefined) {
    problem(
      parsing,
      path,
      `there is no step "${name}"${didYouMean(name, Object.keys(definitions))}`,
    )
    return undefined
  }
  const given = isObject(json) ? json[name] : undefined
  if ((definition.argument === 'none') === isObject(json)) {
    const takes = definition.argument === 'none' ? 'takes no argument' : 'needs an argument'
    problem(parsing, path, `the step "${name}" ${takes}`)
    return undefined
  }
  const argument = parseArgument(
    definition.argument,
    given,
    `${path}.${name}`,
    target,
    scope,
    parsing,
  )
  return argument === undefined ? undefined : { name, argument }
}

function parseArgument(
  kind: (typeof definitions)[string]['argument'],
  json: unknown,
  path: string,
  target: string,
  scope: Scope,
  parsing: Parsing,
): Argument | undefined {
  switch (kind) {
    case 'none':
      return { kind }
    case 'names': {
      const names = parseNames(json, path, parsing)
      return names === undefined ? undefined : { kind, names }
    }
    case 'table': {
      const table = parseTable(json, path, parsing)
      return table === undefined ? undefined : { kind, table }
    }
    case 'steps':
      return { kind, steps: parseSteps(json, path, target, scope, parsing) }
    case 'node':
      return { kind, node: parseNode(json, path, `${target}[*]`, scope, parsing) }
    default: {
      const checked = kind.safeParse(json)
      if (checked.success) return { kind: 'plain', value: checked.data }
      problem(parsing, path, checked.error.issues.map((issue) => issue.message).join('; '))
      return undefined
    }
  }
}

/** A list of texts, a table (its members or names), or a setting. */
export function parseNames(json: unknown, path: string, parsing: Parsing): Names | undefined {
  if (typeof json === 'string' && json.startsWith('settings.')) {
    const binding = bind('names', json, path, parsing)
    return binding === undefined ? undefined : { kind: 'setting', binding }
  }
  const listed = typeof json === 'string' ? tableNamed(json, path, parsing) : json
  if (Array.isArray(listed)) return { kind: 'literal', names: listed.map(String) }
  if (isObject(listed)) return { kind: 'literal', names: Object.keys(listed) }
  if (listed !== undefined)
    problem(parsing, path, 'takes a list, the name of a table, or "settings.x"')
  return undefined
}

function parseTable(json: unknown, path: string, parsing: Parsing): Table | undefined {
  if (typeof json === 'string' && json.startsWith('settings.')) {
    const name = json.slice('settings.'.length)
    if (parsing.settings.includes(name)) return { kind: 'setting', name }
    problem(parsing, path, `no setting "${name}" can be read${didYouMean(name, parsing.settings)}`)
    return undefined
  }
  const members = tableNamed(String(json), path, parsing)
  if (isObject(members)) return { kind: 'literal', members }
  if (members !== undefined) problem(parsing, path, `the table "${json}" is a list, not an object`)
  return undefined
}

function tableNamed(name: string, path: string, parsing: Parsing): unknown {
  if (Object.hasOwn(parsing.tables, name)) return parsing.tables[name]
  const hint = didYouMean(name, Object.keys(parsing.tables))
  problem(parsing, path, `there is no table "${name}"${hint}`)
  return undefined
}
