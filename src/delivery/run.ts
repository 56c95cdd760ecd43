import type { Connection } from '../routing/connection.js'
import type { Brought } from './brought.js'
import { alarm, type Clock } from './clock.js'
import { type DeliveredItem, type DeliveryResult, unsent } from './delivery-result.js'
import { detachedResults } from './detached.js'
import { gather } from './gather.js'
import { Arrival } from './job.js'
import type { Lane } from './lane.js'
import { itemObserved, type Observe } from './observation.js'
import { pullFrom } from './pull.js'
import type { WireRequest } from './request.js'
import type { Stop } from './stop.js'
import { interrupted, type Origin, type Run, Task } from './task.js'

export interface DeliverOptions {
  /** Ends the run when it aborts: what has no verdict yet comes back `pending`. */
  signal?: AbortSignal
  /** Ends the run at that time, in milliseconds since 1970. */
  deadline?: number
  /** Sends without a verdict in this run before an item comes back `pending`. */
  attempts?: number
}

export type Requests = Iterable<WireRequest> | AsyncIterable<WireRequest>

/** What a sender's runs share. */
export interface Sending {
  clock: Clock
  observe: Observe | undefined
  laneOf: (connection: Connection) => Lane
  brought: Brought
  /** Counts requests. */
  next: () => number
}

/** Wire requests taken and not yet settled. */
const maxOpen = 256

/** One run of a sender. Gives what is ready, each time as a list. */
export async function* deliver(
  requests: Requests,
  { signal, deadline = Infinity, attempts = Infinity }: DeliverOptions,
  stop: Stop,
  { clock, observe, laneOf, brought, next }: Sending,
): AsyncGenerator<DeliveryResult[], undefined> {
  const ready: DeliveryResult[] = []
  const bugs: unknown[] = []
  let open = 0
  let wake = () => {}
  const events = gather((result) => {
    if (ready.push(result) === 1) wake()
  })
  const run: Run = { stop, deadline, attempts, fail: (error) => void bugs.push(error) }
  const over = () => stop.stopped || clock.now() >= deadline

  const take = (request: WireRequest) => {
    const { inside } = request
    if (inside === undefined) return void ready.push(...detachedResults(request))
    const { connection, entries } = inside
    if (entries.length === 0) return
    const lane = laneOf(connection)
    let left = entries.length
    const origin: Origin = {
      number: next(),
      run,
      connection,
      settled(task, item) {
        if (item.outcome === 'pending') brought.keep(task)
        if (observe !== undefined) observe(itemObserved(task, item, clock.now()))
        events.settle(task, item)
        lane.settled(task, item)
        if (--left > 0) return
        lane.done()
        open--
        wake()
      },
    }
    open++
    const now = clock.now()
    const make = () =>
      entries.map((entry) => {
        const known = brought.of(entry)
        return new Task(entry, origin, known?.taken ?? now, known?.attempts ?? 0)
      })
    const arrival = new Arrival(origin, request, now, make)
    // Some of them may have been waiting for long.
    if (brought.any) arrival.tasks = make()
    lane.take(arrival)
  }

  const input = pullFrom(requests, take, () => {
    if (open < maxOpen && ready.length === 0 && !over()) input.ask()
    wake()
  })
  stop.onStop(() => wake())
  if (signal?.aborted) stop.stop()
  signal?.addEventListener('abort', stop.stop)
  const quiet = alarm(deadline - clock.now(), stop.stop)
  try {
    for (;;) {
      // What is ready goes first: a slow consumer slows the input.
      if (ready.length > 0) yield ready.splice(0)
      else if (open === 0 && (input.ended || over())) break
      else {
        const woken = new Promise<void>((resolve) => {
          wake = resolve
        })
        // An input may fail at once.
        if (open < maxOpen && !over()) input.ask()
        await woken
      }
    }
    events.end(input.ended && input.failure === undefined ? undefined : neverSent)
    yield ready.splice(0)
    if (input.failure !== undefined) throw input.failure.error
    if (bugs.length > 0) throw bugs[0]
    return undefined
  } finally {
    quiet()
    signal?.removeEventListener('abort', stop.stop)
    await input.close()
  }
}

/** For the items of an event that were not reached: whoever counts on the result must not take them for done. */
function neverSent(key: string): DeliveredItem {
  return unsent(key, interrupted('the run ended before it was taken'))
}
