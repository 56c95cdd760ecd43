import type { Problem } from '../errors.js'
import type { Json, MappedResult } from '../result.js'

/** The outcomes of an item, from the best to the worst: unfinished outranks final. */
export const itemOutcomes = [
  'delivered',
  'delivered-with-warning',
  'expired',
  'rejected',
  'pending',
  'blocked',
] as const

export type ItemOutcome = (typeof itemOutcomes)[number]

export interface DeliveredItem {
  key: string
  outcome: ItemOutcome
  /** HTTP status of the last answer, or null where none arrived. */
  status: number | null
  /** Sends without a verdict count, and the one that brought it. */
  attempts: number
  error?: Problem
  /** Only with `pending`: how long to wait before bringing the item again, in milliseconds. */
  retryAfterMs?: number
}

/** What became of one event at one connection once all of its items are settled. */
export interface DeliveryResult {
  ref: Json | undefined
  event: string | null
  connection: string
  /** The worst of its items'. */
  outcome: ItemOutcome
  items: DeliveredItem[]
  /** Not enumerable: the result that was delivered, for dead letters. */
  readonly source: MappedResult
}

/** An item that was never sent, and is to be brought again. */
export function unsent(key: string, error: Problem): DeliveredItem {
  return { key, outcome: 'pending', status: null, attempts: 0, error, retryAfterMs: 0 }
}
