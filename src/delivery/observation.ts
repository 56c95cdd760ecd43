import type { ErrorCode } from '../errors.js'
import { eventTimeOf } from './aside.js'
import type { DeliveredItem, ItemOutcome } from './delivery-result.js'
import type { Task } from './task.js'

/**
 * What a sender tells of its work. Labels are bounded, so that each may be a
 * dimension of a metric: slugs, endpoints, and closed lists. No connection id,
 * no text of a vendor, no secret.
 */
export type Observation = CallObservation | ItemObservation | BreakerObservation

/** One HTTP call came to its end, or was not made: its URL is refused. */
export interface CallObservation {
  kind: 'call'
  destination: string
  endpoint: string
  outcome: 'answered' | 'lost' | 'refused'
  /** The first problem of its items, or null. */
  code: ErrorCode | null
  /** HTTP status, or null where no answer came whole. */
  status: number | null
  items: number
  durationMs: number
}

/** One item has its outcome, final or not. */
export interface ItemObservation {
  kind: 'item'
  destination: string
  endpoint: string
  outcome: ItemOutcome
  code: ErrorCode | null
  attempts: number
  /** Since the sender first took it. */
  waitedMs: number
  /** Since the event happened; null where the item came back from JSON, which does not tell. */
  eventAgeMs: number | null
}

/** The breaker of some connection opened, or closed again. */
export interface BreakerObservation {
  kind: 'breaker'
  destination: string
  /** Of the call that decided. */
  endpoint: string
  outcome: 'opened' | 'closed'
  code: null
}

export type Observe = (observation: Observation) => void

/** What is told of an item when it is settled. */
export function itemObserved(task: Task, item: DeliveredItem, now: number): ItemObservation {
  const { entry, taken } = task
  const time = eventTimeOf(entry.item)
  return {
    kind: 'item',
    destination: entry.result.destination,
    endpoint: entry.item.endpoint,
    outcome: item.outcome,
    code: item.error?.code ?? null,
    attempts: item.attempts,
    waitedMs: now - taken,
    eventAgeMs: time === undefined ? null : now - time,
  }
}

/** An observer that throws observes less; it never harms a delivery. */
export function unharmed(observe: Observe): Observe {
  return (observation) => {
    try {
      observe(observation)
    } catch {
      // Telling the host of its own exception is what it would have to observe.
    }
  }
}
