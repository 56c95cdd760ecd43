import { toTime } from '../../../src/event/time.js'
import type { Reading } from '../facebook/reading.js'
import { textProperty } from '../facebook/text-property.js'
import type { identityOf } from './identity.js'

/** The first start of the app, which stands alone in its request. */
export function installOf(
  reading: Reading,
  identity: ReturnType<typeof identityOf>,
  dedupeKey: string,
) {
  const time = toTime(reading.event.timestamp)
  return {
    ...identity,
    install_timestamp: time === undefined ? undefined : Math.floor(time / 1000),
    install_referrer: textProperty(reading, 'install_referrer', 'install_referrer'),
    google_install_referrer: textProperty(
      reading,
      'google_install_referrer',
      'google_install_referrer',
    ),
    meta_install_referrer: textProperty(reading, 'meta_install_referrer', 'meta_install_referrer'),
    installer_package: textProperty(reading, 'installer_package', 'installer_package'),
    install_id: textProperty(reading, 'install_id', 'install_id'),
    campaign_ids: textProperty(reading, 'campaign_ids', 'campaign_ids'),
    event_id: dedupeKey.toWellFormed(),
  }
}
