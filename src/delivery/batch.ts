import { CrosswalkError } from '../errors.js'
import type { Item, MappedResult, Result } from '../result.js'
import type { Router } from '../router.js'
import type { Connection } from '../routing/connection.js'
import { createLoad, type Load, loadKey } from './load.js'
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
    held -= group.load.bytes
    return [wireRequest(group.connection, group.entries)]
  }

  const put = (result: MappedResult, item: Item, connection: Connection): WireRequest[] => {
    const key = JSON.stringify([connection.id, loadKey(item)])
    const entry = entryOf(result, item)
    const out: WireRequest[] = []
    let group = open.get(key)
    let more = group?.load.add(entry)
    if (group === undefined || more === undefined) {
      out.push(...close(key))
      group = { connection, entries: [], load: createLoad(connection, item.endpoint) }
      more = group.load.add(entry) ?? 0
    }
    group.entries.push(entry)
    held += more
    open.delete(key)
    open.set(key, group)
    if (group.load.full) out.push(...close(key))
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

function unknownConnection(id: string): CrosswalkError {
  const message = `the router has no connection "${id}"; give the batcher the router that made the result`
  return new CrosswalkError([{ code: 'CONNECTION_UNKNOWN', path: 'connection', message }])
}
