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

/** When the next call to a connection may begin: by its rate, as the vendor asks, and whether it answers at all. */
export interface Pace {
  /** Milliseconds; Infinity while a single call finds out whether the vendor is back. */
  waitMs(now: number, perSecond: number): number
  /** A call begins; gives the function that tells what came of it, undefined where nobody knows. */
  begin(now: number): (sign: Sign | undefined, now: number) => void
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
        end(known ? undefined : sign?.health, now)
        if (sign === undefined || sign.health === 'up') return
        const { health, retryAfter, waitMs } = sign
        const asked = retryAfter === null ? 0 : (retryAfterMs(retryAfter, now) ?? 0)
        const pause = health === 'throttled' ? Math.max(asked, waitMs) : asked
        if (pause > longPauseMs) breaker.openFor(pause, now)
        else budget.pause(now + pause)
      }
    },
  }
}
