import type { Job } from './job.js'
import { Load, loadKey } from './load.js'
import type { Run, Task } from './task.js'

/** The jobs that wait at one connection. */
export interface Queue {
  /** One as it came in. */
  add(job: Job): void
  /** One that is to be sent again. */
  again(job: Job): void
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
  // Hundreds may have come in, all due, in their order; few are to be sent again. Those before `head` have gone.
  let fresh: (Job | undefined)[] = []
  let head = 0
  let others: Job[] = []

  const waiting = () => fresh.slice(head).filter((job) => job !== undefined)
  const all = () => [...waiting(), ...others]

  return {
    add: (job) => void fresh.push(job),
    again: (job) => void others.push(job),
    gather(tasks, now) {
      for (const task of tasks) {
        if (others.findLast((job) => joined(task, job)) !== undefined) continue
        others.push(jobOf(task, now))
      }
    },
    first(now) {
      let first = fresh[head]
      for (const job of others) if (first === undefined || goesBefore(job, first, now)) first = job
      return first
    },
    last: () => others.at(-1) ?? (head < fresh.length ? fresh.at(-1) : undefined),
    remove(job) {
      if (job !== fresh[head]) {
        fresh = waiting().filter((one) => one !== job)
        head = 0
        others = others.filter((one) => one !== job)
        return
      }
      // What has gone keeps its tasks no longer than it is under way.
      fresh[head++] = undefined
      if (head === fresh.length || head > 1000) {
        fresh = fresh.slice(head)
        head = 0
      }
    },
    of: (run) => all().filter((job) => job.run === run),
    all,
  }
}

function jobOf(task: Task, due: number): Job {
  const { entry, origin } = task
  const { run, connection } = origin
  const load = new Load(connection, entry.item.endpoint)
  load.add(entry)
  const open = { key: loadKey(connection, entry.item), load }
  const { number } = origin
  return { connection, run, number, tasks: [task], request: undefined, due, open }
}

/** Whether the task travels with a job from now on. */
function joined(task: Task, { run, connection, tasks, open }: Job): boolean {
  const { origin } = task
  if (open === undefined || run !== origin.run || connection !== origin.connection) return false
  if (open.key !== loadKey(connection, task.entry.item)) return false
  if (open.load.add(task.entry) === undefined) return false
  tasks.push(task)
  return true
}

function goesBefore(job: Job, other: Job, now: number): boolean {
  if (job.due > now || other.due > now) return job.due < other.due
  return job.number < other.number
}
