import { z } from 'zod'
import { ruled } from '../../../src/accept/index.js'
import { plainText } from './values.js'

/** What events and identifications tell of the device and its place. */
export const device = {
  app_version: plainText,
  platform: plainText,
  os_name: plainText,
  os_version: plainText,
  device_brand: plainText,
  device_manufacturer: plainText,
  device_model: plainText,
  carrier: plainText,
  country: plainText,
  region: plainText,
  city: plainText,
  dma: plainText,
  language: plainText,
}

const coordinate = ruled('AM-EVTS', 'http', z.number({ error: 'must be a number' })).optional()

/** Where in the world an event was, and on which device of them all. */
export const whereabouts = {
  location_lat: coordinate,
  location_lng: coordinate,
  ip: plainText,
  idfa: plainText,
  idfv: plainText,
  adid: plainText,
  android_id: plainText,
  android_app_set_id: plainText,
}

const planText = z.string({ error: 'must be text' }).optional()

/** What sent an event. */
export const sender = {
  plan: ruled(
    'AM-PLAN',
    'silent',
    z.strictObject(
      { branch: planText, source: planText, version: planText, versionId: planText },
      { error: 'must be an object of branch, source, version and versionId, and nothing else' },
    ),
  ).optional(),
  ingestion_metadata: ruled(
    'AM-EVTS',
    'http',
    z.looseObject(
      { source_name: plainText, source_version: plainText },
      { error: 'must be an object' },
    ),
  ).optional(),
  partner_id: plainText,
  user_agent: plainText,
  library: plainText,
  version_name: plainText,
}
