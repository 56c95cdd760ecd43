import { z } from 'zod'
import { numberOf } from '../../../src/accept/index.js'

/** Graph takes a number for text and the text of a number: a form has nothing but text. */
export const text = z.union([z.string(), z.number()], { error: 'must be text' })

const finite = 'must be a finite number'

export const amount = z.union(
  [z.number(), z.string().regex(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i, finite)],
  { error: finite },
)

/** A whole number; of int64's range, which is beyond what is exact here. */
export function whole(error: string) {
  const number = z.number().refine(Number.isInteger, { error })
  return z.union([number, z.string().regex(/^-?\d+$/, error)], { error })
}

export const flag = z.literal([0, 1, true, false, '0', '1', 'true', 'false'], {
  error: 'must be 0 or 1, or true or false, or the text of one of them',
})

/** Whether a flag is one and says no. */
export function saysNo(value: unknown): boolean {
  return flag.safeParse(value).success && (numberOf(value) === 0 || value === 'false')
}

/** One schema under each of several names. */
export function each<Name extends string, Schema extends z.ZodType>(
  names: readonly Name[],
  schema: Schema,
): Record<Name, Schema> {
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>
}
