import type { Problem } from '../errors.js'
import type { Connection } from '../routing/connection.js'

/** Connections that the vendor refuses. Each counts as itself: one that is prepared anew is not refused. */
export interface Refusals {
  add(connection: Connection, refusal: Problem): void
  of(connection: Connection): Problem | undefined
}

export function createRefusals(): Refusals {
  const refusals = new WeakMap<Connection, Problem>()
  return {
    add: (connection, refusal) => void refusals.set(connection, refusal),
    of: (connection) => refusals.get(connection),
  }
}
