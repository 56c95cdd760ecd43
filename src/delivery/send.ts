import { alarm, type Clock, systemClock } from './clock.js'
import type { DeliveryResult } from './delivery-result.js'
import { detachedResults } from './detached.js'
import { gather } from './gather.js'
import { createLanes } from './lanes.js'
import { type Origins, relocator } from './origins.js'
import { guardOwnUrls, type OwnUrlOptions } from './own-url.js'
import type { Fetch } from './post.js'
import { pullFrom } from './pull.js'
import type { WireRequest } from './request.js'
import { createStop, type Stop } from './stop.js'
import { interrupted, type Run } from './task.js'
import { type Tools, work } from './work.js'

export interface SenderOptions extends OwnUrlOptions {
  /** The global `fetch` by default. */
  fetch?: Fetch
  clock?: Clock
  /** From 0 up to, not including, 1: spreads the waits. */
  random?: () => number
  /** Connection id → URL that takes the place of the vendor's origin: a proxy, a stand-in. */
  origins?: Origins
}

export interface DeliverOptions {
  /** Ends the run when it aborts: what has no verdict yet comes back `pending`. */
  signal?: AbortSignal
  /** Ends the run at that time, in milliseconds since 1970. */
  deadline?: number
  /** Sends without a verdict in this run before an item comes back `pending`. */
  attempts?: number
}

export interface Sender {
  /** The stage `deliver`: one result for each event, as completed; reads on only as far as there is room. */
  deliver(
    requests: Iterable<WireRequest> | AsyncIterable<WireRequest>,
    options?: DeliverOptions,
  ): AsyncIterable<DeliveryResult>
}

/** Wire requests taken and not yet settled. */
const maxOpen = 256

/** Makes a sender. It outlives reloads: what it knows of a connection, it knows by its id. */
export function createSender(options: SenderOptions = {}): Sender {
  // Looked up at each call, so that what stands in for it later is met.
  const fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init))
  const tools: Tools = {
    fetch,
    guard: guardOwnUrls(fetch, options),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    relocate: relocator(options.origins ?? {}),
    lanes: createLanes(),
  }
  return {
    deliver(requests, given = {}) {
      const stop = createStop()
      const results = deliver(requests, given, stop, tools)
      return {
        [Symbol.asyncIterator]: () => ({
          next: () => results.next(),
          return: () => {
            stop.stop()
            return results.return(undefined)
          },
        }),
      }
    },
  }
}

async function* deliver(
  requests: Iterable<WireRequest> | AsyncIterable<WireRequest>,
  { signal, deadline = Infinity, attempts = Infinity }: DeliverOptions,
  stop: Stop,
  tools: Tools,
): AsyncGenerator<DeliveryResult, undefined> {
  const { clock } = tools
  const ready: DeliveryResult[] = []
  const bugs: unknown[] = []
  let open = 0
  let wake = () => {}
  const events = gather((result) => {
    ready.push(result)
    wake()
  })
  const run: Run = { stop, deadline, attempts, settle: events.settle }
  const over = () => stop.stopped || clock.now() >= deadline

  const take = (request: WireRequest) => {
    const { inside } = request
    if (inside === undefined) return void ready.push(...detachedResults(request))
    const { connection, entries } = inside
    if (entries.length === 0) return
    const tasks = entries.map((entry) => ({ entry, status: null, problem: undefined }))
    const job = { connection, tasks, request, taken: clock.now(), attempts: 0 }
    open++
    void work(job, run, tools)
      .catch((error) => bugs.push(error))
      .finally(() => {
        open--
        wake()
      })
  }

  stop.onStop(() => wake())
  if (signal?.aborted) stop.stop()
  signal?.addEventListener('abort', stop.stop)
  const quiet = alarm(deadline - clock.now(), stop.stop)
  const input = pullFrom(requests, take, () => {
    if (open < maxOpen && ready.length === 0 && !over()) input.ask()
    wake()
  })
  try {
    for (;;) {
      // What is ready goes first: a slow consumer slows the input.
      if (ready.length > 0) yield* ready.splice(0)
      else if (open === 0 && (input.ended || over())) break
      else {
        if (open < maxOpen && !over()) input.ask()
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
    events.end(input.ended && input.failure === undefined ? undefined : neverSent)
    yield* ready.splice(0)
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
function neverSent(key: string) {
  const error = interrupted('the run ended before it was taken')
  return { key, outcome: 'pending', status: null, attempts: 0, error, retryAfterMs: 0 } as const
}
