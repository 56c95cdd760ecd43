import partition from 'lodash/partition.js'
import type { Connection } from '../routing/connection.js'
import { call, type Heard, type Line, requestOf } from './call.js'
import type { DeliveredItem } from './delivery-result.js'
import { dropRun } from './drop.js'
import { follow } from './follow.js'
import { mayGoUnopened, passGate } from './gate.js'
import type { Job } from './job.js'
import { createNap } from './nap.js'
import { createOrder } from './order.js'
import { createPace } from './pace.js'
import { createQueue } from './queue.js'
import type { Refusals } from './refusals.js'
import type { WireRequest } from './request.js'
import { type Crowd, createRoom } from './room.js'
import { leave, overtaking, type Run, type Task } from './task.js'

/** The way to one connection, over all runs: what waits, in which order, and what may be called when. */
export interface Lane {
  /** Takes what came in one request. */
  take(job: Job): void
  /** A task is settled: those that waited for it alone may go, unless it was left unsent. */
  settled(task: Task, item: DeliveredItem): void
  /** A request is settled whole. */
  done(): void
}

export interface Shared {
  line: Line
  refusals: Refusals
  crowd: Crowd
}

export function createLane({ line, refusals, crowd }: Shared, first: Connection): Lane {
  // The newest: its policy is what counts after a reload.
  let connection = first
  let calling = 0
  let reached = 0
  const queue = createQueue()
  const order = createOrder()
  const pace = createPace()
  const room = createRoom({ queue, order, pace, crowd })
  const runs = new WeakSet<Run>()
  const nap = createNap(line.clock, (at) => {
    reached = at
    pump()
  })
  const time = () => Math.max(line.clock.now(), reached)
  // What came in ordered requests, and whose tasks have no place in the order yet.
  let unplaced: Job[] = []

  /** Its tasks take their places, behind those of all that came before. */
  function placeUpTo(job: Job): void {
    const upTo = unplaced.indexOf(job) + 1
    for (const one of unplaced.slice(0, upTo)) order.join(one.tasks)
    if (upTo > 0) unplaced = unplaced.slice(upTo)
  }

  function gate(job: Job, now: number, at: number): boolean {
    const given = { refusal: refusals.of(job.connection), order, now, at }
    if (mayGoUnopened(job, given)) return true
    placeUpTo(job)
    return passGate(job, given)
  }

  function makeRoom(job?: Job): void {
    const last = unplaced.at(-1)
    // Some may be handed back, and shut their keys for those behind them.
    if (pace.down && last !== undefined) placeUpTo(last)
    room.make(connection, time(), gate, job)
  }

  /** Begins what may begin. */
  function pump(): void {
    for (;;) {
      const { concurrency, ratePerSecond } = connection.inside.delivery
      if (calling >= concurrency && refusals.of(connection) === undefined) return
      const now = time()
      const job = queue.first(now)
      if (job === undefined) {
        nap.cancel()
        return
      }
      const refused = refusals.of(job.connection) !== undefined
      if (calling >= concurrency && !refused) return
      const wait = refused ? 0 : Math.max(0, job.due - now, pace.waitMs(now, ratePerSecond))
      if (wait === Infinity) return
      const some = gate(job, now, now + wait)
      if (some && wait > 0) {
        nap.until(now + wait)
        return
      }
      queue.remove(job)
      if (!some) continue
      placeUpTo(job)
      const tasks = order.free(job.tasks)
      // What has waited is old: what it held would stay until a full collection.
      job.tasks = []
      start({ ...job, tasks }, now)
    }
  }

  function start(job: Job, now: number): void {
    const request = job.tasks.length === 0 ? undefined : requestOf(job)
    if (request === undefined) return
    void send(job, request, pace.begin(now))
  }

  async function send(
    job: Job,
    request: WireRequest,
    end: ReturnType<typeof pace.begin>,
  ): Promise<void> {
    calling++
    try {
      const heard = await call(job, request, line)
      if (heard === undefined) end(undefined, time())
      else hear(job, heard, end)
    } catch (error) {
      for (const task of job.tasks) leave(task, 0, 'the sender has a bug, which it throws')
      job.run.fail(error)
    } finally {
      calling--
      pump()
    }
  }

  function hear(job: Job, heard: Heard, end: ReturnType<typeof pace.begin>): void {
    const now = time()
    const { endpoint, status, verdicts, health, retryAfter, refusal } = heard
    if (refusal !== undefined) refusals.add(job.connection, refusal)
    const next = follow(job, verdicts, { status, retryAfter, now, random: line.random })
    const waitMs = Math.max(0, ...next.map(({ due }) => due - now))
    const change = end({ health, retryAfter, waitMs }, now)
    if (change !== undefined) {
      const { destination } = job.connection
      line.observe?.({ kind: 'breaker', destination, endpoint, outcome: change, code: null })
    }
    for (const one of next) {
      if (gate(one, now, one.due)) queue.again(one)
    }
    makeRoom()
  }

  /** Those that waited for a task alone go, unless it was left unsent by their own run. */
  function follows(freed: readonly Task[], { origin }: Task, item: DeliveredItem): void {
    const left = item.outcome === 'pending'
    const [behind, free] = partition(freed, (one) => left && one.origin.run === origin.run)
    for (const one of behind) leave(one, item.retryAfterMs ?? 0, overtaking)
    if (free.length > 0) queue.gather(free, time())
  }

  return {
    take(job) {
      connection = job.connection
      if (!runs.has(job.run)) {
        runs.add(job.run)
        job.run.stop.onStop(() => {
          dropRun(job.run, { queue, order, gate, now: time() })
          pump()
        })
      }
      if (job.request?.inside.ordered) unplaced.push(job)
      queue.add(job)
      room.enter()
      makeRoom(job)
      pump()
    },
    settled(task, item) {
      const freed = order.part(task, item.outcome === 'pending')
      if (freed.length > 0) follows(freed, task, item)
    },
    done: () => room.leave(),
  }
}
