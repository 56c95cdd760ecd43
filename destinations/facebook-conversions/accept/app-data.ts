import { z } from 'zod'
import { ruled } from '../../../src/accept/index.js'
import { across } from '../../facebook-app-events/accept/across.js'
import { extinfo } from '../../facebook-app-events/accept/device.js'
import { each, flag, text } from '../../facebook-app-events/accept/values.js'

const members = z.looseObject(
  {
    advertiser_tracking_enabled: flag,
    application_tracking_enabled: flag.optional(),
    extinfo,
    url_schemes: z.array(text, { error: 'must be a list of text' }).optional(),
    ...each(
      [
        'campaign_ids',
        'install_referrer',
        'installer_package',
        'vendor_id',
        'windows_attribution_id',
      ],
      text.optional(),
    ),
  },
  { error: 'must be an object' },
)

/** https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/app-data */
export const appData = ruled(
  'CAPI-APP',
  'http',
  across(members, (all, note) => {
    // One page of the vendor's asks for it, a newer one no more.
    if (all.application_tracking_enabled === undefined)
      note(['application_tracking_enabled'], 'CAPI-APP', 'warning', 'is better given')
  }),
)
