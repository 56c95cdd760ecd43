/** What the vendor's rules say of the members of an object, the elements of a list, and single values. */
import { isObject } from '../event/values.js'
import { type Alternatives, anything, type Schema } from './target-schema.js'

function alternativesOf(schema: Schema | undefined): Alternatives {
  if (schema === undefined) return anything
  return schema.anyOf ?? [schema]
}

export const memberNames = (of: Alternatives): string[] => [
  ...new Set(of.flatMap(({ properties = {} }) => Object.keys(properties))),
]

/** What a member may be; undefined where none of the alternatives lists it. */
export function memberOf(of: Alternatives, name: string): Alternatives | undefined {
  const found = of.flatMap(({ properties = {} }) =>
    Object.hasOwn(properties, name) ? alternativesOf(properties[name]) : [],
  )
  return found.length === 0 ? undefined : found
}

/** Whether a member that is not listed is refused or passed over, whichever alternative is meant. */
export const isClosed = (of: Alternatives): boolean =>
  of.every(({ additionalProperties }) => additionalProperties === false)

/** What a member that is not listed may be. */
export const othersOf = (of: Alternatives): Alternatives =>
  of.flatMap(({ additionalProperties }) =>
    isObject(additionalProperties) ? alternativesOf(additionalProperties as Schema) : anything,
  )

/** What an element of a list may be: at a place, or anywhere. */
export const elementOf = (of: Alternatives, index?: number): Alternatives =>
  of.flatMap(({ items, prefixItems }) =>
    alternativesOf((index === undefined ? undefined : prefixItems?.[index]) ?? items),
  )

export const requiredOf = (of: Alternatives): string[] =>
  (of[0]?.required ?? []).filter((name) => of.every(({ required }) => required?.includes(name)))

/** Those that can be an object, or a list. */
export function thoseOf(of: Alternatives, type: string): Alternatives {
  return of.filter((schema) => typesOf(schema)?.includes(type) ?? true)
}

/** JSON types; undefined where any will do. */
export function typesOf({
  type,
  enum: values,
  const: value,
}: Schema): readonly string[] | undefined {
  if (type !== undefined) return [type].flat()
  const listed = values ?? (value === undefined ? undefined : [value])
  return listed?.map((one) => (one === null ? 'null' : Array.isArray(one) ? 'array' : typeof one))
}

/** The values that are allowed, where they are listed. */
export function valuesOf(of: Alternatives): unknown[] | undefined {
  const lists = of.map(({ enum: values, const: value }) =>
    values === undefined && value !== undefined ? [value] : values,
  )
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined
}
