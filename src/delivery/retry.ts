const hour = 3_600_000
const base = 500
const cap = 60_000
const ruleCap = 300_000

export interface Wait {
  /** The header of the answer. */
  retryAfter: string | null
  /** What the rule says where the answer has no header: each time the same, or the first of a row that doubles. */
  ruleMs: number | undefined
  doubles: boolean
  /** Sends without a verdict so far, this one included. */
  attempt: number
  /** Milliseconds since 1970. */
  now: number
  /** From 0 up to, not including, 1. */
  random: () => number
}

/** How long to wait before the next attempt: as the vendor asks, else exponential with full jitter. */
export function waitMs({ retryAfter, ruleMs, doubles, attempt, now, random }: Wait): number {
  const asked = retryAfter === null ? undefined : retryAfterMs(retryAfter, now)
  if (asked !== undefined) return asked
  const times = 2 ** (attempt - 1)
  if (ruleMs === undefined) return Math.floor(random() * Math.min(cap, base * times))
  return doubles ? Math.max(ruleMs, Math.min(ruleCap, ruleMs * times)) : ruleMs
}

/** No wait, but a time in Unix seconds. */
const clockSeconds = 1_000_000_000

/** Reads `Retry-After` and what is like it: seconds, a time in Unix seconds or an HTTP date; at most an hour, undefined where it makes no sense. */
export function retryAfterMs(header: string, now: number): number | undefined {
  const text = header.trim()
  if (/^\d+$/.test(text)) {
    const seconds = Number(text)
    const wait = seconds < clockSeconds ? seconds * 1000 : seconds * 1000 - now
    return Math.min(hour, Math.max(0, wait))
  }
  // Date.parse reads far more than HTTP dates: "-5" is a day of 2001 to it.
  if (!/^[A-Z][a-z]+, .+ GMT$/.test(text)) return undefined
  const wait = Date.parse(text) - now
  return wait >= 0 ? Math.min(hour, wait) : undefined
}
