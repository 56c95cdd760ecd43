import type { Clock } from './clock.js'
import type { Lanes } from './lanes.js'
import { type Job, leave, type Run, settle, type Task } from './task.js'

/** The tasks of a job that may be sent now; settles the others. */
export function passGate(job: Job, run: Run, lanes: Lanes, clock: Clock): Task[] {
  const { connection, attempts, taken } = job
  const now = clock.now()
  const refusal = lanes.refusalOf(connection)
  const tooOld = now - taken > connection.inside.delivery.maxAgeMs
  return job.tasks.filter((task) => {
    const { notAfter } = task.entry.item
    if (refusal !== undefined) {
      settle(run, task, { outcome: 'blocked', attempts, error: refusal })
    } else if (run.stop.stopped || now >= run.deadline) {
      leave(run, task, attempts, 0, 'the run ended before it was sent')
    } else if (notAfter !== null && now > notAfter) {
      settle(run, task, { outcome: 'expired', attempts, error: pastUse(notAfter) })
    } else if (tooOld) {
      settle(run, task, { outcome: 'expired', attempts, error: aged(job, task) })
    } else return true
    return false
  })
}

export function pastUse(notAfter: number) {
  const message = `sending it had no use after ${new Date(notAfter).toISOString()}`
  return { code: 'TOO_OLD', path: '', message } as const
}

/** The problem of a task that its connection's `maxAgeMs` leaves no time for. */
export function aged({ connection }: Job, { problem }: Task) {
  const message = `no verdict within the ${connection.inside.delivery.maxAgeMs} ms of maxAgeMs`
  if (problem === undefined) return { code: 'TOO_OLD', path: '', message } as const
  return { ...problem, message: `${message}; last: ${problem.message}` }
}
