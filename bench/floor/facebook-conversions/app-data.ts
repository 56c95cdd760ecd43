import type { Members } from '../../../src/event/canonical.js'
import { isObject } from '../../../src/event/values.js'
import { extinfoOf } from '../facebook/extinfo.js'
import type { Reading } from '../facebook/reading.js'
import { textProperty } from '../facebook/text-property.js'
import { appTrackingOf, trackingOf, vendorIdOf } from '../facebook/tracking.js'
import { CAMPAIGN_IDS, INSTALL_REFERRER, INSTALLER_PACKAGE } from './bits.js'

const none: Members = Object.freeze({})

/** The app and its device; undefined without device type and OS version, for then it is no app's event to the vendor. */
export function appDataOf(reading: Reading) {
  const { context } = reading.event
  const app = Object.hasOwn(context, 'app') ? context.app : undefined
  const extinfo = extinfoOf(reading, isObject(app) ? app : none, 'app_data.extinfo')
  if (extinfo === undefined) {
    reading.warnings.push({
      code: 'CONTEXT_MISSING',
      path: 'app_data',
      message:
        "nothing usable at context.device.type, context.os.version (without device type and OS version it is no app's event to the vendor)",
    })
    return undefined
  }
  const tracking = trackingOf(reading, 'app_data.advertiser_tracking_enabled')
  return {
    extinfo,
    advertiser_tracking_enabled: tracking,
    application_tracking_enabled: appTrackingOf(reading, tracking),
    campaign_ids: taken(reading, 'campaign_ids', CAMPAIGN_IDS),
    install_referrer: taken(reading, 'install_referrer', INSTALL_REFERRER),
    installer_package: taken(reading, 'installer_package', INSTALLER_PACKAGE),
    vendor_id: vendorIdOf(reading, tracking, 'app_data.vendor_id'),
  }
}

function taken(reading: Reading, name: string, bit: number): string | undefined {
  if (!Object.hasOwn(reading.properties, name)) return undefined
  const found = textProperty(reading, name, `app_data.${name}`)
  if (found !== undefined) reading.taken |= bit
  return found
}
