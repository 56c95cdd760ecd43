import { sha256 } from '#sha256'
import { CrosswalkError } from '../errors.js'
import type { CanonicalEvent, Normalized } from './canonical.js'
import { type CataloguedEvent, catalogue } from './catalogue.js'
import { jsonText } from './json-text.js'
import { type EventNames, eventNames } from './names.js'
import { normalize } from './normalize.js'
import { isNothing } from './nothing.js'
import { orderKey } from './order-key.js'
import { type Recent, recent } from './recent.js'
import { own } from './values.js'

export const DEFAULT_WINDOW_MS = 5000

export interface DoublesOptions {
  /** How far apart two events of one act may be, in milliseconds. */
  windowMs?: number
  /** An app's own event names → canonical ones. */
  aliases?: Readonly<Record<string, string>> | null
  /** How many messages, and how many spans of time of a person's events of one name, are remembered; the oldest are forgotten first. */
  held?: number
}

/** An event that is no double, as later ones are compared with it. */
interface Kept {
  time: number
  /** Of each catalogued property, in the catalogue's order; undefined where it has none. */
  marks: readonly (string | undefined)[]
}

/** Longer values are remembered by their hash. */
const MARK_LENGTH = 100

/** Of one person, name and span of time; more only come from an app gone wild. */
const KEPT = 8

/** `dedupe` for a stream: tells of each event, in order, whether it is a double of an earlier one. Bounded memory. */
export function doubles(options: DoublesOptions = {}): (event: unknown) => boolean {
  const { windowMs = DEFAULT_WINDOW_MS, aliases, held = 50_000 } = options
  if (!(windowMs >= 0)) {
    const message = 'a window is a number of milliseconds, 0 or more'
    throw new CrosswalkError([{ code: 'CONFIG_INVALID', path: 'windowMs', message }])
  }
  const names = eventNames(aliases)
  const messages = recent<true>(held)
  const spans = recent<Kept[]>(held)

  return (raw) => {
    const normalized = settle(raw, names)
    if (!normalized?.ok) return false
    const { event } = normalized
    const message = messageOf(event)
    if (message !== undefined && messages.get(message) !== undefined) return true
    const known = catalogue.get(event.event ?? '')
    if (known !== undefined && isDouble(event, known, windowMs, spans)) return true
    if (message !== undefined) messages.set(message, true)
    return false
  }
}

/** Without a time of its own an event has a place in no window; the present is not asked. */
function settle(raw: unknown, names: EventNames): Normalized | undefined {
  try {
    return normalize(raw, names, 0)
  } catch {
    return undefined
  }
}

function messageOf({ type, event, messageId }: CanonicalEvent): string | undefined {
  return messageId === undefined ? undefined : mark([type, event, messageId])
}

/** Whether one of the near spans has the same act; if not, the event is kept in its own. */
function isDouble(
  event: CanonicalEvent,
  known: CataloguedEvent,
  windowMs: number,
  spans: Recent<Kept[]>,
): boolean {
  const person = orderKey(event)
  if (person === null || event.timeAssumed || !isCompared(event, known)) return false
  const marks = Object.keys(known.properties).map((name) => {
    const value = own(event.properties, name)
    return isNothing(value) ? undefined : mark(value)
  })
  const one: Kept = { time: event.timestamp, marks }
  const span = Math.floor(one.time / Math.max(windowMs, 1))
  const key = (at: number) => mark([known.name, at, person])
  for (const near of [span - 1, span, span + 1]) {
    if (spans.get(key(near))?.some((other) => isSame(one, other, windowMs))) return true
  }
  const kept = spans.get(key(span)) ?? []
  if (kept.length < KEPT) spans.set(key(span), [...kept, one])
  return false
}

/** Whether there can be doubles of it: an SDK collects it, or it says which act it is. */
function isCompared({ properties }: CanonicalEvent, known: CataloguedEvent): boolean {
  if (known.automatic) return true
  return known.identity !== undefined && !isNothing(own(properties, known.identity))
}

function isSame(one: Kept, other: Kept, windowMs: number): boolean {
  return (
    Math.abs(one.time - other.time) <= windowMs &&
    one.marks.every((mark, index) => {
      const otherMark = other.marks[index]
      return mark === undefined || otherMark === undefined || mark === otherMark
    })
  )
}

/** A short text that two values share only if they are the same. */
function mark(value: unknown): string {
  const text = jsonText(value) ?? ''
  return text.length <= MARK_LENGTH ? text : sha256(text)
}
