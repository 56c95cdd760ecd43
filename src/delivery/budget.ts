/** How many calls may begin, and when: the connection's own rate, and what the vendor asks for. */
export interface Budget {
  /** Until a call may begin, in milliseconds. */
  waitMs(now: number, perSecond: number): number
  /** A call begins. */
  spend(now: number): void
  /** No call begins before that time, in milliseconds since 1970. */
  pause(until: number): void
  paused(now: number): boolean
}

export function createBudget(): Budget {
  // When the last calls began: as many as may begin within the window.
  let begun = new Float64Array(0)
  let next = 0
  let rate = 0
  let windowMs = 0
  let pausedUntil = 0

  const adapt = (perSecond: number) => {
    const calls = Math.max(1, Math.min(10_000, Math.floor(perSecond)))
    rate = perSecond
    windowMs = (calls / perSecond) * 1000
    begun = new Float64Array(calls).fill(-Infinity)
    next = 0
  }

  return {
    waitMs(now, perSecond) {
      if (perSecond !== rate) adapt(perSecond)
      // A clock that was set back must not make anyone wait for longer than the window.
      const ofRate = Math.min(windowMs, (begun[next] ?? -Infinity) + windowMs - now)
      return Math.max(0, ofRate, pausedUntil - now)
    },
    spend(now) {
      begun[next] = now
      next = (next + 1) % begun.length
    },
    pause(until) {
      pausedUntil = Math.max(pausedUntil, until)
    },
    paused: (now) => now < pausedUntil,
  }
}
