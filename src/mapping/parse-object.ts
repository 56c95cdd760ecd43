import { didYouMean } from '../nearest.js'
import type { ObjectTree } from './ast.js'
import { parseConditions } from './parse-condition.js'
import { hasForm, parseNode } from './parse-node.js'
import { type Members, openPart, type Parsing, problem } from './parsing.js'
import type { Scope } from './path.js'

/** The keys of an object, after their outline was checked. */
interface ObjectKeys {
  use?: readonly string[]
  fields?: Members
  rest?: unknown
  max?: number
  needs?: readonly string[]
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
  const { use = [], fields = {}, rest, max, needs = [] } = json as ObjectKeys
  const before = parsing.problems.length
  const written = new Set(above)
  const inner: Scope = [written, ...scope]
  const tree: ObjectTree = { fields: [], needs: [...needs], target }
  for (const [index, name] of use.entries()) {
    const place = `${path}.use[${index}]`
    for (const used of useFields(name, place, target, scope, written, fields, parsing)) {
      if (written.has(used.name)) {
        problem(parsing, place, `"${used.name}" stands in two used parts`)
      }
      written.add(used.name)
      tree.fields.push(used)
    }
  }
  for (const [name, node] of Object.entries(fields)) {
    const inTarget = target === '' ? name : `${target}.${name}`
    const place = `${path}.fields.${name}`
    tree.fields.push({ name, node: parseNode(node, place, inTarget, inner, parsing) })
    written.add(name)
  }
  if (rest !== undefined) tree.rest = parseNode(rest, `${path}.rest`, target, inner, parsing)
  if (max !== undefined) tree.max = max
  for (const need of parsing.problems.length > before ? [] : needs) {
    if (written.has(need)) continue
    const hint = didYouMean(need, written)
    problem(parsing, `${path}.needs`, `"${need}" is no field of this object${hint}`)
  }
  return tree
}

/** What a part may have that `use` takes. */
const partKeys = ['when', 'use', 'fields', 'note']

function useFields(
  name: string,
  path: string,
  target: string,
  scope: Scope,
  above: ReadonlySet<string>,
  replaced: Members,
  parsing: Parsing,
): ObjectTree['fields'] {
  const part = openPart(name, path, parsing)
  if (part === undefined) return []
  const { json, place } = part
  const others = Object.keys(json).filter((key) => !partKeys.includes(key))
  if (others.length > 0 || !(Object.hasOwn(json, 'fields') || Object.hasOwn(json, 'use'))) {
    problem(parsing, path, `"use" takes parts made of fields alone; "${name}" is none`)
  }
  if (!hasForm('fields', json, place, parsing)) {
    parsing.open.pop()
    return []
  }
  const when = parseConditions(json.when, `${place}.when`, [above, ...scope], parsing)
  const { fields } = parseObject(json, place, target, scope, parsing, above)
  parsing.open.pop()
  return fields
    .filter((field) => !Object.hasOwn(replaced, field.name))
    .map(({ name, node }) => ({ name, node: { ...node, when: [...when, ...node.when] } }))
}
