import { isObject } from '../../event/values.js'
import { fieldsKeys, kindKeys } from '../format.js'
import type { Members, Part } from '../parsing.js'

/** What is known and collected while overrides are laid over a mapping file. */
export interface Merging {
  /** Parts by name, those of included files too; copies that are made on the way stand here as well. */
  parts: Record<string, Part>
  /** Parts that the merged file has of its own. */
  own: Record<string, unknown>
  /** JSON paths in the merged file → where that is written in the overrides. */
  places: Map<string, string>
  problems: { path: string; message: string }[]
}

/** Where a change is written, and where it comes to stand. */
export interface Places {
  /** In the overrides. */
  from: string
  /** In the merged file. */
  to: string
}

/** A node as members, where it is an object that is written field by field; a named part is looked up. */
export function fieldsOf(json: unknown, merging: Merging): Members | undefined {
  if (!isObject(json)) return undefined
  const { part, ...beside } = json
  if (typeof part === 'string' && Object.hasOwn(merging.parts, part)) {
    const inner = fieldsOf(merging.parts[part]?.json, merging)
    return inner === undefined ? undefined : { ...inner, ...beside }
  }
  const others = kindKeys.filter((key) => key !== 'fields')
  if (others.some((key) => Object.hasOwn(json, key))) return undefined
  return fieldsKeys.some((key) => Object.hasOwn(json, key)) ? json : undefined
}
