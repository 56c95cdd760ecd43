import type { CanonicalEvent, Members } from '../../../src/event/canonical.js'
import { toBoolean, toNumber } from '../../../src/event/coerce.js'
import type { Warning } from '../../../src/result.js'
import { number, own, text } from '../read.js'
import { cutAt, numberAt, refuse, textAt } from '../told.js'
import { attributionOf } from './campaign.js'
import { aroundOf, brandOf, languageOf, platformOf, short } from './device.js'
import { idsOf, insertId, isRefused } from './ids.js'
import { eventIdOf, groupsOf, ingestionOf, optionText, planOf, sessionOf } from './options.js'
import { longest, type Settings } from './settings.js'

/** What every event of an act has; what differs by call is undefined, for the rule to fill. */
export function eventOf(
  event: CanonicalEvent,
  key: string,
  options: unknown,
  settings: Settings,
  told: Warning[],
) {
  const { context } = event
  const has = Object.hasOwn
  const around = aroundOf(context)
  const { app, device, library, location, network, os } = around
  const ids = idsOf(event, device, settings, told)
  const type = has(device, 'type') ? device.type : undefined
  const ios = type === 'ios'
  const android = type === 'android'
  const system = has(os, 'name') ? os.name : undefined
  const latitude = has(location, 'latitude') ? location.latitude : undefined
  const longitude = has(location, 'longitude') ? location.longitude : undefined
  return {
    user_id: ids.user,
    device_id: ids.device,
    time: event.timestamp,
    insert_id: insertId(key),
    platform: platformOf(event, type, library, told),
    os_name: short(system, told, 'os_name', 'context.os.name'),
    os_version: short(
      has(os, 'version') ? os.version : undefined,
      told,
      'os_version',
      'context.os.version',
    ),
    device_brand: brandOf(device, told),
    device_manufacturer: short(
      has(device, 'manufacturer') ? device.manufacturer : undefined,
      told,
      'device_manufacturer',
      'context.device.manufacturer',
    ),
    device_model: short(
      has(device, 'model') ? device.model : undefined,
      told,
      'device_model',
      'context.device.model',
    ),
    carrier: short(
      has(network, 'carrier') ? network.carrier : undefined,
      told,
      'carrier',
      'context.network.carrier',
    ),
    app_version: short(
      has(app, 'version') ? app.version : undefined,
      told,
      'app_version',
      'context.app.version',
    ),
    country: short(
      has(location, 'country') ? location.country : undefined,
      told,
      'country',
      'context.location.country',
    ),
    region: short(
      has(location, 'region') ? location.region : undefined,
      told,
      'region',
      'context.location.region',
    ),
    city: short(
      has(location, 'city') ? location.city : undefined,
      told,
      'city',
      'context.location.city',
    ),
    language: languageOf(has(context, 'locale') ? context.locale : undefined, told),
    user_properties: settings.attribution ? attributionOf(context, told) : undefined,
    groups: groupsOf(context, options, settings, told),
    $skip_user_properties_sync:
      options !== undefined && own(options, 'skipUserPropertiesSync') === true ? true : undefined,
    location_lat:
      latitude === undefined || number(longitude) === undefined
        ? undefined
        : numberAt(latitude, told, 'location_lat', 'context.location.latitude'),
    location_lng:
      longitude === undefined || number(latitude) === undefined
        ? undefined
        : numberAt(longitude, told, 'location_lng', 'context.location.longitude'),
    ip: ipOf(has(context, 'ip') ? context.ip : undefined, told),
    idfa: ios ? advertisingId(device, 'idfa', told) : undefined,
    idfv: ios ? vendorId(device, told) : undefined,
    adid: android ? advertisingId(device, 'adid', told) : undefined,
    android_app_set_id:
      android && options !== undefined
        ? optionText(
            own(options, 'android_app_set_id'),
            told,
            'android_app_set_id',
            'options.android_app_set_id',
          )
        : undefined,
    event_id: options === undefined ? undefined : eventIdOf(options, told),
    session_id: sessionOf(context, options, told),
    plan: options === undefined ? undefined : planOf(options, told),
    ingestion_metadata: options === undefined ? undefined : ingestionOf(options, told),
    // The vendor reads the system out of it: where the device told it, it is not asked.
    user_agent:
      text(system) === undefined
        ? short(
            has(context, 'userAgent') ? context.userAgent : undefined,
            told,
            'user_agent',
            'context.userAgent',
          )
        : undefined,
    library: 'crosswalk',
    event_type: undefined as string | undefined,
    event_properties: undefined as Record<string, unknown> | undefined,
    price: undefined as number | undefined,
    quantity: undefined as number | undefined,
    revenue: undefined as number | undefined,
    productId: undefined as string | undefined,
    revenueType: undefined as string | undefined,
    currency: undefined as string | undefined,
  }
}

/** `$remote` would place the person at the server. */
function ipOf(value: unknown, told: Warning[]): string | undefined {
  const ip = textAt(value, told, 'ip', 'context.ip')
  if (ip === undefined) return undefined
  if (ip.trim().toLowerCase() === '$remote')
    return refuse(told, 'ip', 'context.ip', 'the vendor refuses this value')
  return cutAt(ip, longest, told, 'ip', 'context.ip')
}

function vendorId(device: Members, told: Warning[]): string | undefined {
  const value = Object.hasOwn(device, 'id') ? device.id : undefined
  const id = textAt(value, told, 'idfv', 'context.device.id')
  if (id === undefined) return undefined
  if (isRefused(id))
    return refuse(told, 'idfv', 'context.device.id', 'the vendor refuses this value')
  return cutAt(id, longest, told, 'idfv', 'context.device.id')
}

/** An id for advertising only where the person allows tracking; told where nobody knows. */
function advertisingId(
  device: Members,
  path: 'idfa' | 'adid',
  told: Warning[],
): string | undefined {
  const has = Object.hasOwn
  const source = 'context.device.advertisingId'
  const value = has(device, 'advertisingId') ? device.advertisingId : undefined
  if (value === undefined) return undefined
  const enabled = has(device, 'adTrackingEnabled') ? toBoolean(device.adTrackingEnabled) : undefined
  const id = text(value)
  if (id === undefined || enabled === false) return undefined
  if (path === 'idfa' && has(device, 'attTrackingStatus')) {
    const status = toNumber(device.attTrackingStatus)
    if (status === 0 || status === 1 || status === 2) return undefined
  }
  const usable = enabled === true ? cutAt(id, longest, told, path, source) : undefined
  if (usable !== undefined) return usable
  const message = `nothing usable at ${source} (an id for advertising only where tracking is allowed)`
  told.push({ code: 'CONSENT_ASSUMED', path, message })
  return undefined
}
