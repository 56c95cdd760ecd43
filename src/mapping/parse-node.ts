import { isObject } from '../event/values.js'
import { didYouMean } from '../nearest.js'
import type { WarningCode } from '../result.js'
import { zodProblems } from '../zod-problems.js'
import type { Condition, Node, Source } from './ast.js'
import { fieldsKeys, forms, kindKeys } from './format.js'
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
  const bare = (source: Source): Node => ({ source, when: [], steps: [], target, place: path })
  if (typeof json === 'string' || Array.isArray(json)) {
    return bare(parseFrom(json, path, target, scope, parsing))
  }
  if (!isObject(json)) {
    const spellings = 'a node is a path, a list of alternatives, or an object'
    problem(parsing, path, `${spellings}; a constant is {"value": …}`)
    return bare(nowhere)
  }
  if (Object.hasOwn(json, 'part')) {
    return parsePart(json, path, target, scope, parsing) ?? bare(nowhere)
  }
  const kind = formOf(json, path, parsing)
  if (kind === undefined || !hasForm(kind, json, path, parsing)) return bare(nowhere)
  const source = parseSource(kind, json, path, target, scope, parsing)
  return {
    source,
    ...parsePolicies(json, source, path, target, scope, parsing),
    target,
    place: path,
  }
}

type Kind = keyof typeof forms

function formOf(json: Members, path: string, parsing: Parsing): Kind | undefined {
  const kinds = kindKeys.filter((key) => Object.hasOwn(json, key))
  if (kinds.length === 0 && fieldsKeys.some((key) => Object.hasOwn(json, key))) return 'fields'
  const [kind] = kinds
  if (kinds.length === 1) return kind
  const found = kinds.length === 0 ? 'none' : kinds.join(' and ')
  const near = kinds.length === 0 ? Object.keys(json).map((key) => didYouMean(key, kindKeys)) : []
  const hint = near.find((text) => text !== '') ?? ''
  problem(
    parsing,
    path,
    `a node has exactly one of ${kindKeys.join(', ')}; this has ${found}${hint}`,
  )
  return undefined
}

/** Whether a node has the form of its kind; tells unknown keys, and members of a wrong type. */
export function hasForm(kind: Kind, json: Members, path: string, parsing: Parsing): boolean {
  const checked = forms[kind].safeParse(json)
  if (checked.success) return true
  parsing.problems.push(...zodProblems(checked.error, 'MAPPING_INVALID', path, forms[kind], json))
  return false
}

function parsePolicies(
  json: Members,
  source: Source,
  path: string,
  target: string,
  scope: Scope,
  parsing: Parsing,
) {
  const { required, warn, note } = json
  const read = source.kind === 'path' ? source.path : undefined
  return {
    when: parseConditions(json.when, `${path}.when`, scope, parsing),
    steps: parseSteps(json.as, { path: `${path}.as`, target, scope, read }, parsing),
    ...(Object.hasOwn(json, 'default') ? { default: json.default } : {}),
    ...(required === undefined || required === false
      ? {}
      : { required: parseRequired(required, `${path}.required`, scope, parsing) }),
    ...(warn === undefined ? {} : { warn: warn as WarningCode }),
    ...(note === undefined ? {} : { note: note as string }),
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
  kind: Kind,
  json: Members,
  path: string,
  target: string,
  scope: Scope,
  parsing: Parsing,
): Source {
  switch (kind) {
    case 'from':
      return parseFrom(json.from, `${path}.from`, target, scope, parsing)
    case 'value':
      return { kind: 'value', value: json.value }
    case 'template':
      return parseTemplateSource(json.template, `${path}.template`, scope, parsing)
    case 'list':
      return {
        kind: 'list',
        cells: (json.list as unknown[]).map((cell, index) =>
          parseNode(
            cell,
            `${path}.list[${index}]`,
            // Without blanks a cell stands where those before it that are there leave it.
            `${target}[${Object.hasOwn(json, 'blank') ? index : '*'}]`,
            scope,
            parsing,
          ),
        ),
        ...(Object.hasOwn(json, 'blank') ? { blank: json.blank } : {}),
      }
    case 'pair': {
      const { key, value } = json.pair as Members
      const inside = target === '' ? '{*}' : `${target}.{*}`
      return {
        kind: 'pair',
        key: parseNode(key, `${path}.pair.key`, target, scope, parsing),
        value: parseNode(value, `${path}.pair.value`, inside, scope, parsing),
      }
    }
    case 'at': {
      const binding = bind('path', json.at, `${path}.at`, parsing)
      return binding === undefined ? nowhere : { kind: 'at', binding, text: String(json.at) }
    }
    default:
      return { kind: 'object', object: parseObject(json, path, target, scope, parsing) }
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
  if (!Array.isArray(json)) {
    return { kind: 'first', options: [parseNode(json, path, target, scope, parsing)] }
  }
  if (json.length === 0) problem(parsing, path, 'alternatives are missing')
  const options = json.map((option, index) =>
    parseNode(option, `${path}[${index}]`, target, scope, parsing),
  )
  const last = options.findIndex(({ source, when }) => source.kind === 'value' && when.length === 0)
  if (last >= 0 && last < options.length - 1) {
    problem(parsing, `${path}[${last + 1}]`, 'is never reached: the constant before it always is')
  }
  return { kind: 'first', options }
}

function parseTemplateSource(json: unknown, path: string, scope: Scope, parsing: Parsing): Source {
  if (isObject(json)) {
    const binding = bind('template', json.from, `${path}.from`, parsing)
    return binding === undefined
      ? nowhere
      : { kind: 'boundTemplate', binding, text: String(json.from) }
  }
  try {
    const template = parseTemplate(String(json), scope, parsing.lists)
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

/** The named part in place of the node; keys written beside it replace the part's own. */
function parsePart(
  json: Members,
  path: string,
  target: string,
  scope: Scope,
  parsing: Parsing,
): Node | undefined {
  if (typeof json.part !== 'string') {
    problem(parsing, `${path}.part`, 'names a part')
    return undefined
  }
  const { part: name, ...beside } = json
  const part = openPart(name as string, `${path}.part`, parsing)
  if (part === undefined) return undefined
  const place = Object.keys(beside).length === 0 ? part.place : path
  const node = parseNode({ ...part.json, ...beside }, place, target, scope, parsing)
  parsing.open.pop()
  return node
}
