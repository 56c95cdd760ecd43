import { createBrought } from './brought.js'
import type { Line } from './call.js'
import { type Clock, systemClock } from './clock.js'
import type { DeliveryResult } from './delivery-result.js'
import { createLanes } from './lanes.js'
import { type Observe, unharmed } from './observation.js'
import { oneByOne } from './one-by-one.js'
import { type Origins, relocator } from './origins.js'
import { guardOwnUrls, type OwnUrlOptions } from './own-url.js'
import type { Fetch } from './post.js'
import { type DeliverOptions, deliver, type Requests, type Sending } from './run.js'
import { createStop } from './stop.js'
import { repeatableFetch, systemFetch } from './system-fetch.js'

export type { DeliverOptions } from './run.js'

export interface SenderOptions extends OwnUrlOptions {
  /** The global `fetch` by default. */
  fetch?: Fetch
  clock?: Clock
  /** From 0 up to, not including, 1: spreads the waits. */
  random?: () => number
  /** Connection id → URL that takes the place of the vendor's origin: a proxy, a stand-in. */
  origins?: Origins
  /** Is told of every call, item and breaker, at once: what it does delays the sender. Left out, it costs nothing. */
  observe?: Observe
}

export interface Sender {
  /**
   * The stage `deliver`: one result for each event, as completed; reads on only as far as there is
   * room. An input that is a queue acknowledges by these results alone: a request that it was still
   * asked for when the run ended is not sent, and has none.
   */
  deliver(requests: Requests, options?: DeliverOptions): AsyncIterable<DeliveryResult>
}

/** Makes a sender. It outlives reloads: what it knows of a connection, it knows by its id. */
export function createSender(options: SenderOptions = {}): Sender {
  const fetch = options.fetch ?? systemFetch
  const guarded = guardOwnUrls(fetch, options)
  const repeatable = options.fetch ?? repeatableFetch
  const line: Line = {
    fetchOf({ ownUrl, ambiguous }, moved) {
      if (ownUrl === true) return moved ? fetch : guarded
      return ambiguous === 'stop' ? fetch : repeatable
    },
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    relocate: relocator(options.origins ?? {}),
    observe: options.observe && unharmed(options.observe),
  }
  const { clock, observe } = line
  let count = 0
  const sending: Sending = {
    clock,
    observe,
    laneOf: createLanes(line),
    brought: createBrought(),
    next: () => count++,
  }
  return {
    deliver(requests, given = {}) {
      const stop = createStop()
      const lists = deliver(requests, given, stop, sending)
      return { [Symbol.asyncIterator]: () => oneByOne(lists, stop.stop) }
    },
  }
}
