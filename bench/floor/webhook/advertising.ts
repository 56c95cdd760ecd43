import type { Members } from '../../../src/event/canonical.js'
import { toBoolean, toNumber } from '../../../src/event/coerce.js'
import type { Warning } from '../../../src/result.js'
import { text } from '../read.js'

/** Only where the person allows it, and the event says so; told where nobody knows. */
export function advertisingIdOf(device: Members, told: Warning[]): string | undefined {
  const has = Object.hasOwn
  const id = has(device, 'advertisingId') ? text(device.advertisingId) : undefined
  if (id === undefined) return undefined
  const enabled = has(device, 'adTrackingEnabled') ? toBoolean(device.adTrackingEnabled) : undefined
  if (enabled === false) return undefined
  if (has(device, 'attTrackingStatus')) {
    const status = toNumber(device.attTrackingStatus)
    if (status === 0 || status === 1 || status === 2) return undefined
  }
  if (enabled === true) return id
  told.push({
    code: 'CONSENT_ASSUMED',
    path: 'body.context.device.advertisingId',
    message:
      'nothing usable at context.device.advertisingId (only where the person allows it, and the event says so)',
  })
  return undefined
}
