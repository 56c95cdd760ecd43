import { isObject } from '../event/values.js'
import { didYouMean } from '../nearest.js'
import { type WarningCode, warningCodes } from '../result.js'
import type { Condition, Node, Source } from './ast.js'
import { kindKeys, objectKeys, policyKeys } from './format.js'
import { parseConditions } from './parse-condition.js'
import { parseObject } from './parse-object.js'
import { parseSteps } from './parse-step.js'
import {
  bind,
  checkSetting,
  type Members,
  openPart,
  type Parsing,
  problem,
  readPath,
} from './parsing.js'
import type { Scope } from './path.js'
import { parseTemplate } from './template.js'

const nowhere: Source = { kind: 'value', value: undefined }

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
