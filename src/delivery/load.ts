import type { Limits } from '../destination.js'
import type { Item } from '../result.js'
import type { Connection } from '../routing/connection.js'
import { utf8Length } from '../utf8.js'
import { itemBytes } from './aside.js'
import { groupKey, partOf } from './joined.js'
import { batchOf, type Entry, endpointOf } from './request.js'

/** Items with the same key may travel together, at one connection. */
export function loadKey(connection: Connection, item: Item): string {
  const { joins } = endpointOf(connection, item.endpoint)
  return JSON.stringify([item.endpoint, groupKey(item, joins)])
}

/** What has come together for one wire request, with a running count of its bytes. */
export class Load {
  bytes = 0
  #items = 0
  #frame: Frame | undefined
  readonly #connection: Connection
  readonly #endpoint: string
  readonly #limits: Limits
  readonly #joins: string | undefined

  constructor(connection: Connection, endpoint: string) {
    this.#connection = connection
    this.#endpoint = endpoint
    const { limits, joins } = endpointOf(connection, endpoint)
    this.#limits = limits
    this.#joins = joins
  }

  /** No further item goes in. */
  get full(): boolean {
    return this.#items >= this.#limits.items
  }

  /** Takes the entry, if it still goes in; an empty load takes any. Gives the bytes it adds, or undefined. */
  add(entry: Entry): number | undefined {
    // Measured as it is joined, so that its text is made once.
    if (this.#joins !== undefined) partOf(entry.item, this.#joins)
    this.#frame ??= frameOf(this.#connection, this.#endpoint, entry)
    // With the comma that parts it from the next.
    const more = itemBytes(entry.item) + this.#frame.each + 1
    const most = this.#limits.bytes ?? Infinity
    if (this.#items > 0 && (this.full || this.#frame.bytes + this.bytes + more > most)) {
      return undefined
    }
    this.#items++
    this.bytes += more
    return more
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
  const { envelope, joins } = endpointOf(connection, name)
  const lengthOf = (entries: readonly Entry[]) =>
    utf8Length(envelope(batchOf(entries, joins), connection.inside.settings).body)
  const bytes = lengthOf([])
  const each = Math.max(0, lengthOf([entry]) - bytes - itemBytes(entry.item))
  const frame = { bytes, each }
  known.set(name, frame)
  return frame
}
