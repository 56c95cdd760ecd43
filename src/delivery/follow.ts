import { aged, pastUse } from './gate.js'
import type { ItemVerdict } from './outcome.js'
import { waitMs } from './retry.js'
import { type Job, leave, type Run, settle, type Task } from './task.js'

/** A job that is to be sent, at once or later. */
export interface Next {
  job: Job
  waitMs: number
}

interface Given {
  retryAfter: string | null
  now: number
  random: () => number
}

/** What follows from the verdicts: settles what is settled, and gives what is to be sent again. */
export function follow(job: Job, judged: readonly Judged[], run: Run, given: Given): Next[] {
  const again: Task[] = []
  const divided: Task[] = []
  // By how long their rule has them wait, so that they travel together again.
  const waiting = new Map<number | undefined, Task[]>()
  const attempts = job.attempts + 1
  for (const { task, verdict } of judged) {
    if (verdict.verdict === 'delivered') settle(run, task, { outcome: 'delivered', attempts })
    else if (verdict.verdict === 'resend') again.push(task)
    else if (verdict.verdict === 'retry') {
      const same = waiting.get(verdict.waitMs)
      if (same === undefined) waiting.set(verdict.waitMs, [task])
      else same.push(task)
    } else if (verdict.verdict === 'divide' && judged.length > 1) divided.push(task)
    else {
      const outcome = verdict.verdict === 'blocked' ? 'blocked' : 'rejected'
      settle(run, task, { outcome, attempts, error: verdict.problem })
    }
  }
  const half = Math.ceil(divided.length / 2)
  const now = [again, divided.slice(0, half), divided.slice(half)]
  return [
    ...now.map((tasks) => ({ job: { ...job, tasks, request: undefined }, waitMs: 0 })),
    ...[...waiting].map(([ruleMs, tasks]) => {
      const wait = waitMs({ ...given, ruleMs, attempt: attempts })
      const patient = tasks.filter((task) => mayWait(job, task, run, given.now, wait))
      const request = patient.length === job.tasks.length ? job.request : undefined
      return { job: { ...job, tasks: patient, request, attempts }, waitMs: wait }
    }),
  ].filter(({ job: { tasks } }) => tasks.length > 0)
}

export interface Judged {
  task: Task
  verdict: ItemVerdict
}

/** Whether a task may wait for its next attempt; settles it where it may not. Unfinished goes before final. */
function mayWait(job: Job, task: Task, run: Run, now: number, wait: number): boolean {
  const { attempts: most, maxAgeMs } = job.connection.inside.delivery
  const { notAfter } = task.entry.item
  const attempts = job.attempts + 1
  const until = now + wait
  if (attempts >= most) {
    const last = task.problem ?? { code: 'ANSWER_LOST', path: '', message: '' }
    const message = `no verdict in ${attempts} attempts; last: ${last.message}`
    settle(run, task, { outcome: 'expired', attempts, error: { ...last, message } })
  } else if (attempts >= run.attempts) {
    leave(run, task, attempts, wait, 'the attempts of this run are used up')
  } else if (run.stop.stopped || until > run.deadline) {
    leave(run, task, attempts, wait, 'the run ended before the next attempt')
  } else if (notAfter !== null && until > notAfter) {
    settle(run, task, { outcome: 'expired', attempts, error: pastUse(notAfter) })
  } else if (until - job.taken > maxAgeMs) {
    settle(run, task, { outcome: 'expired', attempts, error: aged(job, task) })
  } else return true
  return false
}
