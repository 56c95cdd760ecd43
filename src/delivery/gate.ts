import type { Problem } from '../errors.js'
import type { Connection } from '../routing/connection.js'
import { leave, overtaking, type Run, settle, type Task } from './task.js'

interface Given {
  connection: Connection
  run: Run
  /** Whether any of them may have a `notAfter`. */
  dated: boolean
  /** Why the connection itself is refused. */
  refusal: Problem | undefined
  /** Whether one that is to come before it was left unsent. */
  isShut: (task: Task) => boolean
  now: number
  /** When they would be sent, in milliseconds since 1970. */
  at: number
}

/** The tasks that may be sent then, all of one run; settles the others. Unfinished goes before final. */
export function passGate(tasks: readonly Task[], given: Given): Task[] {
  const { connection, run, dated, refusal, isShut, now, at } = given
  const { maxAgeMs } = connection.inside.delivery
  const late = now >= run.deadline || at > run.deadline

  const mayGo = (task: Task): boolean => {
    if (task.settled) return false
    const notAfter = dated ? task.entry.item.notAfter : null
    if (refusal !== undefined) {
      settle(task, 'blocked', refusal)
    } else if (late || run.stop.stopped) {
      const what = task.attempts === 0 ? 'it was sent' : 'the next attempt'
      leave(task, Math.max(0, at - now), `the run ended before ${what}`)
    } else if (isShut(task)) {
      leave(task, 0, overtaking)
    } else if (notAfter !== null && at > notAfter) {
      settle(task, 'expired', pastUse(notAfter))
    } else if (at - task.taken > maxAgeMs) {
      settle(task, 'expired', aged(maxAgeMs, task))
    } else return true
    return false
  }
  return tasks.filter(mayGo)
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
