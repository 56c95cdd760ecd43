import type { Mapped } from '../../src/mapping/program.js'
import type { JsonObject } from '../../src/result.js'
import { type Reading, startReading } from './facebook/reading.js'
import { skipOf } from './facebook/rule.js'
import { customEventOf } from './facebook-app-events/custom-event.js'
import { identityOf } from './facebook-app-events/identity.js'
import { installOf } from './facebook-app-events/install.js'
import type { Floor } from './floor.js'
import { dedupeKey } from './read-or-tell.js'

const installs = new Set<unknown>([
  'Application Installed',
  'MOBILE_APP_INSTALL',
  'MobileAppInstall',
])

/** Takes settings as their schema gives them, with all of its defaults. */
export const floor: Floor = (event, settings, options) => {
  if (event.type === 'track' && installs.has(event.event)) {
    const reading = startReading(event, options)
    const key = dedupeKey(event)
    const payload = installOf(reading, identityOf(reading, settings, 'MOBILE_APP_INSTALL'), key)
    return mapped('install', payload, key, reading)
  }
  const skip = skipOf(event, settings)
  if (skip !== undefined) return skip
  const reading = startReading(event, options)
  const key = dedupeKey(event)
  const payload = identityOf(reading, settings, 'CUSTOM_APP_EVENTS')
  const custom = customEventOf(reading, settings, key)
  if (custom === undefined) {
    const message = 'required, but there is nothing at event, name'
    return failed('event', 'custom_events[0]._eventName', message)
  }
  payload.custom_events = [custom]
  return mapped('event', payload, key, reading)
}

function mapped(
  rule: string,
  payload: Partial<ReturnType<typeof identityOf>>,
  dedupeKey: string,
  { warnings }: Reading,
): Mapped {
  const { advertiser_id, anon_id, ud } = payload
  if (advertiser_id === undefined && anon_id === undefined && ud === undefined) {
    return failed(rule, '', nobody)
  }
  const action = { action: 'activity', payload: payload as unknown as JsonObject, dedupeKey }
  return { outcome: 'mapped', rule, actions: [action], warnings }
}

const nobody =
  'needs one of advertiser_id, anon_id, ud; there is nothing at context.device.advertisingId, user.email, userId, user.firstName, user.lastName, user.phone, user.birthday, user.birthDate, user.gender, user.address.city, user.city, user.address.state, user.state, user.address.postalCode, user.zip, user.address.country, user.country, anonymousId, context.device.id, userId'

function failed(rule: string, path: string, message: string): Mapped {
  return { outcome: 'failed', rule, problem: { code: 'REQUIRED_MISSING', path, message } }
}
