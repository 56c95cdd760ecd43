import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { toBoolean, toNumber } from '../../../src/event/coerce.js'
import { isNothing } from '../../../src/event/nothing.js'
import { kindOf } from '../../../src/event/values.js'
import { own, refuse, something, type Told, unexpected } from '../read-told.js'
import type { Device } from './device.js'

/** What a person allows, as the vendor takes it, and whether that goes for the advertising id. */
export interface Consent {
  att_status: string | undefined
  tracking_enabled: string | undefined
  /** The advertising id may be used. */
  allows: boolean
  enabled: boolean | undefined
}

export function consentOf(
  event: CanonicalEvent,
  { adTrackingEnabled: given, attTrackingStatus: status }: Device,
  type: string | undefined,
  told: Told,
): Consent {
  const enabled = typeof given === 'boolean' ? given : toBoolean(given)
  // As it was sent: one that could not be settled was said, too.
  const isStatusSent = isAnySent(event, 'attTrackingStatus')
  if (status === undefined && !isStatusSent && enabled !== undefined) {
    const tracking_enabled = enabled ? '1' : '0'
    return { att_status: undefined, tracking_enabled, allows: enabled, enabled }
  }
  const att_status = type === 'ios' ? statusOf(status, enabled, told) : undefined
  const tracking_enabled =
    att_status === undefined ? trackingOf(given, isStatusSent, told) : undefined
  const isAsked = !isNothing(status) && toNumber(status) === 3
  const allows =
    (enabled === true && !isStatusSent) ||
    (isAsked && (enabled === true || !isAnySent(event, 'adTrackingEnabled')))
  return { att_status, tracking_enabled, allows, enabled }
}

function isAnySent({ sent }: CanonicalEvent, name: string): boolean {
  return something(own(own(own(sent, 'context'), 'device'), name)) !== undefined
}

/** Apple's dialog: 3 is leave, and means nothing where tracking is off. */
function statusOf(given: unknown, enabled: boolean | undefined, told: Told): string | undefined {
  if (isNothing(given)) return undefined
  const before = told.length
  if (enabled !== false) {
    const status = wholeOf(given, told)
    if (status === 3) return '3'
  }
  const passed = told.length
  const status = wholeOf(given, told)
  if (status !== 0 && status !== 1 && status !== 2) return undefined
  told.splice(before, passed - before)
  return String(status)
}

function wholeOf(given: unknown, told: Told): number | undefined {
  if (Number.isSafeInteger(given)) return given as number
  const path = 'att_status'
  const source = 'context.device.attTrackingStatus'
  const number = toNumber(given)
  if (number === undefined) return unexpected(given, 'integer', told, path, source)
  const whole = Math.trunc(number)
  if (!Number.isSafeInteger(whole)) {
    return refuse(told, path, source, 'too large for a whole number')
  }
  if (whole !== number) {
    told.push({ code: 'VALUE_ROUNDED', path, message: `${source}: the fraction was cut off` })
  }
  return whole
}

function trackingOf(given: unknown, isStatusSent: boolean, told: Told): string | undefined {
  const path = 'tracking_enabled'
  const source = 'context.device.adTrackingEnabled'
  const enabled = toBoolean(given)
  // A refusal counts, whatever Apple's dialog said.
  if (enabled === false) return '0'
  if (enabled === true && !isStatusSent) return '1'
  if (enabled === undefined && !isNothing(given)) {
    const reason = `${kindOf(given)}, but boolean is expected`
    if (!isStatusSent) refuse(told, path, source, reason)
    refuse(told, path, source, reason)
  }
  const message = `nothing usable at ${source} (said by att_status where that is there; not said means no advertising id)`
  told.push({ code: 'CONSENT_ASSUMED', path, message })
  return undefined
}
