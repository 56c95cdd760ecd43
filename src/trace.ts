import type { Problem } from './errors.js'
import type { CanonicalEvent, Change, Normalized } from './event/canonical.js'
import { copy } from './event/copy.js'
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
  /** Paths of the event's properties, traits and context that no field was filled from. */
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
  const worked = work(connection, { normalized, duplicate, now }, (...given) => {
    const { mapped: result, recording } = recorder.map(...given)
    const { rejectedRules, fields } = recording
    const [event] = given
    const unused = unusedPaths(event, recording.read)
    mapped = { route: { send: true }, rule: result.rule, rejectedRules, fields, unused }
    return result
  })
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

function unusedPaths(event: CanonicalEvent, read: ReadonlySet<string>): string[] {
  const used = new Set([...read].flatMap(asWritten))
  const isUsed = (path: string): boolean => {
    for (
      let end = path.length;
      end > 0;
      end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[]', end - 1))
    ) {
      if (used.has(path.slice(0, end))) return true
    }
    return false
  }
  const { properties, traits, context } = event
  const leaves = [
    ...leavesOf(properties, 'properties'),
    ...leavesOf(traits, 'traits'),
    ...leavesOf(context, 'context'),
  ]
  return [...new Set(leaves)].filter((path) => !isUsed(path))
}

/** A path of a mapping as the event spells it: `sent` is the event itself, `user` its traits. */
function asWritten(path: string): string[] {
  if (path.startsWith('sent.')) return [path.slice('sent.'.length)]
  if (!path.startsWith('user')) return [path]
  const below = path.slice('user'.length)
  return [`traits${below}`, `context.traits${below}`]
}

/** Paths of all that is neither object nor list; elements of a list share theirs. */
function leavesOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    return value.length === 0 ? [path] : value.flatMap((element) => leavesOf(element, `${path}[]`))
  }
  if (!isObject(value)) return [path]
  return Object.keys(value).flatMap((name) => leavesOf(value[name], `${path}.${name}`))
}
