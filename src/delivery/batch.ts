import { CrosswalkError } from '../errors.js'
import type { Item, MappedResult, Result } from '../result.js'
import type { Router } from '../router.js'
import type { Connection } from '../routing/connection.js'
import { utf8Length } from '../utf8.js'
import { batchOf, type Entry, endpointOf, type WireRequest, wireRequest } from './request.js'
import { itemText } from './text.js'

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

/** Items that may travel together, with a running count of their bytes. */
interface Open {
  connection: Connection
  entries: Entry[]
  bytes: number
}

/**
 * The stage `batch`: groups items by connection, endpoint and batch key, and
 * splits by count and bytes. Linear in items; holds a bounded amount.
 */
export function createBatcher(
  router: Router,
  { maxOpen = 1000, maxBytes = 32_000_000 }: BatcherOptions = {},
): Batcher {
  // In order of last use, so that the longest untouched comes first.
  const open = new Map<string, Open>()
  let held = 0

  const close = (key: string): WireRequest[] => {
    const group = open.get(key)
    if (group === undefined) return []
    open.delete(key)
    held -= group.bytes
    return [wireRequest(group.connection, group.entries)]
  }

  const put = (result: MappedResult, item: Item, connection: Connection): WireRequest[] => {
    const key = JSON.stringify([connection.id, item.endpoint, item.batchKey])
    const { limits } = endpointOf(connection, item.endpoint)
    const bytes = utf8Length(itemText(item)) + 1
    const room = (limits.bytes ?? Infinity) - envelopeBytes(connection, item.endpoint)
    const found = open.get(key)
    const full = found !== undefined && found.bytes + bytes > room
    const out = full ? close(key) : []
    const group = full || found === undefined ? { connection, entries: [], bytes: 0 } : found
    group.entries.push({ result, item })
    group.bytes += bytes
    held += bytes
    open.delete(key)
    open.set(key, group)
    if (group.entries.length >= limits.items) out.push(...close(key))
    return out
  }

  return {
    add(result) {
      if (result.outcome !== 'mapped') return []
      const connection = router.connections.get(result.connection)
      if (connection === undefined) throw unknownConnection(result.connection)
      const out = result.items.flatMap((item) => put(result, item, connection))
      while (open.size > maxOpen || held > maxBytes) {
        const [oldest] = open.keys()
        if (oldest === undefined) break
        out.push(...close(oldest))
      }
      return out
    },
    flush() {
      return [...open.keys()].flatMap(close)
    },
  }
}

const envelopes = new WeakMap<Connection, Map<string, number>>()

/** Bytes of a request without items. */
function envelopeBytes(connection: Connection, name: string): number {
  const known = envelopes.get(connection) ?? new Map<string, number>()
  envelopes.set(connection, known)
  const found = known.get(name)
  if (found !== undefined) return found
  const { body } = endpointOf(connection, name).envelope(batchOf([]), connection.inside.settings)
  const bytes = utf8Length(body)
  known.set(name, bytes)
  return bytes
}

function unknownConnection(id: string): CrosswalkError {
  const message = `the router has no connection "${id}"; give the batcher the router that made the result`
  return new CrosswalkError([{ code: 'CONNECTION_UNKNOWN', path: 'connection', message }])
}
