import type { Problem } from '../errors.js'
import type { Connection } from '../routing/connection.js'
import type { DeliveredItem, ItemOutcome } from './delivery-result.js'
import type { Entry } from './request.js'
import type { Stop } from './stop.js'

/** An item on its way, and what the last answer was for it. */
export class Task {
  declare readonly entry: Entry
  declare readonly origin: Origin
  /** When the sender first took the item, in milliseconds since 1970. */
  declare readonly taken: number
  /** Of the attempts, those of earlier runs. */
  declare readonly before: number
  /** Sends without a verdict so far. */
  declare attempts: number
  /** HTTP status of the last answer. */
  declare status: number | null
  declare problem: Problem | undefined
  declare settled: boolean
  /** Of its order key, while it is unsettled. It is a link of it itself: one object less for every item. */
  declare chain: Chain | undefined
  declare ahead: Task | undefined
  declare behind: Task | undefined
  /** Counts the tasks of a lane, in the order in which they took their places; what comes back keeps its own. */
  declare number: number
  /** The round of sending in which it was last found free to go. */
  declare round: number
  /** It waits for the one ahead. */
  declare held: boolean

  constructor(entry: Entry, origin: Origin, taken: number, attempts: number) {
    this.entry = entry
    this.origin = origin
    this.taken = taken
    this.before = attempts
    this.attempts = attempts
    this.status = null
    this.problem = undefined
    this.settled = false
    this.chain = undefined
    this.ahead = undefined
    this.behind = undefined
    this.number = 0
    this.round = 0
    this.held = false
  }
}

/** The unsettled tasks of one order key, in the order in which they came. */
export interface Chain {
  readonly key: string
  last: Task | undefined
}

/** The wire request that tasks came with. */
export interface Origin {
  /** Counts the requests of a sender, in the order in which it took them. */
  number: number
  run: Run
  connection: Connection
  settled(task: Task, item: DeliveredItem): void
}

/** One call of `deliver`, as its work sees it. */
export interface Run {
  stop: Stop
  deadline: number
  attempts: number
  /** An exception that is a bug of this library: the run goes on, and throws it at its end. */
  fail(error: unknown): void
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
  const item: DeliveredItem = { key: entry.key, outcome, status, attempts }
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
