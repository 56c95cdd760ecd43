import { isScalar, kindOf } from '../../../src/event/values.js'
import { textOf } from '../../../src/scalar.js'
import { own, refuse, something, type Told, text, toldText } from '../read-told.js'
import type { Consent } from './consent.js'
import type { Device } from './device.js'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const ANDROID_ID = /^[\da-f]{16}$/
const ADID = /^[\da-f]{32}$/
const ZEROED = /^[0-]+$/

/** The ids of a device, of which the vendor needs one. */
export interface Ids {
  idfa: string | undefined
  idfv: string | undefined
  gps_adid: string | undefined
  fire_adid: string | undefined
  oaid: string | undefined
  android_id: string | undefined
  web_uuid: string | undefined
  adid: string | undefined
}

export function idsOf(
  device: Device,
  type: string | undefined,
  { allows, enabled }: Consent,
  options: unknown,
  told: Told,
): Ids {
  const ids: Ids = {
    idfa: undefined,
    idfv: undefined,
    gps_adid: undefined,
    fire_adid: undefined,
    oaid: undefined,
    android_id: undefined,
    web_uuid: undefined,
    adid: undefined,
  }
  if (type === 'ios') {
    if (allows) ids.idfa = uuid(advertisingId(device, told, 'idfa'), true, told, 'idfa')
    const id = toldText(device.id, told, 'idfv', 'context.device.id')
    ids.idfv = uuid(id, true, told, 'idfv', 'context.device.id')
  } else if (type === 'android') {
    const name = amazon.has(text(device.manufacturer) ?? '') ? 'fire_adid' : 'gps_adid'
    if (allows) ids[name] = uuid(advertisingId(device, told, name), false, told, name)
    if (enabled === true) ids.oaid = anyId(own(options, 'oaid'), told, 'oaid')
    if (ids[name] === undefined && ids.oaid === undefined) {
      ids.android_id = androidId(toldText(device.id, told, 'android_id', 'context.device.id'))
    }
  }
  if (options !== undefined) {
    ids.web_uuid = anyId(own(options, 'web_uuid'), told, 'web_uuid')
    ids.adid = adid(something(own(options, 'adid')), told)
  }
  return ids
}

export function hasNone(ids: Ids): boolean {
  return (
    ids.idfv === undefined &&
    ids.android_id === undefined &&
    ids.gps_adid === undefined &&
    ids.idfa === undefined &&
    ids.fire_adid === undefined &&
    ids.oaid === undefined &&
    ids.web_uuid === undefined &&
    ids.adid === undefined
  )
}

const amazon = new Set(['Amazon', 'amazon', 'AMAZON'])
const advertisingSource = 'context.device.advertisingId'

function advertisingId(device: Device, told: Told, path: string): string | undefined {
  return toldText(device.advertisingId, told, path, advertisingSource)
}

/** Upper-cased, as Apple writes it, or lower-cased. */
function uuid(
  given: string | undefined,
  upper: boolean,
  told: Told,
  path: string,
  source = advertisingSource,
): string | undefined {
  if (given === undefined) return undefined
  const id = (upper ? given.toUpperCase() : given.toLowerCase()).trim()
  return UUID.test(id) && !ZEROED.test(id) ? id : refuse(told, path, source, 'no UUID')
}

/** SDKs give other ids in this place, too: those are no mistake, and no use. */
function androidId(given: string | undefined): string | undefined {
  const id = given?.toLowerCase().trim()
  return id !== undefined && ANDROID_ID.test(id) && !ZEROED.test(id) ? id : undefined
}

/** An id whose form is not documented. */
export function anyId(value: unknown, told: Told, name: string): string | undefined {
  const given = something(value)
  if (given === undefined) return undefined
  const id = typeof given === 'string' ? given.trim() : ''
  return id === '' || ZEROED.test(id) ? refuse(told, name, `options.${name}`, 'no id') : id
}

function adid(given: unknown, told: Told): string | undefined {
  if (given === undefined) return undefined
  const id = textOf(given).trim().toLowerCase()
  return ADID.test(id) && !ZEROED.test(id)
    ? id
    : refuse(told, 'adid', 'options.adid', 'not 32 hex digits')
}

export function dedupeToken(value: unknown, told: Told): string | undefined {
  const path = 'primary_dedupe_token'
  const source = 'options.primary_dedupe_token'
  const given = something(value)
  if (given === undefined) return undefined
  if (!isScalar(given)) return refuse(told, path, source, `${kindOf(given)} is no text`)
  return uuid(String(given), false, told, path, source)
}
