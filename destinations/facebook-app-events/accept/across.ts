import type { z } from 'zod'
import { breaks, type Effect } from '../../../src/accept/index.js'

/** An object of which nothing is known: rules across members run although a member may be wrong. */
export type Members = Record<string, unknown>

/** Notes a broken rule at a place below what is checked. */
export type Note = (
  path: readonly PropertyKey[],
  rule: string,
  effect: Effect,
  message: string,
) => void

/** A schema of an object with rules that take several of its members together. */
export function across<Schema extends z.ZodType>(
  schema: Schema,
  check: (all: Members, note: Note) => void,
): Schema {
  return schema.superRefine(
    (all, context) =>
      check(all as Members, (path, rule, effect, message) =>
        context.addIssue({ code: 'custom', path: [...path], message, ...breaks(rule, effect) }),
      ),
    { when: ({ value }) => isMembers(value) },
  )
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value says nothing: absent, or text of spaces at most. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}
