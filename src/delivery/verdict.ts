import type { Problem } from '../errors.js'

/** What an answer means for one item. `resend`: nothing was wrong with it; send it again at once. */
export type ItemVerdict =
  | { verdict: 'delivered' }
  | { verdict: 'resend' }
  | { verdict: 'rejected' | 'blocked' | 'divide'; problem: Problem }
  | Retry

/** `whole`: of the request as such, not of this item. */
export interface Retry {
  verdict: 'retry'
  problem: Problem
  waitMs: number | undefined
  whole: boolean
}
