import { OWN_BITS, sharedBits } from '../facebook/reading.js'

export const CONTENT_NAME = 1 << OWN_BITS
export const CATEGORY = 1 << (OWN_BITS + 1)
export const CONTENT_CATEGORY = 1 << (OWN_BITS + 2)
export const CONTENT_IDS = 1 << (OWN_BITS + 3)
export const CONTENT_TYPE = 1 << (OWN_BITS + 4)
export const NUM_ITEMS = 1 << (OWN_BITS + 5)
export const SEARCH_STRING = 1 << (OWN_BITS + 6)
export const SUCCESS = 1 << (OWN_BITS + 7)
export const CAMPAIGN_IDS = 1 << (OWN_BITS + 8)
export const INSTALL_REFERRER = 1 << (OWN_BITS + 9)
export const INSTALLER_PACKAGE = 1 << (OWN_BITS + 10)
/** Of a person: these would go in the plain. */
export const OMITTED = 1 << (OWN_BITS + 11)
/** What fills the field of its own name alone: that it is filled tells that it was taken. */
export const ITSELF = 1 << (OWN_BITS + 12)

/** The bits of the properties that a field may be filled from. */
export const bits: ReadonlyMap<string, number> = new Map([
  ...sharedBits,
  ['content_name', CONTENT_NAME],
  ['category', CATEGORY],
  ['content_category', CONTENT_CATEGORY],
  ['content_ids', CONTENT_IDS],
  ['content_type', CONTENT_TYPE],
  ['num_items', NUM_ITEMS],
  ['search_string', SEARCH_STRING],
  ['success', SUCCESS],
  ['campaign_ids', CAMPAIGN_IDS],
  ['install_referrer', INSTALL_REFERRER],
  ['installer_package', INSTALLER_PACKAGE],
  ['traits', OMITTED],
  ['address', OMITTED],
  ['status', ITSELF],
  ['description', ITSELF],
  ['level', ITSELF],
  ['max_rating_value', ITSELF],
  ['registration_method', ITSELF],
  ['predicted_ltv', ITSELF],
])
