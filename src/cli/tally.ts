import type { DeliveryResult } from '../delivery/delivery-result.js'
import type { Result } from '../result.js'

/** Counts of what became of events, by connection, outcome and reason. */
export interface Tally {
  add(result: Result | DeliveryResult): void
  /** Whether all was mapped or skipped, or delivered. */
  good(): boolean
  /** A line a count, for people. */
  lines(): string[]
}

const goodOutcomes = new Set(['mapped', 'skipped', 'delivered', 'delivered-with-warning'])

export function createTally(): Tally {
  const counts = new Map<
    string,
    { connection: string; outcome: string; why: string; count: number }
  >()
  return {
    add(result) {
      const { connection, outcome } = result
      const why = reason(result)
      const key = JSON.stringify([connection, outcome, why])
      const known = counts.get(key)
      if (known === undefined) counts.set(key, { connection, outcome, why, count: 1 })
      else known.count++
    },
    good: () => [...counts.values()].every(({ outcome }) => goodOutcomes.has(outcome)),
    lines() {
      return [...counts.values()]
        .sort((a, b) => a.connection.localeCompare(b.connection) || b.count - a.count)
        .map(
          ({ connection, outcome, why, count }) =>
            `${connection}: ${count} ${outcome}${why === '' ? '' : ` (${why})`}`,
        )
    },
  }
}

function reason(result: Result | DeliveryResult): string {
  if (result.outcome === 'skipped') return result.reason
  if (result.outcome === 'failed') return result.error.code
  if (!('items' in result) || result.outcome === 'mapped') return ''
  return result.items.find((item) => item.outcome === result.outcome)?.error?.code ?? ''
}
