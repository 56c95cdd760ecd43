import { type Members, own } from '../read-told.js'

/** What an event tells of its device, each member read once; of any type yet. */
export interface Device {
  type: unknown
  id: unknown
  advertisingId: unknown
  adTrackingEnabled: unknown
  attTrackingStatus: unknown
  manufacturer: unknown
  model: unknown
}

const none: Device = {
  type: undefined,
  id: undefined,
  advertisingId: undefined,
  adTrackingEnabled: undefined,
  attTrackingStatus: undefined,
  manufacturer: undefined,
  model: undefined,
}

export function deviceOf(context: Members): Device {
  const given = own(context, 'device')
  if (typeof given !== 'object' || given === null) return none
  const { type, id, advertisingId, adTrackingEnabled, attTrackingStatus, manufacturer, model } =
    given as Device
  return {
    type: owned(given, 'type', type),
    id: owned(given, 'id', id),
    advertisingId: owned(given, 'advertisingId', advertisingId),
    adTrackingEnabled: owned(given, 'adTrackingEnabled', adTrackingEnabled),
    attTrackingStatus: owned(given, 'attTrackingStatus', attTrackingStatus),
    manufacturer: owned(given, 'manufacturer', manufacturer),
    model: owned(given, 'model', model),
  }
}

/** What was read of an object, where that is its own. */
function owned(object: object, name: string, value: unknown): unknown {
  return value !== undefined && Object.hasOwn(object, name) ? value : undefined
}
