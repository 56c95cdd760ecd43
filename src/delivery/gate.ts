import type { Problem } from '../errors.js'
import { Arrival, type Job } from './job.js'
import type { Order } from './order.js'
import { leave, overtaking, settle, type Task } from './task.js'

interface Given {
  /** Why the connection itself is refused. */
  refusal: Problem | undefined
  order: Pick<Order, 'isShut' | 'closed'>
  now: number
  /** When they would be sent, in milliseconds since 1970. */
  at: number
}

/** Whether what came in one request may be sent then, as far as that can be told without its tasks. */
export function mayGoUnopened(job: Job, { refusal, order, now, at }: Given): boolean {
  if (!(job instanceof Arrival) || job.opened) return false
  const { connection, run, request } = job
  if (request.inside.dated || refusal !== undefined || order.closed) return false
  const aged = at - job.due > connection.inside.delivery.maxAgeMs
  return !aged && now < run.deadline && at <= run.deadline && !run.stop.stopped
}

/** Leaves a job the tasks that may be sent then, and settles the others. Unfinished goes before final. Gives whether any is left. */
export function passGate(job: Job, { refusal, order, now, at }: Given): boolean {
  const { connection, run, request } = job
  const { maxAgeMs } = connection.inside.delivery
  const dated = request?.inside.dated ?? true
  const late = now >= run.deadline || at > run.deadline

  const mayGo = (task: Task): boolean => {
    if (task.settled) return false
    const notAfter = dated ? task.entry.item.notAfter : null
    if (refusal !== undefined) {
      settle(task, 'blocked', refusal)
    } else if (late || run.stop.stopped) {
      const what = task.attempts === 0 ? 'it was sent' : 'the next attempt'
      leave(task, Math.max(0, at - now), `the run ended before ${what}`)
    } else if (order.isShut(task)) {
      leave(task, 0, overtaking)
    } else if (notAfter !== null && at > notAfter) {
      settle(task, 'expired', pastUse(notAfter))
    } else if (at - task.taken > maxAgeMs) {
      settle(task, 'expired', aged(maxAgeMs, task))
    } else return true
    return false
  }
  job.tasks = job.tasks.filter(mayGo)
  return job.tasks.length > 0
}

function pastUse(notAfter: number): Problem {
  const message = `sending it had no use after ${new Date(notAfter).toISOString()}`
  return { code: 'TOO_OLD', path: '', message }
}

function aged(maxAgeMs: number, { problem }: Task): Problem {
  const message = `no verdict within the ${maxAgeMs} ms of maxAgeMs`
  if (problem === undefined) return { code: 'TOO_OLD', path: '', message }
  return { ...problem, message: `${message}; last: ${problem.message}` }
}
