import type { Problem } from './errors.js'
import type { CanonicalEvent, Change, Normalized } from './event/canonical.js'
import { copy } from './event/copy.js'
import { originsOf, plainPath } from './event/origins.js'
import { isObject } from './event/values.js'
import { about, work } from './line.js'
import type { FieldTrace } from './mapping/record/index.js'
import type { Item, Json, SkipReason, Warning } from './result.js'
import { recorderOf } from './routing/compiled.js'
import type { Connection } from './routing/connection.js'

/** Why an event became what it did at one connection: every stage on record. JSON-safe; holds values of the event, and no secret. */
export interface Trace {
  ref: Json | undefined
  /** messageId, or null. */
  event: string | null
  connection: string
  destination: string
  mapping: string
  outcome: 'mapped' | 'skipped' | 'failed'
  reason?: SkipReason
  message?: string
  error?: Problem
  /** What the event was read as: call type and, of track calls, the canonical name. */
  read: { type: string; event?: string } | null
  /** Spellings that normalize settled. */
  normalized: Change[]
  route: { send: boolean; reason?: SkipReason; message?: string } | null
  /** The rule of the mapping that took the event. */
  rule: string | null
  /** The rules before it, and why they did not. */
  rejectedRules: { rule: string; why: string }[]
  fields: FieldTrace[]
  /** Paths of the event's properties, traits and context, as they were sent, that had no part in what it became. */
  unused: string[]
  /** Every alteration, as the result's warnings tell it. */
  altered: Warning[]
  items: Item[]
}

/** One event at one connection, with every decision on record. */
export function trace(
  connection: Connection,
  normalized: Normalized,
  ref: Json | undefined,
  duplicate: boolean,
  now: number,
): Trace {
  const start = {
    ...about(connection, normalized, ref),
    normalized: copy(normalized.changes) as Change[],
    ...untouched,
  }
  const read = normalized.ok ? readAs(normalized.event) : null

  let mapped: Partial<Trace> = {}
  const recorder = recorderOf(connection.inside.program)
  const worked = work(connection, { normalized, duplicate, now }, (...given) =>
    recorder.map(given, ({ rule, rejectedRules, fields, read: paths }) => {
      const [event] = given
      const origins = originsOf(event, normalized.changes)
      mapped = {
        route: { send: true },
        rule,
        rejectedRules,
        fields: fields.map((field) => ({ ...field, read: field.read.flatMap(origins) })),
        unused: unusedPaths(event, new Set([...paths].flatMap(origins))),
      }
    }),
  )
  if (worked.outcome === 'mapped') {
    const { items, warnings } = worked
    return { ...start, read, ...mapped, outcome: 'mapped', items, altered: warnings }
  }
  if (worked.outcome === 'failed') return { ...start, read, ...mapped, ...worked }
  const { reason, message } = worked
  return { ...start, read, route: { send: false, reason, message }, ...mapped, ...worked }
}

function readAs({ type, event }: CanonicalEvent): Trace['read'] {
  return { type, ...(event === undefined ? {} : { event }) }
}

/** What stages that were not reached have to tell. */
const untouched = {
  read: null,
  route: null,
  rule: null,
  rejectedRules: [],
  fields: [],
  unused: [],
  altered: [],
  items: [],
}

/** What the event was sent with and nothing was filled from, nor decided by; lists as `a[].b`. */
function unusedPaths({ sent }: CanonicalEvent, used: ReadonlySet<string>): string[] {
  const isUsed = (path: string): boolean => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
      if (used.has(path.slice(0, end))) return true
    }
    return false
  }
  const leaves = ['properties', 'traits', 'context'].flatMap((root) =>
    isObject(sent[root]) ? leavesOf(sent[root], root) : [],
  )
  return [...new Set(leaves)].filter((path) => !isUsed(plainPath(path)))
}

/** Paths of all that is neither object nor list; elements of a list share theirs. */
function leavesOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    return value.length === 0 ? [path] : value.flatMap((element) => leavesOf(element, `${path}[]`))
  }
  if (!isObject(value)) return [path]
  return Object.keys(value).flatMap((name) => leavesOf(value[name], `${path}.${name}`))
}
