import { createBreaker, type Health } from './breaker.js'
import { createBudget } from './budget.js'
import { retryAfterMs } from './retry.js'

/** How an answer bears on the calls to come. */
export interface Sign {
  health: Health
  /** The header of the answer. */
  retryAfter: string | null
  /** How long the longest of its items is to wait, in milliseconds. */
  waitMs: number
}

/** What an answer did to the breaker. */
export type Change = 'opened' | 'closed'

/** When the next call to a connection may begin: by its rate, as the vendor asks, and whether it answers at all. */
export interface Pace {
  /** Milliseconds; Infinity while a single call finds out whether the vendor is back. */
  waitMs(now: number, perSecond: number): number
  /** A call begins; gives the function that is told what came of it, undefined where nobody knows. */
  begin(now: number): (sign: Sign | undefined, now: number) => Change | undefined
  /** How long nobody is to wait for a vendor that is down, in milliseconds; 0 where it is up or may be tried. */
  downMs(now: number): number
  readonly down: boolean
  /** Calls that were to find out and failed, in a row. */
  readonly strikes: number
}

/** A vendor that asks for a longer wait counts as down. */
const longPauseMs = 60_000

export function createPace(): Pace {
  const budget = createBudget()
  const breaker = createBreaker()
  return {
    get down() {
      return !breaker.closed
    },
    get strikes() {
      return breaker.strikes
    },
    downMs: (now) => breaker.waitMs(now),
    waitMs: (now, perSecond) => Math.max(budget.waitMs(now, perSecond), breaker.waitMs(now)),
    begin(begun) {
      budget.spend(begun)
      const end = breaker.begin()
      return (sign, now) => {
        // What is throttled while it is being waited for tells nothing new.
        const known = sign?.health === 'throttled' && budget.paused(now)
        const before = breaker.closed
        end(known ? undefined : sign?.health, now)
        const pause = sign === undefined ? 0 : pauseMs(sign, now)
        if (pause > longPauseMs) breaker.openFor(pause, now)
        else if (pause > 0) budget.pause(now + pause)
        if (breaker.closed === before) return undefined
        return before ? 'opened' : 'closed'
      }
    },
  }
}

/** How long the vendor is to be left alone. */
function pauseMs({ health, retryAfter, waitMs }: Sign, now: number): number {
  if (health === 'up') return 0
  const asked = retryAfter === null ? 0 : (retryAfterMs(retryAfter, now) ?? 0)
  return health === 'throttled' ? Math.max(asked, waitMs) : asked
}
