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
  /** How often the items had been brought again before; left out where never. */
  replays?: number
}

/** The dead letter of a delivery result, or undefined where nothing of it is dead. */
export function deadLetter({ source, items }: DeliveryResult): DeadLetter | undefined {
  const dead = items.filter(({ outcome }) => outcome === 'rejected' || outcome === 'expired')
  const letters = dead.flatMap(({ key, error }) => {
    const item = source.items.find((one) => one.key === key)
    return item === undefined ? [] : [{ ...item, error }]
  })
  if (letters.length === 0) return undefined
  return { ...head(source), items: letters, ...counted(replaysOf(source)) }
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

function counted(replays: number): { replays?: number } {
  return replays === 0 ? {} : { replays }
}

function head({ ref, event, connection, destination, mapping }: MappedResult | FailedResult) {
  return { deadLetter: 1 as const, ref, event, connection, destination, mapping }
}

/** Whether it is JSON that is not nested too deep to be written. */
export function canBeWritten(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined
  } catch {
    return false
  }
}

export function isDeadLetter(value: unknown): value is DeadLetter {
  return isObject(value) && value.deadLetter === 1 && Array.isArray(value.items)
}

const revived = new WeakMap<MappedResult, number>()

/** How often a result was brought by a dead letter. */
export function replaysOf(result: MappedResult): number {
  return revived.get(result) ?? 0
}

/** Says of a result that this dead letter brought it. */
export function replayed<R extends MappedResult>(result: R, { replays = 0 }: DeadLetter): R {
  revived.set(result, replays + 1)
  return result
}

/** The result that brings exactly the undelivered items again. */
export function revive(letter: DeadLetter): MappedResult {
  const { ref, event, connection, destination, mapping, items } = letter
  return replayed(
    {
      ref,
      event,
      connection,
      destination,
      mapping,
      outcome: 'mapped',
      items: items.map(({ error: _, ...item }) => item),
      warnings: [],
    },
    letter,
  )
}
