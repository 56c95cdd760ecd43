import { z } from 'zod'
import { breaks, type Effect, ruled, utf8Length } from '../../../src/accept/index.js'

export const text = z.string('must be text').refine((one) => one.trim() !== '', 'must not be empty')

/** Text of 1 to 255 characters. */
export const short = text.max(255, 'must have at most 255 characters')

/** https://www.braze.com/docs/api/basics/: of what has no zone, UTC is meant. */
const isTime = (given: string) =>
  /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.:]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?$/.test(given)

export const time = z.string('must be text').refine(isTime, 'must be ISO 8601')

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export type Report = (
  rule: string,
  effect: Effect,
  path: readonly PropertyKey[],
  message: string,
) => void

export const reporter =
  (context: z.RefinementCtx): Report =>
  (rule, effect, path, message) =>
    context.addIssue({ code: 'custom', path: [...path], message, ...breaks(rule, effect) })

/** An object of a request, within its size. */
export const sized = <Schema extends z.ZodType>(schema: Schema) =>
  schema.refine((value) => utf8Length(JSON.stringify(value) ?? '') <= 100_000, {
    error: 'must have at most 100 KB',
    ...breaks('BZ-SIZE', 'http'),
  })

const record = z.record(z.string(), z.unknown(), 'must be an object')

/** https://www.braze.com/docs/api/objects_filters/event_object/ */
export const properties = ruled(
  'BZ-PROPS',
  'silent',
  record.superRefine((given, context) => {
    const report = reporter(context)
    const names = Object.keys(given)
    for (const name of ['time', 'event_name']) {
      if (names.includes(name)) report('BZ-PROPS', 'silent', [name], 'is reserved')
    }
    if (names.length > 256) report('BZ-PCOUNT', 'warning', [], 'must be at most 256 properties')
    walk(given, [], report)
  }),
)

function walk(value: unknown, path: PropertyKey[], report: Report): void {
  if (typeof value === 'string' && value.length > 255) {
    report('BZ-STR', 'silent', path, 'must have at most 255 characters')
  }
  if (value === null) report('BZ-PROPS', 'silent', path, 'must not be null')
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) walk(one, [...path, index], report)
  } else if (isObject(value)) {
    for (const [name, one] of Object.entries(value)) {
      if (name.trim() === '' || name.length > 255 || name.startsWith('$')) {
        const message = 'must be named by 1 to 255 characters, the first of them no $'
        report('BZ-PROPS', 'silent', [...path, name], message)
      }
      walk(one, [...path, name], report)
    }
  }
}
