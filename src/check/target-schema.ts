import { z } from 'zod'
import { isObject } from '../event/values.js'

/** JSON Schema, as far as targets are checked against it. */
export interface Schema {
  type?: string | readonly string[]
  enum?: readonly unknown[]
  const?: unknown
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  prefixItems?: readonly Schema[]
  maxLength?: number
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  allOf?: readonly Schema[]
  $ref?: string
  $defs?: Readonly<Record<string, Schema>>
}

/** The plain schemas of which a value must fit one: unions and references are resolved. */
export type Alternatives = readonly Schema[]

const anything: Alternatives = [{}]

/** What the vendor's rules say of an item. */
export function itemSchema(item: z.ZodType): Alternatives {
  const root = z.toJSONSchema(item, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { catchall } = zodSchema._zod.def as { catchall?: z.ZodType }
      if (catchall !== undefined && refusesAll(catchall)) jsonSchema.additionalProperties = false
    },
  }) as Schema
  return plain(root, root.$defs ?? {})
}

/** Members beside those that are listed are told to be none of the vendor's, whatever they are. */
function refusesAll(schema: z.ZodType): boolean {
  return ['', 'x', 0, 1, true, {}, [], null].every((value) => !schema.safeParse(value).success)
}

function plain(schema: Schema, defs: Readonly<Record<string, Schema>>, depth = 0): Alternatives {
  if (depth > 20) return anything
  const inner = (one: Schema) => plain(one, defs, depth + 1)
  const { $ref, anyOf, oneOf = anyOf, allOf, ...own } = schema
  if ($ref !== undefined) return inner(defs[$ref.replace('#/$defs/', '')] ?? {})
  if (oneOf !== undefined) return oneOf.flatMap(inner)
  if (allOf !== undefined) return allOf.flatMap(inner)
  const { properties, items, prefixItems, additionalProperties: others } = own
  const within = (one: Schema): Schema => ({ anyOf: inner(one) })
  return [
    {
      ...own,
      ...(properties === undefined ? {} : { properties: mapped(properties, within) }),
      ...(items === undefined ? {} : { items: within(items) }),
      ...(prefixItems === undefined ? {} : { prefixItems: prefixItems.map(within) }),
      ...(isObject(others) ? { additionalProperties: within(others) } : {}),
    },
  ]
}

function mapped(members: Readonly<Record<string, Schema>>, change: (one: Schema) => Schema) {
  return Object.fromEntries(Object.entries(members).map(([name, one]) => [name, change(one)]))
}

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
