import type { ErrorCode } from '../errors.js'
import type { Warning } from '../result.js'
import type { CanonicalEvent, Change, Members, Normalized } from './canonical.js'
import { type CallType, callTypes } from './catalogue.js'
import { normalizeContext } from './context.js'
import { toId } from './ids.js'
import { MAX_DEPTH, MAX_VALUES, measure } from './measure.js'
import { type EventNames, nameKey } from './names.js'
import { toTime } from './time.js'
import { isObject, kindOf, own } from './values.js'

const idMembers = ['userId', 'anonymousId', 'previousId', 'groupId', 'messageId'] as const
const types: ReadonlySet<string> = new Set(callTypes)
const none: Members = Object.freeze({})

/**
 * Settles the raw spellings of one event, once for all connections, so that
 * mappings read one path. Does not change the event, and keeps it as `sent`.
 * `now` is milliseconds since 1970.
 */
export function normalize(raw: unknown, names: EventNames, now: number): Normalized {
  const changes: Change[] = []
  const messageId = toId(own(raw, 'messageId')) ?? null
  const fail = (code: ErrorCode, path: string, message: string): Normalized => ({
    ok: false,
    problem: { code, path, message },
    messageId,
    changes,
  })

  if (!isObject(raw)) {
    return fail('EVENT_NOT_OBJECT', '', `an event is an object, this is ${kindOf(raw)}`)
  }
  const size = measure(raw)
  if (size === 'deep') {
    const message = `nested deeper than ${MAX_DEPTH} levels, or contains itself`
    return fail('EVENT_TOO_DEEP', '', message)
  }
  if (size === 'large') return fail('EVENT_TOO_LARGE', '', `more than ${MAX_VALUES} values`)

  const type = callType(raw.type, changes)
  if (type === undefined) {
    const found = describe(raw.type)
    const message = `type is ${found}; it must be one of ${callTypes.join(', ')}`
    return fail('EVENT_TYPE_UNKNOWN', 'type', message)
  }

  const warnings: Warning[] = []
  const properties = objectMember(raw, 'properties', warnings)
  const context = normalizeContext(objectMember(raw, 'context', warnings), changes)
  const ownTraits = objectMember(raw, 'traits', warnings)
  const contextTraits = own(context, 'traits')
  const elsewhere = isObject(contextTraits) ? contextTraits : none
  const traits = type === 'identify' && isEmpty(ownTraits) ? elsewhere : ownTraits
  if (traits !== ownTraits && !isEmpty(traits)) {
    changes.push({ path: 'traits', from: undefined, to: traits, rule: 'traits of context' })
  }

  const event: CanonicalEvent = {
    type,
    timestamp: eventTime(raw, now, changes, warnings),
    properties,
    traits,
    context,
    user: type === 'identify' ? traits : elsewhere,
    integrations: objectMember(raw, 'integrations', warnings),
    sent: raw,
  }
  if (warnings.some((warning) => warning.code === 'TIME_ASSUMED')) event.timeAssumed = true
  for (const member of idMembers) settleId(event, raw, member, changes)
  for (const member of ['name', 'category'] as const) {
    const text = raw[member]
    if (typeof text === 'string' && text.trim() !== '') event[member] = text
  }
  if (type === 'track') {
    const name = eventName(raw.event, names, changes)
    if (name === undefined) {
      const message = `a track call needs an event name; event is ${describe(raw.event)}`
      return fail('EVENT_NAME_MISSING', 'event', message)
    }
    event.event = name
  }
  return { ok: true, event, messageId, changes, warnings }
}

function callType(raw: unknown, changes: Change[]): CallType | undefined {
  if (typeof raw !== 'string') return undefined
  if (types.has(raw)) return raw as CallType
  const settled = raw.trim().toLowerCase()
  if (!types.has(settled)) return undefined
  changes.push({ path: 'type', from: raw, to: settled, rule: 'call type' })
  return settled as CallType
}

function eventName(raw: unknown, names: EventNames, changes: Change[]): string | undefined {
  const text = typeof raw === 'number' && Number.isFinite(raw) ? String(raw) : raw
  if (typeof text !== 'string' || text.trim() === '') return undefined
  const name = (text.length <= 200 ? names.get(nameKey(text)) : undefined) ?? text
  if (name !== raw) changes.push({ path: 'event', from: raw, to: name, rule: 'event name' })
  return name.toWellFormed()
}

function settleId(
  event: CanonicalEvent,
  raw: Members,
  member: (typeof idMembers)[number],
  changes: Change[],
): void {
  const value = raw[member]
  if (value === undefined || value === null || !Object.hasOwn(raw, member)) return
  const id = toId(value)
  if (id !== undefined) event[member] = id
  if (id !== value) changes.push({ path: member, from: value, to: id, rule: 'id' })
}

/** A valid timestamp; else the client's clock corrected by the server's; else the client's; else now. */
function eventTime(raw: Members, now: number, changes: Change[], warnings: Warning[]): number {
  const timestamp = toTime(own(raw, 'timestamp'))
  if (timestamp !== undefined) return timestamp
  const original = toTime(own(raw, 'originalTimestamp'))
  const sent = toTime(own(raw, 'sentAt'))
  const received = toTime(own(raw, 'receivedAt'))
  const corrected =
    original !== undefined && sent !== undefined && received !== undefined
      ? toTime(received - (sent - original))
      : undefined
  const time = corrected ?? original ?? now
  const rule =
    corrected !== undefined
      ? 'receivedAt − (sentAt − originalTimestamp)'
      : original !== undefined
        ? 'originalTimestamp'
        : 'now'
  changes.push({ path: 'timestamp', from: own(raw, 'timestamp'), to: time, rule })
  if (rule === 'now') {
    warnings.push({
      code: 'TIME_ASSUMED',
      path: 'timestamp',
      message: `timestamp (${describe(raw.timestamp)}) and originalTimestamp give no time of 1973 to 2100; the present was taken`,
    })
  }
  return time
}

function objectMember(raw: Members, member: string, warnings: Warning[]): Members {
  const value = own(raw, member)
  if (isObject(value)) return value
  if (value !== undefined && value !== null && value !== '') {
    warnings.push({
      code: 'VALUE_DROPPED',
      path: member,
      message: `${member} must be an object, this is ${kindOf(value)}; left out`,
    })
  }
  return none
}

function describe(value: unknown): string {
  return value === undefined ? 'not there' : kindOf(value)
}

function isEmpty(object: Members): boolean {
  for (const _ in object) return false
  return true
}
