import type { Problem } from '../errors.js'
import type { Connection } from '../routing/connection.js'
import type { DeliveredItem, ItemOutcome } from './delivery-result.js'
import type { Load } from './load.js'
import type { Entry, WireRequest } from './request.js'
import type { Stop } from './stop.js'

/** An item on its way, and what the last answer was for it. */
export interface Task {
  readonly entry: Entry
  readonly origin: Origin
  /** When the sender first took the item, in milliseconds since 1970. */
  readonly taken: number
  /** Of the attempts, those of earlier runs. */
  readonly before: number
  /** Sends without a verdict so far. */
  attempts: number
  /** HTTP status of the last answer. */
  status: number | null
  problem: Problem | undefined
  settled: boolean
  /** Of its order key, while it is unsettled. It is a link of it itself: one object less for every item. */
  chain: Chain | undefined
  ahead: Task | undefined
  behind: Task | undefined
  /** Counts the tasks of a lane, in the order in which they came. */
  number: number
  /** The round of sending in which it was last found free to go. */
  round: number
  /** It waits for the one ahead. */
  held: boolean
}

/** The unsettled tasks of one order key, in the order in which they came. */
export interface Chain {
  readonly key: string
  last: Task
}

/** The wire request that tasks came with. */
export interface Origin {
  /** Counts the requests of a sender, in the order in which it took them. */
  number: number
  run: Run
  connection: Connection
  settled(task: Task, item: DeliveredItem): void
}

/** Tasks that travel in one wire request. */
export interface Job {
  connection: Connection
  run: Run
  tasks: Task[]
  /** The request, where it is already made. */
  request: WireRequest | undefined
  /** When it may be sent, in milliseconds since 1970. */
  due: number
  /** Where further tasks may still join. */
  open?: { key: string; load: Load }
}

/** One call of `deliver`, as its work sees it. */
export interface Run {
  stop: Stop
  deadline: number
  attempts: number
  /** An exception that is a bug of this library: the run goes on, and throws it at its end. */
  fail(error: unknown): void
}

export function taskOf(entry: Entry, origin: Origin, taken: number, attempts: number): Task {
  return {
    entry,
    origin,
    taken,
    before: attempts,
    attempts,
    status: null,
    problem: undefined,
    settled: false,
    chain: undefined,
    ahead: undefined,
    behind: undefined,
    number: 0,
    round: 0,
    held: false,
  }
}

/** Settles a task, once. */
export function settle(
  task: Task,
  outcome: ItemOutcome,
  error?: Problem,
  retryAfterMs?: number,
): void {
  if (task.settled) return
  task.settled = true
  const { entry, status, attempts } = task
  const item: DeliveredItem = { key: entry.about.key, outcome, status, attempts }
  if (error !== undefined) item.error = error
  if (retryAfterMs !== undefined) item.retryAfterMs = retryAfterMs
  task.origin.settled(task, item)
}

/** Settles a task as pending: it has no verdict yet, and is not waited for. */
export function leave(task: Task, retryAfterMs: number, why: string, code = interrupted): void {
  const { problem } = task
  const error = code(problem === undefined ? why : `${why}; last: ${problem.message}`)
  settle(task, 'pending', error, retryAfterMs)
}

/** Why what waits for one that was left unsent is left, too. */
export const overtaking = 'one of the same person that comes before it was handed back'

export function interrupted(message: string): Problem {
  return { code: 'INTERRUPTED', path: '', message }
}

export function vendorDown(message: string): Problem {
  return { code: 'VENDOR_DOWN', path: '', message }
}
