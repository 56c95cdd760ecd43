import pLimit, { type LimitFunction } from 'p-limit'
import type { Problem } from '../errors.js'
import type { Connection } from '../routing/connection.js'
import type { Stop } from './stop.js'

/** What the sender knows of connections beyond a single run and a reload. */
export interface Lanes {
  /** Waits for a turn to call; gives the function that ends it, or undefined where the stop came first. */
  turn(connection: Connection, stop: Stop): Promise<(() => void) | undefined>
  refuse(connection: Connection, refusal: Problem): void
  /** Of this very connection: one that is prepared anew is not refused. */
  refusalOf(connection: Connection): Problem | undefined
}

interface Lane {
  limit: LimitFunction
  connection: Connection
}

export function createLanes(): Lanes {
  const lanes = new Map<string, Lane>()
  const refusals = new WeakMap<Connection, Problem>()

  const laneOf = (connection: Connection): Lane => {
    const { concurrency } = connection.inside.delivery
    let lane = lanes.get(connection.id)
    if (lane === undefined) {
      lane = { limit: pLimit(concurrency), connection }
      lanes.set(connection.id, lane)
    } else if (lane.connection !== connection) {
      lane.connection = connection
      lane.limit.concurrency = concurrency
    }
    return lane
  }

  return {
    turn: (connection, stop) =>
      new Promise((resolve) => {
        if (stop.stopped) return resolve(undefined)
        const off = stop.onStop(() => resolve(undefined))
        const enter = (end: () => void) => {
          off()
          if (stop.stopped) end()
          else resolve(end)
        }
        void laneOf(connection).limit(() => new Promise<void>(enter))
      }),
    refuse: (connection, refusal) => void refusals.set(connection, refusal),
    refusalOf: (connection) => refusals.get(connection),
  }
}
