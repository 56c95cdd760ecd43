import { z } from 'zod'
import { canBeWritten, type DeadLetter } from '../delivery/dead-letter.js'
import type { Problem } from '../errors.js'
import type { Members } from '../event/canonical.js'
import { isObject } from '../event/values.js'
import type { FailedResult, Json } from '../result.js'
import { zodProblems } from '../zod-problems.js'
import { deadLetterFile } from './dead-letters.js'

const why = z.looseObject({ code: z.string() }).optional()
// Not a record: zod takes a body with a member `constructor` for none.
const body = z.custom(isObject, 'expected object')
const item = z.looseObject({
  key: z.string(),
  endpoint: z.string(),
  body,
  batchKey: z.string().optional(),
  dedupeKey: z.string(),
  orderKey: z.string().nullable(),
  notAfter: z.number().nullable(),
  error: why,
})
const replays = z.int().nonnegative()
const schema = z.looseObject({
  event: z.string().nullable(),
  connection: z.string(),
  destination: z.string(),
  mapping: z.string(),
  items: z
    .array(item)
    .refine(
      (items) => new Set(items.map(({ key }) => key)).size === items.length,
      'two items have one key',
    ),
  error: why,
  text: z.string().optional(),
  replays: replays.optional(),
})

/** What is meant as a dead letter, whole or not: people mend them by hand. */
export function isLetter(value: unknown): value is Members {
  return isObject(value) && value.deadLetter === 1
}

/** What a kill leaves of the letter that was being written. */
export function isTornLetter(text: string): boolean {
  return text.startsWith(deadLetterFile.begins)
}

export const torn: Problem = {
  code: 'EVENT_NOT_JSON',
  path: '',
  message:
    'a dead letter that is cut off, as by a kill; bring its events once more to the run that wrote it',
}

/** How often it is brought with this time. */
export function roundOf(letter: Members): number {
  const before = replays.safeParse(letter.replays)
  return before.success ? before.data + 1 : 1
}

/** The letter, or what is wrong with it: sent as it is, it could end the run or spoil the journal. */
export function readLetter(value: Members): { letter: DeadLetter } | { problem: Problem } {
  const checked = schema.safeParse(value)
  if (checked.success && canBeWritten(value)) return { letter: value as unknown as DeadLetter }
  const [first] = checked.success
    ? []
    : zodProblems(checked.error, 'EVENT_UNREADABLE', '', schema, value)
  const { path, message } = first ?? { path: '', message: 'nested too deep' }
  const told = `the dead letter cannot be brought: ${message}; mend it by hand; it was kept`
  return { problem: { code: 'EVENT_UNREADABLE', path, message: told } }
}

/** The one result of a letter that is not brought. */
export function refused(letter: Members | DeadLetter, error: Problem): FailedResult {
  const { ref, event, connection, destination, mapping } = letter
  return {
    ref: ref as Json | undefined,
    event: typeof event === 'string' ? event : null,
    connection: textOf(connection),
    destination: textOf(destination),
    mapping: textOf(mapping),
    outcome: 'failed',
    error,
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
