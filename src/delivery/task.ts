import type { Problem } from '../errors.js'
import type { Connection } from '../routing/connection.js'
import type { DeliveredItem } from './delivery-result.js'
import type { Entry, WireRequest } from './request.js'
import type { Stop } from './stop.js'

/** An item on its way, and what the last answer was for it. */
export interface Task {
  entry: Entry
  status: number | null
  problem: Problem | undefined
}

/** Tasks that travel in one wire request. */
export interface Job {
  connection: Connection
  tasks: readonly Task[]
  /** The request, where it is already made. */
  request: WireRequest | undefined
  /** When the sender first took it. */
  taken: number
  /** Sends without a verdict so far. */
  attempts: number
}

/** One call of `deliver`, as its work sees it. */
export interface Run {
  stop: Stop
  deadline: number
  attempts: number
  settle(entry: Entry, item: DeliveredItem): void
}

type Detail = Pick<DeliveredItem, 'outcome' | 'attempts' | 'error' | 'retryAfterMs'>

/** Settles a task. */
export function settle(run: Run, { entry, status }: Task, detail: Detail): void {
  const { outcome, ...rest } = detail
  run.settle(entry, { key: entry.item.key, outcome, status, ...rest })
}

/** Settles a task as pending: the run ends before the item has its verdict. */
export function leave(
  run: Run,
  task: Task,
  attempts: number,
  retryAfterMs: number,
  why: string,
): void {
  const error = interrupted(
    task.problem === undefined ? why : `${why}; last: ${task.problem.message}`,
  )
  settle(run, task, { outcome: 'pending', attempts, error, retryAfterMs })
}

export function interrupted(message: string): Problem {
  return { code: 'INTERRUPTED', path: '', message }
}
