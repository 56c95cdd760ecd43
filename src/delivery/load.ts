import type { Item } from '../result.js'
import type { Connection } from '../routing/connection.js'
import { utf8Length } from '../utf8.js'
import { itemText } from './aside.js'
import { batchOf, type Entry, endpointOf } from './request.js'

/** What has come together for one wire request, with a running count of its bytes. */
export interface Load {
  readonly bytes: number
  /** Takes the entry, if it still goes in; an empty load takes any. Gives the bytes it adds, or undefined. */
  add(entry: Entry): number | undefined
  /** No further item goes in. */
  readonly full: boolean
}

/** Items with the same key may travel together, at one connection. */
export function loadKey({ endpoint, batchKey }: Item): string {
  return JSON.stringify([endpoint, batchKey])
}

export function createLoad(connection: Connection, endpoint: string): Load {
  const { limits } = endpointOf(connection, endpoint)
  const room = (limits.bytes ?? Infinity) - envelopeBytes(connection, endpoint)
  let items = 0
  let bytes = 0
  return {
    get bytes() {
      return bytes
    },
    get full() {
      return items >= limits.items
    },
    add({ item }) {
      // With the comma that parts it from the next.
      const more = utf8Length(itemText(item)) + 1
      if (items > 0 && (items >= limits.items || bytes + more > room)) return undefined
      items++
      bytes += more
      return more
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
