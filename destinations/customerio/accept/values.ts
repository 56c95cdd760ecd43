import { z } from 'zod'
import { breaks, type Finding, utf8Length } from '../../../src/accept/index.js'
import { itemBytes } from './request.js'

/** Adds what a refinement finds, at a place under the refined value. */
export type Report = (path: readonly PropertyKey[], finding: Omit<Finding, 'path'>) => void

export function reporter(context: z.RefinementCtx): Report {
  return (path, { rule, effect, message }) =>
    context.addIssue({ code: 'custom', path: [...path], message, ...breaks(rule, effect) })
}

/** UTF-8 bytes of a value: of a text its own, of all else those of its JSON. */
export function bytesOf(value: unknown): number {
  return utf8Length(typeof value === 'string' ? value : JSON.stringify(value))
}

export const isBlank = (text: string | undefined) => text === undefined || text.trim() === ''

export const object = z.record(z.string(), z.unknown(), 'must be an object')

/** A payload, which the item that carries it bounds. */
export const payload = object.refine((value) => bytesOf(value) <= itemBytes, {
  error: `must be at most ${itemBytes} bytes as JSON`,
  ...breaks('CI-DATA', 'http'),
})

/** One item of a batch. */
export function sized<Schema extends z.ZodType>(item: Schema) {
  return item.refine((value) => bytesOf(value) <= itemBytes, {
    error: `must be at most ${itemBytes} bytes as JSON`,
    ...breaks('CI-SIZE', 'http'),
  })
}
