import type { Destination } from './destination.js'
import { CrosswalkError, type Problem } from './errors.js'
import type { Normalized } from './event/canonical.js'
import { eventNames } from './event/names.js'
import { normalize } from './event/normalize.js'
import { resultOf } from './line.js'
import { didYouMean } from './nearest.js'
import type { Json, Result } from './result.js'
import type { ConnectionConfig } from './routing/config.js'
import type { Connection } from './routing/connection.js'
import { prepareAll } from './routing/prepare.js'
import { type Trace, trace } from './trace.js'

export interface RouterOptions {
  /** An app's own event names → canonical ones. */
  aliases?: Readonly<Record<string, string>> | null
}

/** The short form: configurations in place of prepared connections. */
export interface RouterConfig extends RouterOptions {
  connections: readonly ConnectionConfig[]
  destinations: readonly Destination[]
}

export interface MapOptions {
  /** Any JSON; comes back untouched wherever the event is spoken of. */
  ref?: Json
  /** Milliseconds since 1970; the present, if left out. */
  now?: number
  /** Connection ids: only these give results. */
  only?: readonly string[]
  /** The caller knows the event as a double of an earlier one: see `dedupe`. */
  duplicate?: boolean
}

export interface ExplainOptions extends Pick<MapOptions, 'ref' | 'now' | 'duplicate'> {
  /** The event could not even be read: as for `fail`. */
  problem?: Problem
}

/** The options of a map, settled. */
interface Settings {
  ref: Json | undefined
  only: readonly string[] | undefined
  duplicate: boolean
  now: number
}

export interface Router {
  readonly connections: ReadonlyMap<string, Connection>
  /** One result per connection. Pure, synchronous, never throws. */
  map(event: unknown, options?: MapOptions): Result[]
  /** The same for an event that could not even be read: text that is no JSON, say. */
  fail(problem: Problem, options?: MapOptions): Result[]
  /** Why an event becomes what it does at one connection. Throws a CrosswalkError for an id that is not there. */
  explain(event: unknown, connectionId: string, options?: ExplainOptions): Trace
}

/** Throws a CrosswalkError that lists every problem. To reload, make a new one and swap the reference. */
export function createRouter(connections: readonly Connection[], options?: RouterOptions): Router
export function createRouter(config: RouterConfig): Router
export function createRouter(
  given: readonly Connection[] | RouterConfig,
  options: RouterOptions = {},
): Router {
  const short = !Array.isArray(given)
  const { aliases } = short ? (given as RouterConfig) : (options ?? {})
  const connections = byId(
    short ? prepareAll(given as RouterConfig) : (given as readonly Connection[]),
  )
  const names = eventNames(aliases)
  const all = [...connections.values()]
  const places = new Map(all.map(({ id }, place) => [id, place]))
  const chosen = (only: readonly string[] | undefined): Connection[] => {
    if (only === undefined) return all
    const found = new Set(only.flatMap((id) => places.get(id) ?? []))
    return [...found].sort((a, b) => a - b).flatMap((place) => all[place] ?? [])
  }
  const resultsOf = (normalized: Normalized, { ref, only, duplicate, now }: Settings): Result[] => {
    const given = { normalized, duplicate, now }
    return chosen(only).map((connection) => resultOf(connection, given, ref))
  }

  return {
    connections,
    map(event, { ref, now = Date.now(), only, duplicate = false } = {}) {
      const normalized = settle(event, names, now)
      return resultsOf(normalized, { ref, only, duplicate, now })
    },
    fail(problem, { ref, only } = {}) {
      return resultsOf(unreadable(problem), { ref, only, duplicate: false, now: 0 })
    },
    explain(event, connectionId, { ref, now = Date.now(), duplicate = false, problem } = {}) {
      const connection = connections.get(connectionId)
      if (connection === undefined) throw unknownConnection(String(connectionId), connections)
      const normalized = problem === undefined ? settle(event, names, now) : unreadable(problem)
      return trace(connection, normalized, ref, duplicate, now)
    },
  }
}

/** A getter or a proxy of a caller's own object may throw; the event is then unreadable, and the others are unharmed. */
function settle(event: unknown, names: Parameters<typeof normalize>[1], now: number): Normalized {
  try {
    return normalize(event, names, now)
  } catch {
    const message = 'reading a member of the event threw an exception'
    return unreadable({ code: 'EVENT_UNREADABLE', path: '', message })
  }
}

function unreadable(problem: Problem): Normalized {
  return { ok: false, problem, messageId: null, changes: [] }
}

function unknownConnection(
  id: string,
  connections: ReadonlyMap<string, Connection>,
): CrosswalkError {
  const message = `there is no connection "${id}"${didYouMean(id, connections.keys())}`
  return new CrosswalkError([{ code: 'CONNECTION_UNKNOWN', path: 'connectionId', message }])
}

function byId(connections: readonly Connection[]): ReadonlyMap<string, Connection> {
  const known = new Map<string, Connection>()
  const problems: Problem[] = []
  connections.forEach((connection, index) => {
    if (known.has(connection.id)) {
      const message = `a connection "${connection.id}" is there already; ids are unique`
      problems.push({ code: 'CONNECTION_DOUBLED', path: `connections[${index}].id`, message })
    }
    known.set(connection.id, connection)
  })
  if (problems.length > 0) throw new CrosswalkError(problems)
  return known
}
