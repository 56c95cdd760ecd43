import { isObject } from '../event/values.js'
import { didYouMean } from '../nearest.js'
import { type WarningCode, warningCodes } from '../result.js'
import type { Binding, Condition, Node, ObjectTree, Path, Source, Test } from './ast.js'
import { kindKeys, objectKeys, policyKeys } from './format.js'
import { parseNames, parseSteps } from './parse-step.js'
import { parsePath, type Scope } from './path.js'
import { parseTemplate } from './template.js'

/** What is known and collected while one file is read. */
export interface Parsing {
  tables: Readonly<Record<string, unknown>>
  parts: Readonly<Record<string, unknown>>
  settings: readonly string[]
  bindings: Binding[]
  problems: { path: string; message: string }[]
  /** Parts that are being read, to find one that uses itself. */
  open: string[]
}

type Members = Readonly<Record<string, unknown>>

const nowhere: Source = { kind: 'value', value: undefined }

export function problem(parsing: Parsing, path: string, message: string): void {
  parsing.problems.push({ path, message })
}

/** A node in any of its spellings: a path, a list of alternatives, an object. */
export function parseNode(
  json: unknown,
  path: string,
  target: string,
  scope: Scope,
  parsing: Parsing,
): Node {
  if (typeof json === 'string' || Array.isArray(json)) {
    return { source: parseFrom(json, path, target, scope, parsing), when: [], steps: [], target }
  }
  if (!isObject(json)) {
    problem(
      parsing,
      path,
      'a node is a path, a list of alternatives, or an object; a constant is {"value": …}',
    )
    return { source: nowhere, when: [], steps: [], target }
  }
  if (Object.hasOwn(json, 'part')) return parsePart(json, path, target, scope, parsing)
  return {
    source: parseSource(json, path, target, scope, parsing),
    ...parsePolicies(json, path, scope, parsing, target),
    target,
  }
}

function parsePolicies(
  json: Members,
  path: string,
  scope: Scope,
  parsing: Parsing,
  target: string,
) {
  const { required, warn, note } = json
  if (warn !== undefined && !Object.hasOwn(warningCodes, String(warn))) {
    problem(
      parsing,
      `${path}.warn`,
      `no such warning${didYouMean(String(warn), Object.keys(warningCodes))}`,
    )
  }
  if (note !== undefined && typeof note !== 'string')
    problem(parsing, `${path}.note`, 'a note is text')
  return {
    when: parseConditions(json.when, `${path}.when`, scope, parsing),
    steps: parseSteps(json.as, `${path}.as`, target, scope, parsing),
    ...(Object.hasOwn(json, 'default') ? { default: json.default } : {}),
    ...(required === undefined || required === false
      ? {}
      : { required: parseRequired(required, `${path}.required`, scope, parsing) }),
    ...(warn === undefined ? {} : { warn: warn as WarningCode }),
    ...(typeof note === 'string' ? { note } : {}),
  }
}

function parseRequired(
  json: unknown,
  path: string,
  scope: Scope,
  parsing: Parsing,
): true | 'parent' | Condition[] {
  if (json === true || json === 'parent') return json
  return parseConditions(json, path, scope, parsing)
}

function parseSource(
  json: Members,
  path: string,
  target: string,
  scope: Scope,
  parsing: Parsing,
): Source {
  const kinds = kindKeys.filter((key) => Object.hasOwn(json, key))
  const isObjectNode = objectKeys.some((key) => Object.hasOwn(json, key))
  if (isObjectNode && !kinds.includes('fields')) kinds.push('fields')
  const allowed = [...kindKeys, ...policyKeys, ...objectKeys, 'blank']
  for (const key of Object.keys(json)) {
    if (!(allowed as string[]).includes(key)) {
      problem(parsing, path, `a node has no key "${key}"${didYouMean(key, allowed)}`)
    }
  }
  const [kind] = kinds
  if (kind === undefined || kinds.length > 1) {
    const found = kinds.length === 0 ? 'none' : kinds.join(' and ')
    problem(parsing, path, `a node has exactly one of ${kindKeys.join(', ')}; this has ${found}`)
    return nowhere
  }
  switch (kind) {
    case 'from':
      return parseFrom(json.from, `${path}.from`, target, scope, parsing)
    case 'value':
      return { kind: 'value', value: json.value }
    case 'template':
      return parseTemplateSource(json.template, `${path}.template`, parsing)
    case 'fields':
      return { kind: 'object', object: parseObject(json, path, target, scope, parsing) }
    case 'list':
      return parseList(json, path, target, scope, parsing)
    case 'pair':
      return parsePair(json.pair, `${path}.pair`, target, scope, parsing)
    case 'at': {
      const binding = bind('path', json.at, `${path}.at`, parsing)
      return binding === undefined ? nowhere : { kind: 'at', binding, text: String(json.at) }
    }
    default:
      return nowhere
  }
}

function parseFrom(
  json: unknown,
  path: string,
  target: string,
  scope: Scope,
  parsing: Parsing,
): Source {
  if (typeof json === 'string') {
    const read = readPath(json, path, scope, parsing)
    return read === undefined ? nowhere : { kind: 'path', path: read }
  }
  const options = Array.isArray(json) ? json : [json]
  if (options.length === 0) problem(parsing, path, 'alternatives are missing')
  return {
    kind: 'first',
    options: options.map((option, index) =>
      parseNode(option, Array.isArray(json) ? `${path}[${index}]` : path, target, scope, parsing),
    ),
  }
}

export function readPath(
  text: string,
  path: string,
  scope: Scope,
  parsing: Parsing,
): Path | undefined {
  try {
    const read = parsePath(text, scope)
    if (read.root === 'settings') checkSetting(read.names[0]?.name, path, parsing)
    return read
  } catch (error) {
    problem(parsing, path, (error as Error).message)
    return undefined
  }
}

function checkSetting(name: string | undefined, path: string, parsing: Parsing): void {
  if (name !== undefined && parsing.settings.includes(name)) return
  const hint = didYouMean(name ?? '', parsing.settings)
  problem(parsing, path, `no setting "${name}" can be read${hint}; secrets never can`)
}

/** Notes that this is to be worked out of the settings once per connection. */
export function bind(
  kind: Binding['kind'],
  json: unknown,
  path: string,
  parsing: Parsing,
): number | undefined {
  const [root, ...setting] = typeof json === 'string' ? json.split('.') : []
  if (root !== 'settings' || setting.length === 0) {
    problem(parsing, path, 'names a setting: "settings.x"')
    return undefined
  }
  checkSetting(setting[0], path, parsing)
  return parsing.bindings.push({ kind, setting }) - 1
}

function parseTemplateSource(json: unknown, path: string, parsing: Parsing): Source {
  if (isObject(json)) {
    const binding = bind('template', json.from, `${path}.from`, parsing)
    return binding === undefined
      ? nowhere
      : { kind: 'boundTemplate', binding, text: String(json.from) }
  }
  try {
    const template = parseTemplate(String(json))
    for (const part of template) {
      if (typeof part === 'string' || part.root !== 'settings') continue
      checkSetting(part.names[0]?.name, path, parsing)
    }
    return { kind: 'template', template }
  } catch (error) {
    problem(parsing, path, (error as Error).message)
    return nowhere
  }
}

function parseList(
  json: Members,
  path: string,
  target: string,
  scope: Scope,
  parsing: Parsing,
): Source {
  if (!Array.isArray(json.list)) {
    problem(parsing, `${path}.list`, 'a list has one node a cell')
    return nowhere
  }
  return {
    kind: 'list',
    cells: json.list.map((cell, index) =>
      parseNode(cell, `${path}.list[${index}]`, `${target}[${index}]`, scope, parsing),
    ),
    ...(Object.hasOwn(json, 'blank') ? { blank: json.blank } : {}),
  }
}

function parsePair(
  json: unknown,
  path: string,
  target: string,
  scope: Scope,
  parsing: Parsing,
): Source {
  if (!isObject(json) || !Object.hasOwn(json, 'key') || !Object.hasOwn(json, 'value')) {
    problem(parsing, path, 'a pair has a "key" and a "value"')
    return nowhere
  }
  return {
    kind: 'pair',
    key: parseNode(json.key, `${path}.key`, target, scope, parsing),
    value: parseNode(json.value, `${path}.value`, target, scope, parsing),
  }
}

/** The named part in place of the node; keys written beside it replace the part's own. */
function parsePart(
  json: Members,
  path: string,
  target: string,
  scope: Scope,
  parsing: Parsing,
): Node {
  const { part: name, ...beside } = json
  const part = openPart(name, `${path}.part`, parsing)
  if (part === undefined) return { source: nowhere, when: [], steps: [], target }
  const whole = { ...part, ...beside }
  const node = parseNode(whole, path, target, scope, parsing)
  parsing.open.pop()
  return node
}

function openPart(name: unknown, path: string, parsing: Parsing): Members | undefined {
  if (typeof name !== 'string' || !Object.hasOwn(parsing.parts, name)) {
    const hint = didYouMean(String(name), Object.keys(parsing.parts))
    problem(parsing, path, `there is no part "${name}"${hint}`)
    return undefined
  }
  if (parsing.open.includes(name)) {
    problem(parsing, path, `the part "${name}" uses itself: ${[...parsing.open, name].join(' → ')}`)
    return undefined
  }
  parsing.open.push(name)
  const part = parsing.parts[name]
  return isObject(part) ? part : { from: part }
}

/**
 * The object keys of a node or an action: used parts, fields, rest, max, needs.
 * `above` are fields that the same object has already, where this is a used part.
 */
export function parseObject(
  json: Members,
  path: string,
  target: string,
  scope: Scope,
  parsing: Parsing,
  above: ReadonlySet<string> = new Set(),
): ObjectTree {
  const fields = isObject(json.fields) ? json.fields : {}
  if (json.fields !== undefined && !isObject(json.fields))
    problem(parsing, `${path}.fields`, 'fields are an object')
  const written = new Set(above)
  const inner: Scope = [written, ...scope]
  const tree: ObjectTree = { fields: [], needs: [], target }
  for (const [index, name] of (Array.isArray(json.use) ? json.use : []).entries()) {
    for (const used of useFields(
      name,
      `${path}.use[${index}]`,
      target,
      scope,
      written,
      fields,
      parsing,
    )) {
      if (written.has(used.name))
        problem(parsing, `${path}.use[${index}]`, `"${used.name}" stands in two used parts`)
      written.add(used.name)
      tree.fields.push(used)
    }
  }
  for (const [name, node] of Object.entries(fields)) {
    const place = target === '' ? name : `${target}.${name}`
    tree.fields.push({
      name,
      node: parseNode(node, `${path}.fields.${name}`, place, inner, parsing),
    })
    written.add(name)
  }
  if (Object.hasOwn(json, 'rest'))
    tree.rest = parseNode(json.rest, `${path}.rest`, target, inner, parsing)
  if (json.max !== undefined) tree.max = Number(json.max)
  for (const need of Array.isArray(json.needs) ? json.needs : []) {
    tree.needs.push(String(need))
    if (!written.has(String(need))) {
      problem(
        parsing,
        `${path}.needs`,
        `"${need}" is no field of this object${didYouMean(String(need), written)}`,
      )
    }
  }
  return tree
}

function useFields(
  name: unknown,
  path: string,
  target: string,
  scope: Scope,
  above: ReadonlySet<string>,
  replaced: Members,
  parsing: Parsing,
): ObjectTree['fields'] {
  const part = openPart(name, path, parsing)
  if (part === undefined) return []
  if (!isObject(part.fields))
    problem(parsing, path, `"use" takes parts made of fields; "${name}" is none`)
  const when = parseConditions(part.when, `parts.${name}.when`, [above, ...scope], parsing)
  const { fields } = parseObject(part, `parts.${name}`, target, scope, parsing, above)
  parsing.open.pop()
  return fields
    .filter((field) => !Object.hasOwn(replaced, field.name))
    .map(({ name, node }) => ({ name, node: { ...node, when: [...when, ...node.when] } }))
}

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
