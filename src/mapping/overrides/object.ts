import { isObject, put } from '../../event/values.js'
import { didYouMean } from '../../nearest.js'
import type { Members } from '../parsing.js'
import type { Merging, Places } from './merging.js'
import { mergeNode } from './node.js'

/** The keys of an object or action with a patch laid over them: fields by name, all else in place of the old; null takes away. */
export function mergeObject(base: Members, patch: Members, at: Places, merging: Merging): Members {
  const { fields, ...keys } = patch
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(keys)) {
    if (value === null) delete merged[key]
    else merged[key] = value
    merging.places.set(`${at.to}.${key}`, `${at.from}.${key}`)
  }
  if (fields === undefined) return merged
  if (!isObject(fields)) {
    merging.problems.push({ path: `${at.from}.fields`, message: 'fields are an object' })
    return merged
  }
  for (const [name, node] of Object.entries(fields)) {
    const inFields = { from: `${at.from}.fields.${name}`, to: `${at.to}.fields.${name}` }
    if (!mergeField(merged, name, node, inFields, merging)) {
      const near = didYouMean(name, namesIn(merged, merging))
      const message = `there is no field "${name}" to take away${near}`
      merging.problems.push({ path: inFields.from, message })
    }
  }
  return merged
}

/** Changes, adds or takes away one field; false where there is none to take away. */
function mergeField(
  object: Record<string, unknown>,
  name: string,
  node: unknown,
  at: Places,
  merging: Merging,
): boolean {
  const fields = isObject(object.fields) ? object.fields : {}
  const isOwn = Object.hasOwn(fields, name)
  if (!isOwn && mergeUsed(object, name, node, at, merging)) return true
  if (!isOwn && node === null) return false
  const changed = { ...fields }
  if (node === null) delete changed[name]
  else put(changed, name, mergeNode(isOwn ? fields[name] : undefined, node, at, merging))
  object.fields = changed
  return true
}

/** Where a used part brings the field, a copy of the part takes its place; its other users keep it. */
function mergeUsed(
  object: Record<string, unknown>,
  name: string,
  node: unknown,
  at: Places,
  merging: Merging,
): boolean {
  const use: unknown[] = Array.isArray(object.use) ? object.use : []
  for (const [index, used] of use.entries()) {
    const part = isObject(merging.parts[String(used)]?.json)
      ? merging.parts[String(used)]
      : undefined
    if (part === undefined || !namesIn(part.json, merging).includes(name)) continue
    const suffix = ` of ${at.to.slice(0, -`.fields.${name}`.length)}`
    const copyName = String(used).endsWith(suffix) ? String(used) : `${String(used)}${suffix}`
    const copied = { ...(part.json as Members) }
    const to = `parts.${copyName}.fields.${name}`
    mergeField(copied, name, node, { from: at.from, to }, merging)
    merging.parts[copyName] = { json: copied, place: `parts.${copyName}` }
    put(merging.own, copyName, copied)
    object.use = use.with(index, copyName)
    return true
  }
  return false
}

/** The fields of an object, those of its used parts too. */
function namesIn(json: unknown, merging: Merging): string[] {
  if (!isObject(json)) return []
  const used = Array.isArray(json.use) ? json.use : []
  return [
    ...used.flatMap((name) => namesIn(merging.parts[String(name)]?.json, merging)),
    ...Object.keys(isObject(json.fields) ? json.fields : {}),
  ]
}
