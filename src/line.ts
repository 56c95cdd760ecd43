import { build } from './build.js'
import type { CanonicalEvent, Normalized } from './event/canonical.js'
import type { MappingProgram } from './mapping/interpret.js'
import type { FailedResult, MappedResult, Result, SkippedResult, Warning } from './result.js'
import type { Connection } from './routing/connection.js'
import { route, skip } from './routing/filter.js'

type About = 'ref' | 'event' | 'connection' | 'destination' | 'mapping'

/** A result without what it is about. */
export type Worked =
  | Omit<MappedResult, About>
  | Omit<SkippedResult, About>
  | Omit<FailedResult, About>

export interface Given {
  normalized: Normalized & { ok: true }
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

/** One event at one connection: route → map → build. `map` stands in for the connection's own, to watch it. */
export function work(
  connection: Connection,
  { normalized, duplicate, now }: Given,
  map: MappingProgram['map'] = connection.inside.program.map,
): Worked {
  const routed = route(normalized.event, connection, duplicate)
  if (!routed.send) return { outcome: 'skipped', reason: routed.reason, message: routed.message }

  const { event, warnings } = notAhead(normalized, connection, now)
  const { visible, bound } = connection.inside
  const mapped = map(event, visible, bound, routed.options)
  if (mapped.outcome === 'failed') return { outcome: 'failed', error: mapped.problem }
  if (mapped.outcome === 'skipped') {
    const rule = mapped.rule === null ? undefined : `rule "${mapped.rule}"`
    const { reason, message } = skip(mapped.reason, rule)
    return { outcome: 'skipped', reason, message }
  }

  const built = build(mapped.actions, event, connection, now)
  if (!built.ok) return { outcome: 'failed', error: built.problem }
  return { outcome: 'mapped', items: built.items, warnings: [...warnings, ...mapped.warnings] }
}

/** A clock that is ahead by more than the vendor takes is wrong: the present stands in its place. */
function notAhead(
  { event, warnings }: Given['normalized'],
  { inside }: Connection,
  now: number,
): { event: CanonicalEvent; warnings: readonly Warning[] } {
  const ahead = event.timestamp - now
  if (ahead <= inside.futureMs) return { event, warnings }
  const hours = Math.round(ahead / 3_600_000)
  const message = `lies ${hours} hours ahead, more than the vendor takes; the present was taken`
  return {
    event: { ...event, timestamp: now, timeAssumed: true },
    warnings: [...warnings, { code: 'TIME_ASSUMED', path: 'timestamp', message }],
  }
}
