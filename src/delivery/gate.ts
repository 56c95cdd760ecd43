import type { Problem } from '../errors.js'
import type { Connection } from '../routing/connection.js'
import { leave, overtaking, settle, type Task } from './task.js'

interface Given {
  connection: Connection
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

/** The tasks that may be sent then; settles the others. Unfinished goes before final. */
export function passGate(tasks: readonly Task[], given: Given): Task[] {
  return tasks.filter((task) => !task.settled && mayGo(task, given))
}

function mayGo(task: Task, { connection, dated, refusal, isShut, now, at }: Given): boolean {
  const { origin, entry, taken } = task
  const { stop, deadline } = origin.run
  const { maxAgeMs } = connection.inside.delivery
  const notAfter = dated ? entry.item.notAfter : null
  if (refusal !== undefined) {
    settle(task, 'blocked', refusal)
  } else if (stop.stopped || now >= deadline || at > deadline) {
    const what = task.attempts === 0 ? 'it was sent' : 'the next attempt'
    leave(task, Math.max(0, at - now), `the run ended before ${what}`)
  } else if (isShut(task)) {
    leave(task, 0, overtaking)
  } else if (notAfter !== null && at > notAfter) {
    settle(task, 'expired', pastUse(notAfter))
  } else if (at - taken > maxAgeMs) {
    settle(task, 'expired', aged(maxAgeMs, task))
  } else return true
  return false
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
