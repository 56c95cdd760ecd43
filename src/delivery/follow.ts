import type { Job } from './job.js'
import { waitMs } from './retry.js'
import { leave, settle, type Task } from './task.js'
import type { ItemVerdict } from './verdict.js'

interface Given {
  /** HTTP status of the answer, or null where none came whole. */
  status: number | null
  retryAfter: string | null
  now: number
  random: () => number
}

/** What follows from the verdicts, one for each task: settles what is settled, and gives what is to be sent again. */
export function follow(job: Job, verdicts: readonly ItemVerdict[], given: Given): Job[] {
  const again: Task[] = []
  const divided: Task[] = []
  // By how long their rule has them wait, so that they travel together again.
  const waiting = new Map<number | undefined, { tasks: Task[]; doubles: boolean }>()
  for (let index = 0; index < verdicts.length; index++) {
    const task = job.tasks[index]
    const verdict = verdicts[index]
    if (task === undefined || verdict === undefined) continue
    if (given.status !== null) task.status = given.status
    if (verdict.verdict === 'delivered') {
      task.attempts++
      settle(task, 'delivered')
      continue
    }
    if (verdict.verdict === 'resend') {
      again.push(task)
      continue
    }
    task.problem = verdict.problem
    if (verdict.verdict === 'divide' && verdicts.length > 1) {
      divided.push(task)
      continue
    }
    task.attempts++
    if (verdict.verdict !== 'retry') {
      settle(task, verdict.verdict === 'blocked' ? 'blocked' : 'rejected', verdict.problem)
    } else if (!isSpent(job, task)) {
      const same = waiting.get(verdict.waitMs)
      if (same === undefined) waiting.set(verdict.waitMs, { tasks: [task], doubles: verdict.whole })
      else same.tasks.push(task)
    }
  }
  if (again.length + divided.length + waiting.size === 0) return []
  const half = Math.ceil(divided.length / 2)
  const now = [again, divided.slice(0, half), divided.slice(half)]
  return [
    ...now.map((tasks) => ({ tasks, wait: 0 })),
    ...[...waiting].map(([ruleMs, { tasks, doubles }]) => {
      const attempt = Math.max(...tasks.map(({ attempts }) => attempts))
      const wait = waitMs({ ...given, ruleMs, doubles, attempt })
      return { tasks: tasks.filter((task) => !isOver(task, wait)), wait }
    }),
  ]
    .filter(({ tasks }) => tasks.length > 0)
    .map(({ tasks, wait }) => ({
      connection: job.connection,
      run: job.run,
      number: tasks[0]?.origin.number ?? job.number,
      tasks,
      request: tasks.length === job.tasks.length ? job.request : undefined,
      due: given.now + wait,
    }))
}

/** Settles a task that has had all the attempts of its connection. */
function isSpent({ connection }: Job, task: Task): boolean {
  const { attempts } = task
  if (attempts < connection.inside.delivery.attempts) return false
  const last = task.problem ?? { code: 'ANSWER_LOST', path: '', message: '' }
  const message = `no verdict in ${attempts} attempts; last: ${last.message}`
  settle(task, 'expired', { ...last, message })
  return true
}

/** Settles a task that has had all the attempts of its run. */
function isOver(task: Task, wait: number): boolean {
  if (task.attempts - task.before < task.origin.run.attempts) return false
  leave(task, wait, 'the attempts of this run are used up')
  return true
}
