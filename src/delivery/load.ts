import type { Item } from '../result.js'
import type { Connection } from '../routing/connection.js'
import { utf8Length } from '../utf8.js'
import { itemBytes } from './aside.js'
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
  const most = limits.bytes ?? Infinity
  let frame: Frame | undefined
  let items = 0
  let bytes = 0
  return {
    get bytes() {
      return bytes
    },
    get full() {
      return items >= limits.items
    },
    add(entry) {
      frame ??= frameOf(connection, endpoint, entry)
      // With the comma that parts it from the next.
      const more = itemBytes(entry.item) + frame.each + 1
      if (items > 0 && (items >= limits.items || frame.bytes + bytes + more > most)) {
        return undefined
      }
      items++
      bytes += more
      return more
    },
  }
}

/** What an envelope adds: bytes of a request without items, and for each item. */
interface Frame {
  bytes: number
  each: number
}

const frames = new WeakMap<Connection, Map<string, Frame>>()

/** Measured once, with the item that came first. */
function frameOf(connection: Connection, name: string, entry: Entry): Frame {
  const known = frames.get(connection) ?? new Map<string, Frame>()
  frames.set(connection, known)
  const found = known.get(name)
  if (found !== undefined) return found
  const { envelope } = endpointOf(connection, name)
  const lengthOf = (entries: readonly Entry[]) =>
    utf8Length(envelope(batchOf(entries), connection.inside.settings).body)
  const bytes = lengthOf([])
  const each = Math.max(0, lengthOf([entry]) - bytes - itemBytes(entry.item))
  const frame = { bytes, each }
  known.set(name, frame)
  return frame
}
