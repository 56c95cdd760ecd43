import { CrosswalkError } from '../errors.js'
import type { Result } from '../result.js'
import type { Router } from '../router.js'
import type { Connection } from '../routing/connection.js'
import { listOf } from '../young.js'
import { groupKey } from './joined.js'
import { Load } from './load.js'
import { Entry, endpointOf, type WireRequest, wireRequest } from './request.js'

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
class Open extends Load {
  readonly entries: Entry[]
  readonly connection: Connection
  readonly batchKey: string | undefined
  /** Those of the same endpoint and connection, by batch key. */
  readonly beside: Beside

  constructor(connection: Connection, first: Entry, batchKey: string | undefined, beside: Beside) {
    super(connection, first.item.endpoint)
    this.entries = listOf(first)
    this.connection = connection
    this.batchKey = batchKey
    this.beside = beside
  }
}

type Beside = Map<string | undefined, Open>

/**
 * The stage `batch`: groups items by connection, endpoint and batch key, and
 * splits by count and bytes. Linear in items; holds a bounded amount.
 */
export function createBatcher(
  router: Router,
  { maxOpen = 1000, maxBytes = 32_000_000 }: BatcherOptions = {},
): Batcher {
  const places = new Map<Connection, Map<string, Beside>>()
  // In order of last use, so that the longest untouched comes first.
  const open = new Set<Open>()
  let newest: Open | undefined
  let held = 0

  const close = (group: Open): WireRequest => {
    open.delete(group)
    group.beside.delete(group.batchKey)
    if (group === newest) newest = undefined
    held -= group.bytes
    return wireRequest(group.connection, group.entries)
  }

  const besideOf = (connection: Connection, endpoint: string): Beside => {
    const endpoints = places.get(connection) ?? new Map<string, Beside>()
    if (endpoints.size === 0) places.set(connection, endpoints)
    const beside = endpoints.get(endpoint) ?? new Map<string | undefined, Open>()
    if (beside.size === 0) endpoints.set(endpoint, beside)
    return beside
  }

  const put = (entry: Entry, connection: Connection, out: WireRequest[]): void => {
    const { endpoint } = entry.item
    const batchKey = groupKey(entry.item, endpointOf(connection, endpoint).joins)
    const beside = besideOf(connection, endpoint)
    let group = beside.get(batchKey)
    let more = group?.add(entry)
    if (group === undefined || more === undefined) {
      if (group !== undefined) out.push(close(group))
      group = new Open(connection, entry, batchKey, beside)
      more = group.add(entry) ?? 0
      beside.set(batchKey, group)
    } else group.entries.push(entry)
    held += more
    if (group.full) out.push(close(group))
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
      for (const item of result.items) put(new Entry(result, item), connection, out)
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
