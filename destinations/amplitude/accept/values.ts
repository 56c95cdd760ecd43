import { z } from 'zod'
import { breaks, ruled } from '../../../src/accept/index.js'

const longest = 1024
const deepest = 40

/** Characters as a person counts them, not UTF-16 units. */
export function characters(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

function isLong(text: string): boolean {
  return text.length > longest && characters(text) > longest
}

const cut = `is cut: must have at most ${longest} characters`

/** Text of at most 1024 characters; the vendor cuts what is longer. */
export function text(error = 'must be text') {
  return z
    .string({ error })
    .refine((value) => !isLong(value), { error: cut, ...breaks('AM-STR', 'warning') })
    .meta({ maxLength: longest })
}

/** A member that is plain text: other values are stored otherwise than they were sent. */
export const plainText = ruled('AM-STR', 'warning', text()).optional()

export function integer(error: string) {
  return z.number({ error }).refine(Number.isSafeInteger, { error }).meta({ type: 'integer' })
}

/** A member that the vendor's page does not have: it is ignored, or so it is believed. */
export const unknownMember = z.unknown().refine(() => false, {
  error: 'is no member that the vendor knows; it is ignored',
  ...breaks('AM-EVTS', 'warning'),
})

/** Any object, for a check that must also run where a member is of a wrong type. */
export const whenObject = { when: ({ value }: { value: unknown }) => isObject(value) }

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a member says anything: nothing, null and empty text do not. */
export function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

/**
 * An object of at most 40 levels. Each object and each list is a level, the
 * object itself the first; what stands in the innermost of them is none.
 */
export function tree(value: z.ZodType = z.unknown()) {
  return z
    .record(z.string(), value, { error: 'must be an object' })
    .superRefine((object, context) => {
      if (!isTooDeep(object, 1, [], context)) return
      context.addIssue({
        code: 'custom',
        message: `must have at most ${deepest} levels`,
        ...breaks('AM-DEPTH', 'http'),
      })
    })
}

/** Whether something lies too deep; says on the way which texts are too long. */
function isTooDeep(
  value: unknown,
  level: number,
  path: PropertyKey[],
  context: z.core.$RefinementCtx,
): boolean {
  if (typeof value === 'string') {
    if (isLong(value)) {
      const issue = { code: 'custom' as const, message: cut, path: [...path] }
      context.addIssue({ ...issue, ...breaks('AM-STR', 'warning') })
    }
    return false
  }
  if (typeof value !== 'object' || value === null) return false
  if (level > deepest) return true
  const names = Array.isArray(value) ? value.keys() : Object.keys(value)
  let found = false
  for (const name of names) {
    path.push(name)
    found =
      isTooDeep((value as Record<PropertyKey, unknown>)[name], level + 1, path, context) || found
    path.pop()
  }
  return found
}
