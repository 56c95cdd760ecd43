/** How an answer, or that none came, speaks of the vendor as a whole; `hung`: it took all the time there was. */
export type Health = 'up' | 'throttled' | 'down' | 'hung'

/**
 * Spares a vendor that is down, and those who wait for it: after some failures
 * in a row it opens, and lets one call at a time find out, ever less often.
 */
export interface Breaker {
  readonly closed: boolean
  /** Calls that were to find out and failed, in a row. */
  readonly strikes: number
  /** Until a call may begin, in milliseconds; Infinity while one finds out. */
  waitMs(now: number): number
  /** A call begins; gives the function that tells how it went, undefined where nobody knows. */
  begin(): (health: Health | undefined, now: number) => void
  /** Opens for so long, as the vendor itself asks. */
  openFor(ms: number, now: number): void
}

/**
 * Twice as many as there are calls under way by default: a moment's trouble
 * that meets them all opens nothing, and one time-out tells of a vendor that hangs.
 */
const failuresToOpen = 8
const weights = { throttled: 1, down: 1, hung: 2 }
const shortestMs = 1000
const longestMs = 60_000

export function createBreaker(): Breaker {
  let failures = 0
  let strikes = 0
  let until: number | undefined
  let probing = false

  const open = (now: number) => {
    until = now + Math.min(longestMs, shortestMs * 2 ** strikes)
  }
  const close = () => {
    failures = 0
    strikes = 0
    until = undefined
  }

  return {
    get closed() {
      return until === undefined
    },
    get strikes() {
      return strikes
    },
    waitMs(now) {
      if (until === undefined) return 0
      return probing ? Infinity : Math.max(0, until - now)
    },
    begin() {
      const probe = until !== undefined
      if (probe) probing = true
      return (health, now) => {
        if (probe) probing = false
        if (health === undefined) return
        if (health === 'up' || (probe && health === 'throttled')) return close()
        if (probe) {
          strikes++
          open(now)
        } else if (until === undefined) {
          failures += weights[health]
          if (failures >= failuresToOpen) open(now)
        }
      }
    },
    openFor(ms, now) {
      until = Math.max(until ?? 0, now + ms)
    },
  }
}
