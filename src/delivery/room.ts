import type { Connection } from '../routing/connection.js'
import type { Job } from './job.js'
import type { Order } from './order.js'
import type { Pace } from './pace.js'
import type { Queue } from './queue.js'
import { leave, vendorDown } from './task.js'

/** Requests that wait behind open breakers, over all connections of a sender. */
export interface Crowd {
  count: number
}

/** Where a connection's requests wait. Bounded while its breaker is open, so that it holds nobody else's. */
export interface Room {
  /** A request comes in … */
  enter(): void
  /** … and is settled whole. */
  leave(): void
  /** While the breaker is open: settles what cannot wait that long, of one job or of all, and hands back what is too much. */
  make(
    connection: Connection,
    now: number,
    gate: (job: Job, now: number, at: number) => boolean,
    job?: Job,
  ): void
}

/** Requests of one connection, and of all, that wait behind open breakers. */
const places = 32
const allPlaces = 128

interface Parts {
  queue: Queue
  order: Order
  pace: Pace
  crowd: Crowd
}

export function createRoom({ queue, order, pace, crowd }: Parts): Room {
  let open = 0
  let counted = 0

  const count = () => {
    const mine = pace.down ? open : 0
    crowd.count += mine - counted
    counted = mine
  }

  return {
    enter() {
      open++
      count()
    },
    leave() {
      open--
      count()
    },
    make({ inside }, now, gate, job) {
      count()
      const wait = pace.downMs(now)
      if (wait === 0) return
      const least = wait === Infinity ? 0 : wait
      for (const one of job === undefined ? queue.all() : [job]) {
        if (!gate(one, now, Math.max(one.due, now + least))) queue.remove(one)
      }
      // After so many calls in vain nobody waits any longer, until the next may find out.
      const most = pace.strikes >= inside.delivery.attempts ? 0 : places
      while (open > most || crowd.count > allPlaces) {
        const last = order.held.size > 0 ? undefined : queue.last()
        const tasks = last?.tasks ?? [...order.held]
        if (tasks.length === 0) return
        if (last !== undefined) queue.remove(last)
        for (const task of tasks) leave(task, least, full, vendorDown)
      }
    },
  }
}

const full = 'the vendor does not answer, and as many requests wait for it as may'
