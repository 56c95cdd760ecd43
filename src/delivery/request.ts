import { type Batch, type Endpoint, MASK, type Wire } from '../destination.js'
import { isObject } from '../event/values.js'
import type { Item, Json, MappedResult } from '../result.js'
import { type Connection, secretNames } from '../routing/connection.js'
import { maker } from '../young.js'
import { forgetText, itemText } from './aside.js'
import { joinedText } from './joined.js'

/** What goes over HTTP, for one or many items. The body is exact, credentials included: see `mask`. */
export interface WireRequest extends Wire {
  connection: string
  destination: string
  endpoint: string
  items: WireItem[]
  /** Not enumerable, so lost when a request is copied: what the sender divides it by. */
  readonly inside: RequestInside
}

export interface WireItem {
  ref: Json | undefined
  event: string | null
  key: string
  /** Items of this event at this connection. */
  of: number
}

export interface RequestInside {
  connection: Connection
  entries: readonly Entry[]
  /** Whether any item has a `notAfter`; where none has, none is asked. */
  dated: boolean
  /** Whether any item has an order key. */
  ordered: boolean
}

/**
 * What a request tells of an item and, inside, the item and the result it came
 * with, which is the identity of the event. Where it is sent their memory was
 * left long ago, and going there costs more than all else: what is read of all
 * items stands here. Who keeps one keeps the result.
 */
export class Entry implements WireItem {
  declare ref: Json | undefined
  declare event: string | null
  declare key: string
  declare of: number
  readonly #result: MappedResult
  readonly #item: Item
  readonly #orderKey: string | null

  constructor(result: MappedResult, item: Item) {
    const { ref, event, items } = result
    this.ref = ref
    this.event = event
    this.key = item.key
    this.of = items.length
    this.#result = result
    this.#item = item
    this.#orderKey = item.orderKey
  }

  get result(): MappedResult {
    return this.#result
  }

  get item(): Item {
    return this.#item
  }

  get orderKey(): string | null {
    return this.#orderKey
  }
}

/** Makes the wire request of entries of one connection that may travel together. */
export function wireRequest(connection: Connection, entries: readonly Entry[]): WireRequest {
  return assemble(connection, entries, connection.inside.settings)
}

/** The same request with `***` for every credential, for people to read. */
export function mask(request: WireRequest): WireRequest {
  const { connection, entries } = request.inside
  return assemble(connection, entries, maskedSettings(connection))
}

export function endpointOf(connection: Connection, name: string): Endpoint {
  const endpoint = connection.inside.module.endpoints[name]
  if (endpoint === undefined) {
    throw new Error(`destination ${connection.destination} has no endpoint ${name}`)
  }
  return endpoint
}

function assemble(
  connection: Connection,
  entries: readonly Entry[],
  settings: Record<string, unknown>,
): WireRequest {
  const name = entries[0]?.item.endpoint ?? ''
  const { envelope, joins } = endpointOf(connection, name)
  const wire = envelope(batchOf(entries, joins), settings)
  for (const { item } of entries) forgetText(item)
  const request = new Outgoing(connection, name, wire, entries)
  return Object.defineProperty(request, 'inside', { value: new Inside(connection, entries) })
}

const Outgoing = maker(function (
  this: WireRequest,
  { id, destination }: Connection,
  endpoint: string,
  { method, url, headers, body }: Wire,
  entries: readonly Entry[],
) {
  this.connection = id
  this.destination = destination
  this.endpoint = endpoint
  this.method = method
  this.url = url
  this.headers = headers
  this.body = body
  this.items = entries.slice()
})

const Inside = maker(function (
  this: RequestInside,
  connection: Connection,
  entries: readonly Entry[],
) {
  this.connection = connection
  this.entries = entries
  this.dated = entries.some(({ item }) => item.notAfter !== null)
  this.ordered = entries.some(({ orderKey }) => orderKey !== null)
})

export function batchOf(entries: readonly Entry[], joins: string | undefined): Batch {
  const items = entries.map(({ item }) => item)
  return {
    items,
    json: () => listText(items.map(itemText)),
    joined(first) {
      if (joins === undefined)
        throw new Error(
          'an envelope asks for `joined`: its endpoint has to name the list in `joins`',
        )
      return joinedText(items, joins, first)
    },
  }
}

/** Added one to the other: joined, they would be copied here, and again with what an envelope puts around them. */
function listText(texts: readonly string[]): string {
  let all = ''
  for (const text of texts) all += all === '' ? text : `,${text}`
  return `[${all}]`
}

function maskedSettings(connection: Connection): Record<string, unknown> {
  const { settings } = connection.inside
  const masks = secretNames(connection).map((name) => [name, masked(settings[name])])
  return { ...settings, ...Object.fromEntries(masks) }
}

/** A credential that is a map or a list of several keeps its form, which envelopes count on. */
function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (!isObject(value)) return value === undefined ? undefined : MASK
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one)]))
}
