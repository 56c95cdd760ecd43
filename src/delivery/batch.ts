import { CrosswalkError } from '../errors.js'
import type { Result } from '../result.js'
import type { Router } from '../router.js'
import type { Connection } from '../routing/connection.js'
import { Load } from './load.js'
import { type Entry, entryOf, type WireRequest, wireRequest } from './request.js'

export interface BatcherOptions {
  /** Wire requests being filled at once; beyond, the longest untouched is handed out. */
  maxOpen?: number
  /** UTF-8 bytes of all items being held; beyond, the longest untouched requests are handed out. */
  maxBytes?: number
}

export interface Batcher {
  /** Takes a result; hands out the requests that are full. Skipped and failed results give none. */
  add(result: Result): WireRequest[]
  /** Hands out all that is held. */
  flush(): WireRequest[]
}

/** Items that may travel together. */
interface Open {
  connection: Connection
  entries: Entry[]
  load: Load
  /** Those of the same endpoint and connection, by batch key. */
  beside: Map<string | undefined, Open>
  batchKey: string | undefined
}

/**
 * The stage `batch`: groups items by connection, endpoint and batch key, and
 * splits by count and bytes. Linear in items; holds a bounded amount.
 */
export function createBatcher(
  router: Router,
  { maxOpen = 1000, maxBytes = 32_000_000 }: BatcherOptions = {},
): Batcher {
  const places = new Map<Connection, Map<string, Open['beside']>>()
  // In order of last use, so that the longest untouched comes first.
  const open = new Set<Open>()
  let newest: Open | undefined
  let held = 0

  const close = (group: Open): WireRequest => {
    open.delete(group)
    group.beside.delete(group.batchKey)
    if (group === newest) newest = undefined
    held -= group.load.bytes
    return wireRequest(group.connection, group.entries)
  }

  const besideOf = (connection: Connection, endpoint: string): Open['beside'] => {
    const endpoints = places.get(connection) ?? new Map<string, Open['beside']>()
    if (endpoints.size === 0) places.set(connection, endpoints)
    const beside = endpoints.get(endpoint) ?? new Map<string | undefined, Open>()
    if (beside.size === 0) endpoints.set(endpoint, beside)
    return beside
  }

  const put = (entry: Entry, connection: Connection, out: WireRequest[]): void => {
    const { endpoint, batchKey } = entry.item
    const beside = besideOf(connection, endpoint)
    let group = beside.get(batchKey)
    let more = group?.load.add(entry)
    if (group === undefined || more === undefined) {
      if (group !== undefined) out.push(close(group))
      const load = new Load(connection, endpoint)
      more = load.add(entry) ?? 0
      group = { connection, entries: [], load, beside, batchKey }
      beside.set(batchKey, group)
    }
    group.entries.push(entry)
    held += more
    if (group.load.full) out.push(close(group))
    else if (group !== newest) {
      open.delete(group)
      open.add(group)
      newest = group
    }
  }

  return {
    add(result) {
      if (result.outcome !== 'mapped') return []
      const connection = router.connections.get(result.connection)
      if (connection === undefined) throw unknownConnection(result.connection)
      const out: WireRequest[] = []
      for (const item of result.items) put(entryOf(result, item), connection, out)
      while (open.size > maxOpen || held > maxBytes) {
        const [oldest] = open
        if (oldest === undefined) break
        out.push(close(oldest))
      }
      return out
    },
    flush() {
      return [...open].map(close)
    },
  }
}

function unknownConnection(id: string): CrosswalkError {
  const message = `the router has no connection "${id}"; give the batcher the router that made the result`
  return new CrosswalkError([{ code: 'CONNECTION_UNKNOWN', path: 'connection', message }])
}
