import type { DeliveryResult } from '../delivery/delivery-result.js'
import type { Result } from '../result.js'
import { table } from './table.js'

/** So many events and items, of one connection, with one outcome for one reason. */
export interface Count {
  connection: string
  outcome: string
  /** A skip reason, an error code, or empty. */
  reason: string
  events: number
  items: number
}

/** Counts of what became of events, by connection, outcome and reason. */
export interface Tally {
  add(result: Result | DeliveryResult): void
  /** One event, with so many items. */
  count(connection: string, outcome: string, reason: string, items: number): void
  /** Whether all was mapped or skipped, delivered, or final before. */
  good(): boolean
  counts(): Count[]
  /** A table, for people. */
  lines(): string[]
}

const goodOutcomes = new Set(['mapped', 'skipped', 'delivered', 'delivered-with-warning', 'final'])

export function createTally(): Tally {
  const counts = new Map<string, Count>()
  const count: Tally['count'] = (connection, outcome, reason, items) => {
    const key = JSON.stringify([connection, outcome, reason])
    const known = counts.get(key) ?? { connection, outcome, reason, events: 0, items: 0 }
    counts.set(key, known)
    known.events++
    known.items += items
  }
  const sorted = () =>
    [...counts.values()].sort(
      (a, b) => a.connection.localeCompare(b.connection) || b.events - a.events,
    )
  return {
    add(result) {
      const items = 'items' in result ? result.items.length : 0
      count(result.connection, result.outcome, reasonOf(result), items)
    },
    count,
    good: () => [...counts.values()].every(({ outcome }) => goodOutcomes.has(outcome)),
    counts: sorted,
    lines() {
      const rows = sorted().map((row) => Object.values(row) as (string | number)[])
      return rows.length === 0
        ? ['no events']
        : table(['connection', 'outcome', 'reason', 'events', 'items'], rows)
    },
  }
}

function reasonOf(result: Result | DeliveryResult): string {
  if (result.outcome === 'skipped') return result.reason
  if (result.outcome === 'failed') return result.error.code
  if (!('items' in result) || result.outcome === 'mapped') return ''
  return result.items.find((item) => item.outcome === result.outcome)?.error?.code ?? ''
}
