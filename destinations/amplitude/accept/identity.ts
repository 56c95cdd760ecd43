import type { z } from 'zod'
import { breaks, ruled } from '../../../src/accept/index.js'
import { characters, integer, isObject, isThere, text } from './values.js'

/** Compared in lower case: other cases were refused in the field. */
const refused = new Set([
  '',
  'anonymous',
  'nil',
  'none',
  'null',
  'n/a',
  'na',
  'undefined',
  'unknown',
  '00000000-0000-0000-0000-000000000000',
  '{}',
  'lmy47d',
  '0',
  '-1',
])

const id = ruled(
  'AM-IDSTR',
  'silent',
  text('must be text, or the vendor may not show what is stored under it').refine(
    (value) => !refused.has(value.toLowerCase()),
    { error: 'must not be a placeholder that the vendor refuses', ...breaks('AM-IDBAD', 'http') },
  ),
).nullish()

/** The two ids of events and identifications. */
export const ids = { user_id: id, device_id: id }

/** Says it where something has neither id. */
export function checkIds(item: Record<string, unknown>, context: z.core.$RefinementCtx): void {
  if (isThere(item.user_id) || isThere(item.device_id)) return
  context.addIssue({
    code: 'custom',
    message: 'must have user_id or device_id',
    ...breaks('AM-ID', 'http'),
  })
}

/** The shortest id that is taken, where the request says nothing of it. */
const shortest = 5

export const minimumIdLength = ruled(
  'AM-IDLEN',
  'http',
  integer('must be an integer').refine((value) => value >= 0, { error: 'must not be negative' }),
).optional()

/** Says which ids are shorter than the request's own options allow. */
export function checkIdLengths(
  items: unknown,
  options: unknown,
  path: PropertyKey[],
  context: z.core.$RefinementCtx,
): void {
  if (!Array.isArray(items)) return
  const wanted = isObject(options) ? options.min_id_length : undefined
  const least = typeof wanted === 'number' ? wanted : shortest
  for (const [index, item] of items.entries()) {
    if (!isObject(item)) continue
    for (const name of ['user_id', 'device_id']) {
      const value = item[name]
      if (typeof value !== 'string' || characters(value) >= least) continue
      context.addIssue({
        code: 'custom',
        message: `must have at least ${least} characters: options.min_id_length, or ${shortest} without it`,
        path: [...path, index, name],
        ...breaks('AM-IDLEN', 'http'),
      })
    }
  }
}
