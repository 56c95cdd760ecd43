import type { ErrorCode } from '../errors.js'
import type { Warning } from '../result.js'
import { callName, callType, settleIds, settleTitles } from './call.js'
import type { CanonicalEvent, Change, Members, Normalized } from './canonical.js'
import { callTypes } from './catalogue.js'
import { settleContext } from './context.js'
import { eventTime } from './event-time.js'
import { toId } from './ids.js'
import { MAX_DEPTH, MAX_VALUES, measure } from './measure.js'
import type { EventNames } from './names.js'
import { settlePerson } from './person.js'
import { settleEvent } from './properties.js'
import { isObject, kindOf, kindOfMember, own } from './values.js'

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

  const type = callType(raw, changes)
  if (type === undefined) {
    const found = kindOfMember(own(raw, 'type'))
    const message = `the call type is ${found}; it must be one of ${callTypes.join(', ')}`
    return fail('EVENT_TYPE_UNKNOWN', 'type', message)
  }
  const name = type === 'track' ? callName(raw, names, changes) : null
  if (name === undefined) {
    const message = `a track call needs an event name; event is ${kindOfMember(own(raw, 'event'))}`
    return fail('EVENT_NAME_MISSING', 'event', message)
  }

  const warnings: Warning[] = []
  const event: CanonicalEvent = {
    type,
    timestamp: eventTime(raw, now, changes, warnings),
    properties: objectMember(raw, 'properties', warnings),
    traits: objectMember(raw, 'traits', warnings),
    context: settleContext(objectMember(raw, 'context', warnings), changes),
    user: none,
    integrations: objectMember(raw, 'integrations', warnings),
    sent: raw,
  }
  if (warnings.some(({ code }) => code === 'TIME_ASSUMED')) event.timeAssumed = true
  settleIds(event, raw, changes)
  settleTraits(event, changes)
  settleTitles(event, raw, changes)
  if (name !== null) {
    event.event = name
    Object.assign(event, settleEvent(name, event.properties, event.context, changes))
  }
  return { ok: true, event, messageId, changes, warnings }
}

/** The person's traits: an identify call's own, else those of the context. */
function settleTraits(event: CanonicalEvent, changes: Change[]): void {
  const inContext = own(event.context, 'traits')
  const elsewhere = isObject(inContext) ? inContext : none
  if (event.type === 'identify' && isEmpty(event.traits) && !isEmpty(elsewhere)) {
    const rule = 'traits of context'
    changes.push({ path: 'traits', from: own(event.sent, 'traits'), to: elsewhere, rule })
    event.traits = elsewhere
  }
  event.user = settlePerson(event.type === 'identify' ? event.traits : elsewhere, changes)
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

function isEmpty(object: Members): boolean {
  for (const _ in object) return false
  return true
}
