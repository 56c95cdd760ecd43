import { person } from '../../../destinations/facebook-app-events/person.js'
import { toBoolean } from '../../../src/event/coerce.js'
import { isNothing } from '../../../src/event/nothing.js'
import { kindOf } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { any, number, own, refuse, text, textOr } from '../read-or-tell.js'
import { type Reading, TRACKING } from './reading.js'

const HASH = /^[0-9a-f]{32,64}$/i
/** What an id cannot be without, if it tells who somebody is. */
const SUSPICIOUS = /[@%+]/

/** Whether tracking is allowed, 1 or 0, where `path` is the field's: not said means not allowed. */
export function trackingOf(reading: Reading, path: string): 0 | 1 {
  const { device } = reading
  if (device === undefined) return assumed(reading, undefined, path)
  const status = Object.hasOwn(device, 'attTrackingStatus') ? device.attTrackingStatus : undefined
  if (status !== undefined && isRefusal(status)) return 0
  const said = Object.hasOwn(device, 'adTrackingEnabled') ? device.adTrackingEnabled : undefined
  if (typeof said === 'boolean') return said ? 1 : 0
  return assumed(reading, said, path)
}

/** Apple's dialog, restricted or refused. */
export function isRefusal(status: unknown): boolean {
  const code = number(status)
  return code === 1 || code === 2
}

function assumed(reading: Reading, said: unknown, path: string): 0 | 1 {
  const { device, warnings } = reading
  const truth = toBoolean(said)
  if (truth !== undefined) return truth ? 1 : 0
  const source = 'context.device.adTrackingEnabled'
  if (number(own(device, 'attTrackingStatus')) === 3 && !isTrackingSaid(reading)) return 1
  if (!isNothing(said)) {
    const message = `${source}: ${kindOf(said)}, but boolean is expected; left out`
    warnings.push({ code: 'VALUE_REPLACED', path, message })
  }
  const message = `nothing usable at ${source} (not said means not allowed)`
  warnings.push({ code: 'CONSENT_ASSUMED', path, message })
  return 0
}

/** Whether the event, as it was sent, says whether tracking is allowed. */
export function isTrackingSaid({ event: { sent } }: Reading): boolean {
  return !isNothing(own(own(own(sent, 'context'), 'device'), 'adTrackingEnabled'))
}

/** What the event says of the app, else what holds for the device. */
export function appTrackingOf(reading: Reading, device: 0 | 1): 0 | 1 {
  const { properties } = reading
  if (!Object.hasOwn(properties, 'application_tracking_enabled')) return device
  const truth = toBoolean(any(properties.application_tracking_enabled))
  if (truth === undefined) return device
  reading.taken |= TRACKING
  return truth ? 1 : 0
}

/** A device's advertising id is taken plain; a hash of it matches nobody. */
export function advertisingIdOf({ device }: Reading, warnings: Warning[], path: string) {
  if (device === undefined || !Object.hasOwn(device, 'advertisingId')) return undefined
  const source = 'context.device.advertisingId'
  const id = textOr(device.advertisingId, warnings, path, source)
  return id !== undefined && HASH.test(id)
    ? refuse(warnings, path, source, 'a hash, which matches nobody')
    : id
}

/** An id that may go out as it is. */
export function impersonal(id: string | undefined): string | undefined {
  return id === undefined || !SUSPICIOUS.test(id)
    ? id
    : (person.impersonal(id) as string | undefined)
}

export function anonymousIdOf(reading: Reading, path: string): string | undefined {
  const { event, device, warnings } = reading
  const id = impersonal(event.anonymousId?.toWellFormed())
  if (id !== undefined || device === undefined || !Object.hasOwn(device, 'id')) return id
  return impersonal(textOr(device.id, warnings, path, 'context.device.id'))
}

/** The id of the vendor on iOS, where tracking is allowed. */
export function vendorIdOf({ device, warnings }: Reading, tracking: 0 | 1, path: string) {
  if (tracking !== 1 || device === undefined || !Object.hasOwn(device, 'id')) return undefined
  const type = Object.hasOwn(device, 'type') ? text(device.type) : undefined
  return type === 'ios' ? textOr(device.id, warnings, path, 'context.device.id') : undefined
}
