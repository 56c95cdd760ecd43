import type { Problem } from '../errors.js'
import { isObject } from '../event/values.js'
import type { FailedResult, Item, Json, MappedResult } from '../result.js'
import type { DeliveryResult } from './delivery-result.js'

/** What was not delivered of one event at one connection, and can be brought again. Holds no secret. */
export interface DeadLetter {
  deadLetter: 1
  ref: Json | undefined
  event: string | null
  connection: string
  destination: string
  mapping: string
  /** Whole items, each with what became of it; empty where mapping failed. */
  items: (Item & { error: Problem | undefined })[]
  /** Where mapping failed: why, and the event as it came, to be mapped anew. */
  error?: Problem
  raw?: unknown
  /** The same for a line that could not be read. */
  text?: string
}

/** The dead letter of a delivery result, or undefined where nothing of it is dead. */
export function deadLetter({ source, items }: DeliveryResult): DeadLetter | undefined {
  const dead = items.filter(({ outcome }) => outcome === 'rejected' || outcome === 'expired')
  const letters = dead.flatMap(({ key, error }) => {
    const item = source.items.find((one) => one.key === key)
    return item === undefined ? [] : [{ ...item, error }]
  })
  return letters.length === 0 ? undefined : { ...head(source), items: letters }
}

/**
 * The dead letter of an event that failed before it became items: with the
 * event, or with the text it came as where it was no JSON or is nested too deep
 * to be written again.
 */
export function failedLetter(
  result: FailedResult,
  came: { event?: unknown; text: string },
): DeadLetter {
  const kept = canBeWritten(came.event) ? { raw: came.event } : { text: came.text }
  return { ...head(result), items: [], error: result.error, ...kept }
}

function head({ ref, event, connection, destination, mapping }: MappedResult | FailedResult) {
  return { deadLetter: 1 as const, ref, event, connection, destination, mapping }
}

function canBeWritten(event: unknown): boolean {
  try {
    return JSON.stringify(event) !== undefined
  } catch {
    return false
  }
}

export function isDeadLetter(value: unknown): value is DeadLetter {
  return isObject(value) && value.deadLetter === 1 && Array.isArray(value.items)
}

/** The result that brings exactly the undelivered items again. */
export function revive({
  ref,
  event,
  connection,
  destination,
  mapping,
  items,
}: DeadLetter): MappedResult {
  return {
    ref,
    event,
    connection,
    destination,
    mapping,
    outcome: 'mapped',
    items: items.map(({ error: _, ...item }) => item),
    warnings: [],
  }
}
