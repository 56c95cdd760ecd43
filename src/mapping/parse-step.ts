import { isObject } from '../event/values.js'
import { didYouMean } from '../nearest.js'
import { cutToLength } from '../utf8.js'
import { zodProblems } from '../zod-problems.js'
import type { Argument, Names, Node, Path, Step, Table } from './ast.js'
import { parseNode } from './parse-node.js'
import { bind, type Parsing, problem } from './parsing.js'
import type { Scope } from './path.js'
import { steps as definitions } from './steps/index.js'

/** Where steps stand. */
interface Place {
  path: string
  target: string
  scope: Scope
  /** What the node of the steps reads, where that is one path. */
  read: Path | undefined
}

/** One step or several: a name, or an object of one name and its argument. */
export function parseSteps(json: unknown, place: Place, parsing: Parsing): Step[] {
  if (json === undefined) return []
  if (!Array.isArray(json)) return parseStep(json, place, parsing) ?? []
  return json.flatMap((step, index) => {
    const path = `${place.path}[${index}]`
    const read = index === 0 ? place.read : undefined
    return parseStep(step, { ...place, path, read }, parsing) ?? []
  })
}

function parseStep(json: unknown, place: Place, parsing: Parsing): Step[] | undefined {
  const { path } = place
  const [name, ...more] = isObject(json) ? Object.keys(json) : [json]
  if (typeof name !== 'string' || more.length > 0) {
    problem(parsing, path, 'a step is a name, or an object of one name and its argument')
    return undefined
  }
  if (name.startsWith('own.') && !isObject(json)) return parseOwn(name, path, parsing)
  const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined
  if (definition === undefined) {
    const hint = didYouMean(name, Object.keys(definitions))
    problem(parsing, path, `there is no step "${name}"${hint}`)
    return undefined
  }
  const given = isObject(json) ? json[name] : undefined
  const kind = definition.argument
  const bare = kind === 'none' || kind === 'source'
  if (bare === isObject(json)) {
    const takes = bare ? 'takes no argument' : 'needs an argument'
    problem(parsing, path, `the step "${name}" ${takes}`)
    return undefined
  }
  const inside = bare ? place : { ...place, path: `${path}.${name}` }
  const argument = parseArgument(kind, given, inside, parsing)
  return argument === undefined ? undefined : [{ name, argument, text: stepText(name, given) }]
}

/** `cut 40`, `table eventName`, `hashed trim lower`. */
function stepText(name: string, argument: unknown): string {
  const words = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(words)
    if (isObject(value)) {
      return Object.entries(value).flatMap(([key, member]) => [...words(key), ...words(member)])
    }
    if (value === undefined) return []
    const text = String(value)
    return [/^$|\s/.test(text) ? JSON.stringify(text) : text]
  }
  return cutToLength([name, ...words(argument)].join(' '), 80)
}

function parseOwn(name: string, path: string, parsing: Parsing): Step[] | undefined {
  const own = name.slice('own.'.length)
  if (parsing.functions.includes(own)) return [{ name, argument: { kind: 'none' }, text: name }]
  const hint = didYouMean(own, parsing.functions)
  problem(parsing, path, `the module has no function "${own}"${hint}`)
  return undefined
}

function parseArgument(
  kind: (typeof definitions)[string]['argument'],
  json: unknown,
  place: Place,
  parsing: Parsing,
): Argument | undefined {
  const { path, read } = place
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
      return { kind, steps: parseSteps(json, { ...place, read: undefined }, parsing) }
    case 'node':
      return { kind, node: parseElement(json, place, parsing) }
    case 'source':
      if (read !== undefined) return { kind, path: read }
      problem(parsing, path, 'stands first, on a node that reads one path')
      return undefined
    default: {
      const checked = kind.safeParse(json)
      if (checked.success) return { kind: 'plain', value: json }
      parsing.problems.push(...zodProblems(checked.error, 'MAPPING_INVALID', path, kind, json))
      return undefined
    }
  }
}

/** The node of `each`, which sees an element of the list as `item`. */
function parseElement(json: unknown, { path, target, scope, read }: Place, parsing: Parsing): Node {
  parsing.lists.push(read?.text)
  const node = parseNode(json, path, `${target}[*]`, scope, parsing)
  parsing.lists.pop()
  return node
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
