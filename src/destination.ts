/** The contract that a destination module fulfils, and all that it imports. */
import { z } from 'zod'
import type { ErrorCode } from './errors.js'
import type { OwnFunction } from './mapping/own-step.js'
import type { WrittenProgram } from './mapping/written.js'
import type { Item, JsonObject } from './result.js'

export { hmacSha256, sha256 } from '#sha256'
export { byEvent } from './by-event.js'
export { propertyNames } from './event/catalogue.js'
export type { OwnContext, OwnFunction } from './mapping/own-step.js'
export type { Item, JsonObject } from './result.js'
export { textOf } from './scalar.js'
/** zod, for the schemas of settings. Of its messages in other languages than English none is there. */
export { z }

/**
 * One vendor API as a value. Holds no HTTP client, clock, logger, retries or
 * loops over events: those are the core's.
 */
export interface Destination<Settings = Record<string, unknown>> {
  /** kebab-case; also the name of the module folder and the mapping file. */
  slug: string
  title: string
  /** A strict object; descriptions become the reference, secrets are marked with `secret()`. */
  settings: z.ZodType<Settings>
  /** Keys of an event's `integrations`, besides the slug, that mean this destination. Any case. */
  names?: readonly string[]
  /** The mapping file, as imported. */
  mapping: object
  /** Mapping files, as imported, whose tables and parts it includes. */
  include?: readonly object[]
  /** What the mapping file was written as when the package was built; where it does not fit the file, the file is interpreted. */
  program?: WrittenProgram
  /** Its own value functions, `own.name` in the mapping. */
  functions?: Readonly<Record<string, OwnFunction>>
  /** The mapping's actions → the endpoint that takes them. */
  actions: Record<string, Choose<Settings>>
  endpoints: Record<string, Endpoint<Settings>>
}

type Choose<Settings> = { choose(settings: Settings): string }['choose']

export interface Endpoint<Settings = Record<string, unknown>> {
  /** Makes the item's body of a mapped payload; without it the payload is the body. Pure; sees no secret. */
  build?(payload: JsonObject, context: BuildContext<Settings>): Built
  /**
   * The member of a body that holds a list: items whose bodies are equal in all else travel as one
   * body with the lists of all, see `Batch.joined`. An item without such a list stays alone.
   */
  joins?: string
  /** Makes the wire request of items that travel together. The only place that sees secrets. */
  envelope(batch: Batch, settings: Settings): Wire
  limits: Limits
  /** How the vendor's answers are read: the first rule that fits, over sane defaults. */
  outcome: readonly OutcomeRule[]
  /** `user`: items of one person must arrive in order. */
  ordering: 'user' | 'none'
  /**
   * How old an event may be when it arrives, and how far ahead its time may lie, in milliseconds.
   * An older one fails, or moves to the oldest time where the vendor would count it so.
   */
  window?: { pastMs?: number; futureMs?: number; older?: 'fails' | 'moves' }
  /**
   * What to do about a lost or unreadable answer: send again, where the vendor
   * has a dedupe key or a double does no harm, or give up rather than risk one.
   */
  ambiguous: 'retry' | 'stop'
  /** The URL is the user's own: the sender refuses http and private addresses unless the host allows them. */
  ownUrl?: true
}

export interface BuildContext<Settings> {
  settings: Settings
  dedupeKey: string
}

export interface Built {
  body: JsonObject
  /** Items travel together only where theirs are equal. Of an endpoint that `joins`, all but the list is the key. */
  batchKey?: string
}

export interface Limits {
  /** Items in one wire request. */
  items: number
  /** UTF-8 bytes of the whole body. */
  bytes?: number
  /** UTF-8 bytes of one item; a larger one fails. */
  itemBytes?: number
}

export interface Batch {
  items: readonly Item[]
  /** The bodies as the text of a JSON list; each was made into text once, when it was measured. */
  json(): string
  /** The one body that the items are joined to, as JSON text, where the endpoint `joins`; members that the vendor wants besides stand first. */
  joined(first?: JsonObject): string
}

export interface Wire {
  method: 'POST' | 'PUT' | 'DELETE'
  url: string
  headers: Record<string, string>
  body: string
}

export type Verdict = 'delivered' | 'rejected' | 'retry' | 'blocked' | 'divide'

/**
 * One kind of answer. It fits where status and body do, and, with `items`,
 * where at least one of these lists names an item.
 */
export interface OutcomeRule {
  /** One status, several, or all of a hundred (`'5xx'`). Any, if left out. */
  status?: number | readonly number[] | `${1 | 2 | 3 | 4 | 5}xx`
  /** Tests on members of the JSON answer by path; `''` is the whole answer. */
  body?: Record<string, BodyTest>
  /** For every item. `divide`: halve and resend until the bad one stands alone, then reject it. */
  verdict?: Verdict
  /** For the items that the answer lists; `others` says what becomes of the rest. */
  items?: readonly ItemRule[]
  others?: 'delivered' | 'resend'
  /**
   * How long to wait before a retry where the answer has no Retry-After, in
   * milliseconds: the listed items each time, a whole request the first time,
   * doubling up to five minutes.
   */
  waitMs?: number
  code?: ErrorCode
}

export interface ItemRule {
  /** Where the answer lists items by index: `errors[].batch_index`, `fields.*[]` (`*`: every member). */
  index?: string
  /**
   * The member of such an entry that names a list, where a request has several: the
   * index counts in that one. An item stands in the lists that its body has as members.
   */
  list?: string
  /** Or where it lists them by a value of their body: the members of this object … */
  named?: string
  /** … are values of this member of the body. */
  by?: string
  verdict: 'rejected' | 'retry'
  waitMs?: number
  code?: ErrorCode
}

export type BodyTest =
  | string
  | number
  | boolean
  | readonly (string | number | boolean)[]
  | { exists: boolean }
  | { startsWith: string }
  | { from: number; to: number }
  | { is: 'object' | 'list' | 'text' }

/** A setting that is a credential: never printed, never readable by a mapping. */
export function secret(description: string) {
  return z.string().min(1).describe(description).meta({ secret: true })
}

/** What stands for a secret wherever a request is shown to people. */
export const MASK = '***'

/** An `Authorization: Basic` value; stays masked where the password is. */
export function basicAuth(user: string, password: string): string {
  if (password === MASK || user === MASK) return `Basic ${MASK}`
  const bytes = new TextEncoder().encode(`${user}:${password}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}
