import { build } from './build.js'
import type { CanonicalEvent, Normalized } from './event/canonical.js'
import type { MappingProgram } from './mapping/program.js'
import type { FailedResult, Item, MappedResult, Result, SkippedResult, Warning } from './result.js'
import type { Connection } from './routing/connection.js'
import { type Route, route, skip } from './routing/filter.js'
import { maker } from './young.js'

type About = 'ref' | 'event' | 'connection' | 'destination' | 'mapping'

/** A result without what it is about. */
export type Worked =
  | Omit<MappedResult, About>
  | Omit<SkippedResult, About>
  | Omit<FailedResult, About>

export interface Given {
  normalized: Normalized
  duplicate: boolean
  now: number
}

/** What a result is about: the caller's mark, the event, the connection. */
export function about(
  connection: Connection,
  normalized: Normalized,
  ref: Result['ref'],
): Pick<Result, About> {
  return {
    ref,
    event: normalized.messageId,
    connection: connection.id,
    destination: connection.destination,
    mapping: connection.mapping,
  }
}

/** What became of one event at one connection. Written out, as spreading one object behind another takes longer than a mapping. */
export function resultOf(connection: Connection, given: Given, ref: Result['ref']): Result {
  const { messageId: event } = given.normalized
  const { id, destination, mapping } = connection
  const worked = work(connection, given)
  switch (worked.outcome) {
    case 'mapped':
      return new Mapped(ref, event, id, destination, mapping, worked.items, worked.warnings)
    case 'skipped': {
      const { outcome, reason, message } = worked
      return { ref, event, connection: id, destination, mapping, outcome, reason, message }
    }
    case 'failed': {
      const { outcome, error } = worked
      return { ref, event, connection: id, destination, mapping, outcome, error }
    }
  }
}

const Mapped = maker(function (
  this: MappedResult,
  ref: MappedResult['ref'],
  event: string | null,
  connection: string,
  destination: string,
  mapping: string,
  items: Item[],
  warnings: Warning[],
) {
  this.ref = ref
  this.event = event
  this.connection = connection
  this.destination = destination
  this.mapping = mapping
  this.outcome = 'mapped'
  this.items = items
  this.warnings = warnings
})

/**
 * One event at one connection: route → map → build. `map` stands in for the
 * connection's own, to watch it. A module that throws fails this event alone.
 */
export function work(
  connection: Connection,
  given: Given,
  map: MappingProgram['map'] = connection.inside.program.map,
): Worked {
  try {
    return through(connection, given, map)
  } catch (error) {
    const message = `the module threw ${error instanceof Error ? error.name : 'something'}; please report it`
    return { outcome: 'failed', error: { code: 'DESTINATION_BUG', path: '', message } }
  }
}

function through(
  connection: Connection,
  { normalized, duplicate, now }: Given,
  map: MappingProgram['map'],
): Worked {
  if (!normalized.ok) {
    if (connection.enabled) return { outcome: 'failed', error: normalized.problem }
    return leave(skip('disabled'))
  }
  const routed = route(normalized.event, connection, duplicate)
  if (!routed.send) return leave(routed)

  const { event, warnings } = inWindow(normalized, connection, now)
  const { visible, bound } = connection.inside
  const mapped = map(event, visible, bound, routed.options)
  if (mapped.outcome === 'failed') return { outcome: 'failed', error: mapped.problem }
  if (mapped.outcome === 'skipped') {
    const rule = mapped.rule === null ? undefined : `rule "${mapped.rule}"`
    return leave(skip(mapped.reason, rule))
  }

  const built = build(mapped.actions, event, connection, now)
  if (!built.ok) return { outcome: 'failed', error: built.problem }
  const all = warnings.length === 0 ? mapped.warnings : [...warnings, ...mapped.warnings]
  return { outcome: 'mapped', items: built.items, warnings: all }
}

function leave({ reason, message }: Route & { send: false }): Worked {
  return { outcome: 'skipped', reason, message }
}

/**
 * A clock that is ahead by more than the vendor takes is wrong: the present stands in its place.
 * What is too old, where the vendor moves it, goes by the oldest time that it takes.
 */
function inWindow(
  { event, warnings }: Normalized & { ok: true },
  { inside }: Connection,
  now: number,
): { event: CanonicalEvent; warnings: readonly Warning[] } {
  const ahead = event.timestamp - now
  const assume = (timestamp: number, message: string) => ({
    event: { ...event, timestamp, timeAssumed: true as const },
    warnings: [...warnings, { code: 'TIME_ASSUMED' as const, path: 'timestamp', message }],
  })
  if (ahead > inside.futureMs) {
    const far = spoken(ahead)
    return assume(now, `lies ${far} ahead, more than the vendor takes; the present was taken`)
  }
  if (-ahead > inside.movedMs) {
    const far = spoken(-ahead)
    return assume(
      now - inside.movedMs,
      `lies ${far} back, more than the vendor takes; its oldest time was taken`,
    )
  }
  return { event, warnings }
}

function spoken(ms: number): string {
  if (ms < 120_000) return `${Math.ceil(ms / 1000)} seconds`
  return ms < 7_200_000
    ? `${Math.round(ms / 60_000)} minutes`
    : `${Math.round(ms / 3_600_000)} hours`
}
