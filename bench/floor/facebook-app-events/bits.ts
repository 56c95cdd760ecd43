import { OWN_BITS, sharedBits } from '../facebook/reading.js'

export const FB_CONTENT = 1 << OWN_BITS
export const FB_CONTENT_ID = 1 << (OWN_BITS + 1)
export const FB_CONTENT_TYPE = 1 << (OWN_BITS + 2)
export const FB_SEARCH_STRING = 1 << (OWN_BITS + 3)
export const FB_SUCCESS = 1 << (OWN_BITS + 4)
export const FB_NUM_ITEMS = 1 << (OWN_BITS + 5)
export const FB_DESCRIPTION = 1 << (OWN_BITS + 6)
export const REFERRING_APPLICATION = 1 << (OWN_BITS + 7)
export const FB_LAUNCH_SOURCE = 1 << (OWN_BITS + 8)
export const FB_PUSH_CAMPAIGN = 1 << (OWN_BITS + 9)
export const ACTION = 1 << (OWN_BITS + 10)
export const FB_PUSH_ACTION = 1 << (OWN_BITS + 11)
export const FB_ORDER_ID = 1 << (OWN_BITS + 12)
/** Of the campaign, its name. */
export const CAMPAIGN_NAME = 1 << (OWN_BITS + 13)
/** Of a person: these would go in the plain. */
export const OMITTED = 1 << (OWN_BITS + 14)

/** The bits of the properties that a field may be filled from. */
export const bits: ReadonlyMap<string, number> = new Map([
  ...sharedBits,
  ['fb_content', FB_CONTENT],
  ['fb_content_id', FB_CONTENT_ID],
  ['fb_content_type', FB_CONTENT_TYPE],
  ['fb_search_string', FB_SEARCH_STRING],
  ['fb_success', FB_SUCCESS],
  ['fb_num_items', FB_NUM_ITEMS],
  ['fb_description', FB_DESCRIPTION],
  ['referring_application', REFERRING_APPLICATION],
  ['fb_mobile_launch_source', FB_LAUNCH_SOURCE],
  ['fb_push_campaign', FB_PUSH_CAMPAIGN],
  ['action', ACTION],
  ['fb_push_action', FB_PUSH_ACTION],
  ['fb_order_id', FB_ORDER_ID],
  ['traits', OMITTED],
  ['address', OMITTED],
])
