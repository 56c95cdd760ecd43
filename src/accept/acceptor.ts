import type { z } from 'zod'
import type { Effect, Rule } from './rule.js'

/** A request as it is judged, taken apart. */
export interface Judged {
  method: string
  url: { protocol: string; host: string; path: string }
  /** Names lower-cased. */
  headers: Record<string, string>
  /** Of a doubled name, the last. */
  query: Record<string, string>
  /** What the endpoint's `read` made of the body; undefined where there is none. */
  body: unknown
  /** UTF-8 bytes of the body as it is sent. */
  bytes: number
  /** Unix seconds at which it is judged. */
  now: number
}

/** A vendor's published rules for one of its endpoints. */
export interface AcceptEndpoint {
  /** As the destination names it. */
  name: string
  /** Whether a URL is meant for this endpoint, by its path. The exact form of host, path and method is the schema's. */
  matches(url: URL): boolean
  /** The body's text as a value: `readJson`, `readForm`. Throws `Unreadable`. */
  read(text: string, headers: Readonly<Record<string, string>>): unknown
  /** Judges a `Judged`; its schemas are marked with `ruled`. */
  request: z.ZodType
  /** What the vendor does about a broken rule, where that hangs on the request: on a header that makes it strict, say. */
  effect?(rule: Rule, judged: Judged): Effect
  /** One item of the request as the destination makes it, where its requests carry items: for the check of mapping files. */
  item?: z.ZodType
}

/** The published rules of a vendor, as the subpath `accept` of its destination gives them. */
export interface Acceptor {
  /** The slug. */
  destination: string
  /** Whether a URL is this vendor's at all; where it is the user's own, the headers (names lower-cased) tell. */
  owns(url: URL, headers: Readonly<Record<string, string>>): boolean
  endpoints: readonly AcceptEndpoint[]
  /** Every rule in a sentence, for the reference. */
  rules: Readonly<Record<string, string>>
  /** Limits that no single request shows, each a sentence. */
  beyond: readonly string[]
  /** The rule that a URL of this vendor without a known endpoint breaks. */
  unknownEndpoint: Rule
  /** The rule that stands where a schema has no mark. */
  otherwise: Rule
}
