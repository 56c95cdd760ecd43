import { toBoolean } from '../../../src/event/coerce.js'
import { addressOf } from '../facebook/ip.js'
import { personOf, personPaths } from '../facebook/person.js'
import type { Reading } from '../facebook/reading.js'
import {
  advertisingIdOf,
  anonymousIdOf,
  impersonal,
  isRefusal,
  isTrackingSaid,
} from '../facebook/tracking.js'
import { forget, own, textOr } from '../read-or-tell.js'

const paths = personPaths('user_data')

/** Whether the person may be matched: not said is no refusal; who refused is not matched. */
export function isMatched(reading: Reading, tracking: 0 | 1 | undefined): boolean {
  if (tracking === 1) return true
  if (isRefusal(own(reading.device, 'attTrackingStatus'))) return false
  return !isTrackingSaid(reading) || isTrackingAllowed(reading)
}

/** Whether the event says that tracking is allowed. */
export function isTrackingAllowed({ device }: Reading): boolean {
  return toBoolean(own(device, 'adTrackingEnabled')) === true
}

/** Who it was, as far as is known; what is nothing is undefined. */
export function customerOf(reading: Reading, tracking: 0 | 1 | undefined) {
  const { event, userId, warnings } = reading
  const { context } = event
  const person = personOf(event.user, userId, warnings, paths)
  return {
    em: person.em,
    fn: person.fn,
    ln: person.ln,
    ph: person.ph,
    db: person.db,
    ge: person.ge,
    ct: person.ct,
    st: person.st,
    zp: person.zp,
    country: person.country,
    external_id: person.external_id,
    madid: tracking === 1 ? advertisingIdOf(reading, warnings, 'user_data.madid') : undefined,
    anon_id: anonymousIdOf(reading, 'user_data.anon_id'),
    client_ip_address: addressOf(reading, 'user_data.client_ip_address'),
    client_user_agent: Object.hasOwn(context, 'userAgent')
      ? textOr(context.userAgent, warnings, 'user_data.client_user_agent', 'context.userAgent')
      : undefined,
  }
}

/** Whether the vendor can tell who it was. */
export function isKnown(customer: ReturnType<typeof customerOf>): boolean {
  return (
    customer.external_id !== undefined ||
    customer.anon_id !== undefined ||
    customer.em !== undefined ||
    customer.ph !== undefined ||
    customer.madid !== undefined
  )
}

/** Who may not be matched: somebody must be named all the same. */
export function strangerOf(reading: Reading, state: number | undefined) {
  const mark = reading.warnings.length
  let id = anonymousIdOf(reading, 'user_data.anon_id')
  if (id === undefined) {
    id = impersonal(reading.userId)
    if (id !== undefined) forget(reading.warnings, mark)
  }
  return {
    anon_id: id,
    // Limited Data Use without a state asks the vendor to look the place up.
    client_ip_address: state === 0 ? addressOf(reading, 'user_data.client_ip_address') : undefined,
  }
}
