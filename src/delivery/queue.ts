import { createLoad, loadKey } from './load.js'
import type { Job, Run, Task } from './task.js'

/** The jobs that wait at one connection. */
export interface Queue {
  add(job: Job): void
  /** Tasks that waited for others: they travel together, and with further ones, as far as they may. */
  gather(tasks: readonly Task[], now: number): void
  /** Of those that are due the one that came first, so that others do not use up their attempts in its place; else the one that is due next. */
  first(now: number): Job | undefined
  /** The one that came last. */
  last(): Job | undefined
  remove(job: Job): void
  of(run: Run): Job[]
  all(): Job[]
}

export function createQueue(): Queue {
  let jobs: Job[] = []

  const joined = (task: Task, { run, connection, tasks, open }: Job): boolean => {
    const { origin } = task
    if (open === undefined || run !== origin.run || connection !== origin.connection) return false
    if (open.key !== loadKey(task.entry.item)) return false
    if (open.load.add(task.entry) === undefined) return false
    tasks.push(task)
    return true
  }

  return {
    add: (job) => void jobs.push(job),
    gather(tasks, now) {
      for (const task of tasks) {
        if (jobs.findLast((job) => joined(task, job)) !== undefined) continue
        const { entry, origin } = task
        const { run, connection } = origin
        const load = createLoad(connection, entry.item.endpoint)
        load.add(entry)
        const open = { key: loadKey(entry.item), load }
        jobs.push({ connection, run, tasks: [task], request: undefined, due: now, open })
      }
    },
    first(now) {
      let first: Job | undefined
      for (const job of jobs) if (first === undefined || goesBefore(job, first, now)) first = job
      return first
    },
    last: () => jobs.at(-1),
    remove(job) {
      jobs = jobs.filter((one) => one !== job)
    },
    of: (run) => jobs.filter((job) => job.run === run),
    all: () => [...jobs],
  }
}

function goesBefore(job: Job, other: Job, now: number): boolean {
  if (job.due > now || other.due > now) return job.due < other.due
  return numberOf(job) < numberOf(other)
}

function numberOf({ tasks: [task] }: Job): number {
  return task?.origin.number ?? 0
}
