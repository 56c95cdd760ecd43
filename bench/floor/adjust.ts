import type { CanonicalEvent } from '../../src/event/canonical.js'
import { kindOf } from '../../src/event/values.js'
import type { Mapped } from '../../src/mapping/program.js'
import { consentOf } from './adjust/consent.js'
import { type Device, deviceOf } from './adjust/device.js'
import { anyId, dedupeToken, hasNone, type Ids, idsOf } from './adjust/ids.js'
import { callbackParameters, partnerParameters } from './adjust/parameters.js'
import { revenueOf } from './adjust/revenue.js'
import { systemOf } from './adjust/system.js'
import type { Floor } from './floor.js'
import { keyOf } from './key.js'
import {
  type Actions,
  type Members,
  own,
  refuse,
  something,
  type Told,
  text,
  toldText,
} from './read-told.js'

const filtered = (rule: string): Mapped => ({ outcome: 'skipped', rule, reason: 'filtered' })

const installs = filtered('installs are measured by the SDK, and no events')
const sessions = filtered('sessions are measured by the SDK, and no events')
const noToken = filtered('no token for this event in the setting eventTokens')
const noScreenToken = filtered('no token for this screen or page in the setting screenTokens')
const android = filtered('an Android device, and the setting platform says ios')
const apple = filtered('an Apple device, and the setting platform says android')
const noDevice = filtered("no device: events of servers need an adid in the event's integrations")
const unsupported: Mapped = { outcome: 'skipped', rule: null, reason: 'unsupported' }

/** Adjust's events, for all of its options: tokens, platform, environment and parameters. */
export const floor: Floor = (event, settings, options) => {
  let token: unknown
  switch (event.type) {
    case 'track':
      token = own(settings.eventTokens, event.event ?? '')
      if (token === undefined) return automatic.get(event.event ?? '') ?? noToken
      break
    case 'screen':
    case 'page':
      token = own(settings.screenTokens, event.name ?? '')
      if (token === undefined) return noScreenToken
      break
    default:
      return unsupported
  }
  const device = deviceOf(event.context)
  const type = text(device.type)
  if (settings.platform === 'ios' && type === 'android') return android
  if (settings.platform === 'android' && type === 'ios') return apple
  return isNowhere(device, options)
    ? noDevice
    : mapped(event, settings, options, token, device, type)
}

/** The settings take no tokens for these. */
const automatic = new Map([
  ['Application Installed', installs],
  ['Install Attributed', installs],
  ['Application Opened', sessions],
  ['Application Foregrounded', sessions],
  ['Application Backgrounded', sessions],
])

function isNowhere(device: Device, options: unknown): boolean {
  return (
    text(device.id) === undefined &&
    text(device.advertisingId) === undefined &&
    something(own(options, 'oaid')) === undefined &&
    something(own(options, 'web_uuid')) === undefined &&
    something(own(options, 'adid')) === undefined
  )
}

function mapped(
  event: CanonicalEvent,
  settings: Members,
  options: unknown,
  token: unknown,
  device: Device,
  type: string | undefined,
): Mapped {
  const told: Told = []
  const { context, properties } = event
  const consent = consentOf(event, device, type, told)
  const ids = idsOf(device, type, consent, options, told)
  if (hasNone(ids)) return noId
  const ip_address = ipOf(own(context, 'ip'), told)
  const user_agent = trimmed(own(context, 'userAgent'), told, 'user_agent', 'context.userAgent')
  const revenue = revenueOf(event, told)
  const key = keyOf(event)
  const listed = settings.callbackParameters
  const os = own(context, 'os')
  const payload = {
    att_status: consent.att_status,
    tracking_enabled: consent.tracking_enabled,
    idfa: ids.idfa,
    idfv: ids.idfv,
    gps_adid: ids.gps_adid,
    fire_adid: ids.fire_adid,
    oaid: ids.oaid,
    android_id: ids.android_id,
    web_uuid: ids.web_uuid,
    adid: ids.adid,
    environment: settings.environment,
    created_at_unix: String(Math.floor(event.timestamp / 1000)),
    ip_address,
    user_agent,
    revenue: revenue?.amount,
    currency: revenue?.currency,
    callback_params: callbackParameters(event, key, revenue, listed, told),
    partner_params: partnerParameters(properties, settings.partnerParameters),
    os_name: systemOf(type, device.type, own(os, 'name'), told),
    device_name: toldText(device.model, told, 'device_name', 'context.device.model'),
    os_version: trimmed(own(os, 'version'), told, 'os_version', 'context.os.version'),
    primary_dedupe_token:
      type === 'ios' ? dedupeToken(own(options, 'primary_dedupe_token'), told) : undefined,
    google_app_set_id:
      type === 'android'
        ? anyId(own(options, 'google_app_set_id'), told, 'google_app_set_id')
        : undefined,
    s2s: '1',
    app_token: settings.appToken,
    event_token: token,
  }
  const actions = [{ action: 'event', payload, dedupeKey: key }] as unknown as Actions
  return { outcome: 'mapped', rule: 'event', actions, warnings: told }
}

const idNames: readonly (keyof Ids)[] = [
  'idfa',
  'idfv',
  'gps_adid',
  'fire_adid',
  'oaid',
  'android_id',
  'web_uuid',
  'adid',
]
const noId: Mapped = {
  outcome: 'failed',
  rule: 'event',
  problem: {
    code: 'REQUIRED_MISSING',
    path: '',
    message: `needs one of ${idNames.join(', ')}; there is nothing at context.device.advertisingId, context.device.id, options.oaid, options.web_uuid, options.adid`,
  },
}

const IP_V4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.|$)){4}$/

/** Of version 4, which may be written as one of version 6. */
function ipOf(value: unknown, told: Told): string | undefined {
  const given = toldText(value, told, 'ip_address', 'context.ip')
  if (given === undefined) return undefined
  const address = given.trim().replace(/^::ffff:/i, '')
  return IP_V4.test(address) && !address.endsWith('.')
    ? address
    : refuse(told, 'ip_address', 'context.ip', `${kindOf(given)} is no IP address of version 4`)
}

function trimmed(value: unknown, told: Told, path: string, source: string): string | undefined {
  const settled = toldText(value, told, path, source)?.trim()
  return settled === '' ? undefined : settled
}
