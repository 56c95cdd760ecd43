import { toNumber } from '../../../src/event/coerce.js'
import { kindOf } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { any, candidate, own } from '../read.js'
import { forget, refuse } from '../told.js'
import type { Settings } from './settings.js'

const unattended: ReadonlySet<string | undefined> = new Set([
  'Application Uninstalled',
  'Install Attributed',
  'Push Notification Received',
  'Push Notification Bounced',
  'Order Refunded',
  'Order Updated',
  'Order Cancelled',
])

/** The session of the vendor's own library; another would begin a new one. */
export function sessionIdOf(options: unknown, told: Warning[]): number | undefined {
  if (options === undefined) return undefined
  const value = candidate(own(options, 'sessionId')) ?? candidate(own(options, 'session_id'))
  return value === undefined
    ? undefined
    : positive(value, told, 'events[0].params.session_id', 'options.sessionId, options.session_id')
}

/** Milliseconds. What happens without anybody at the app makes nobody active. */
export function engagementOf(
  event: string | undefined,
  options: unknown,
  { engagementTimeMsec }: Settings,
  told: Warning[],
): number | undefined {
  const value = options === undefined ? undefined : any(own(options, 'engagementTimeMsec'))
  const assumed = unattended.has(event) ? undefined : engagementTimeMsec
  if (value === undefined) return assumed
  const mark = told.length
  const spent = positive(
    value,
    told,
    'events[0].params.engagement_time_msec',
    'options.engagementTimeMsec',
  )
  if (spent !== undefined) return spent
  if (assumed !== undefined) forget(told, mark)
  return assumed
}

/** A whole number above zero. */
function positive(
  value: unknown,
  told: Warning[],
  path: string,
  source: string,
): number | undefined {
  const number = toNumber(value)
  if (number === undefined || !Number.isSafeInteger(number))
    return refuse(told, path, source, `${kindOf(value)} is no whole number`)
  return number >= 1 ? number : refuse(told, path, source, `${kindOf(number)} is below 1`)
}
