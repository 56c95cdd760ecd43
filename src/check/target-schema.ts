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

export const anything: Alternatives = [{}]

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
