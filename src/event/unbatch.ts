import mergeWith from 'lodash/mergeWith.js'
import type { Members } from './canonical.js'
import { measure } from './measure.js'
import { isObject, own } from './values.js'

export interface Arrival {
  /** When the server received the body: ISO 8601 text, or milliseconds since 1970. */
  receivedAt?: string | number
  /** The caller's address, for events that name none. */
  ip?: string
}

/** Whether a body is a tracking-API envelope rather than one event. */
export function isEnvelope(body: unknown): body is Members & { batch: unknown[] } {
  return isObject(body) && Array.isArray(own(body, 'batch')) && own(body, 'type') === undefined
}

/**
 * The events of a tracking-API body, each with what the envelope says of all:
 * `sentAt`, `context` and `integrations` (the event's own win), and `receivedAt`
 * and `ip` where the event has none. A body that is no envelope is one event.
 */
export function unbatch(body: unknown, arrival: Arrival = {}): unknown[] {
  if (!isEnvelope(body)) return [complete(body, {}, arrival)]
  return body.batch.map((event) => complete(event, body, arrival))
}

function complete(event: unknown, envelope: Members, { receivedAt, ip }: Arrival): unknown {
  // One that never ends is refused later; merging it would not end either.
  if (!isObject(event) || measure(event) !== 'fits') return event
  const whole: Record<string, unknown> = { ...event }
  for (const member of ['context', 'integrations'] as const) {
    const merged = underneath(own(envelope, member), own(event, member))
    if (merged !== undefined) whole[member] = merged
  }
  const sentAt = own(envelope, 'sentAt')
  if (sentAt !== undefined && whole.sentAt === undefined) whole.sentAt = sentAt
  if (receivedAt !== undefined && whole.receivedAt === undefined) whole.receivedAt = receivedAt
  if (ip !== undefined && isObject(whole.context ?? {}) && own(whole.context, 'ip') === undefined) {
    whole.context = { ...(whole.context as object | undefined), ip }
  }
  return whole
}

function underneath(common: unknown, special: unknown): unknown {
  if (!isObject(common)) return special
  if (special === undefined || special === null) return common
  if (!isObject(special)) return special
  // One that never ends makes its event one that is refused later.
  if (measure(common) !== 'fits') return common
  return mergeWith({}, common, special, (_, value) => (Array.isArray(value) ? value : undefined))
}
