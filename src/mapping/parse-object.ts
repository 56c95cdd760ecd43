import { isObject } from '../event/values.js'
import { didYouMean } from '../nearest.js'
import type { ObjectTree } from './ast.js'
import { parseConditions } from './parse-condition.js'
import { parseNode } from './parse-node.js'
import { type Members, openPart, type Parsing, problem } from './parsing.js'
import type { Scope } from './path.js'

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
