import { sha256 } from '#sha256'
import type { Problem } from '../errors.js'
import type { CanonicalEvent } from '../event/canonical.js'
import { jsonText } from '../event/json-text.js'
import type { Warning, WarningCode } from '../result.js'
import type { Path } from './ast.js'

/** Where a node stands: the target it fills, and the source it is filled from, for messages. */
export interface Site {
  target: string
  source: string
}

/** An object that is being written, and those around it. */
export interface Writing {
  out: Record<string, unknown>
  around: Writing | undefined
}

/** The state of mapping one event for one connection. */
export interface Run {
  event: CanonicalEvent
  settings: Readonly<Record<string, unknown>>
  /** What was worked out of the settings when the connection was prepared. */
  bound: readonly unknown[]
  options: unknown
  item: unknown
  index: number
  /** Places in the lists made by `each`, the outermost first. */
  places: (number | string)[]
  writing: Writing | undefined
  /** Paths that fields of this action were filled from, where `unread` asks for them. */
  taken: Path[]
  warnings: Warning[]
  failure: Problem | undefined
  /** Items made so far: the next one's number. */
  count: number
  baseKey: string | undefined
}

export function startRun(
  event: CanonicalEvent,
  settings: Readonly<Record<string, unknown>>,
  bound: readonly unknown[],
  options: unknown,
): Run {
  return {
    event,
    settings,
    bound,
    options,
    item: undefined,
    index: 0,
    places: [],
    writing: undefined,
    taken: [],
    warnings: [],
    failure: undefined,
    count: 0,
    baseKey: undefined,
  }
}

/** messageId, else a hash of the raw event; further items of the event have their number behind it. */
export function dedupeKey(run: Run): string {
  run.baseKey ??= run.event.messageId ?? hashOf(run.event)
  return run.count === 0 ? run.baseKey : `${run.baseKey}:${run.count}`
}

/** Of events that many connections map: a hash costs more than the rest. */
const hashes = new WeakMap<CanonicalEvent, string>()

function hashOf(event: CanonicalEvent): string {
  let hash = hashes.get(event)
  if (hash === undefined) {
    hash = sha256(jsonText(event.sent) ?? '')
    hashes.set(event, hash)
  }
  return hash
}

export function warn(run: Run, code: WarningCode, site: Site, message: string): void {
  run.warnings.push({ code, path: placeOf(site.target, run), message })
}

/** A value that cannot be used: the field warns, and the result is nothing. */
export function refuse(run: Run, site: Site, reason: string): undefined {
  warn(run, 'VALUE_DROPPED', site, `${site.source}: ${reason}; left out`)
  return undefined
}

export function fail(run: Run, target: string, message: string): void {
  run.failure ??= { code: 'REQUIRED_MISSING', path: placeOf(target, run), message }
}

/** Forgets what was taken since a mark, for it filled nothing. */
export function untake({ taken }: Run, mark: number): void {
  if (taken.length > mark) taken.length = mark
}

/**
 * Forgets what was taken of the element at hand since a mark, as the next one
 * has its own, and what was taken before: else it grows with the list.
 */
export function untakeElement({ taken }: Run, mark: number): void {
  let kept = mark
  for (let place = mark; place < taken.length; place++) {
    const path = taken[place]
    if (path !== undefined && path.root !== 'item' && taken.indexOf(path) === place)
      taken[kept++] = path
  }
  taken.length = kept
}

/** The target with the places in lists, and the names in pairs, that it stands at by now. */
export function placeOf(target: string, { places }: Pick<Run, 'places'>): string {
  let next = 0
  return places.length === 0
    ? target
    : target.replace(/\[\*\]|\{\*\}/g, (open) => {
        const place = places[next++] ?? '*'
        return open === '[*]' ? `[${place}]` : String(place)
      })
}
