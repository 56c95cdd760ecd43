import type { Either } from '../facebook/either.js'
import { NAME, ORDER_ID, QUERY } from '../facebook/reading.js'
import {
  ACTION,
  CAMPAIGN_NAME,
  FB_DESCRIPTION,
  FB_LAUNCH_SOURCE,
  FB_ORDER_ID,
  FB_PUSH_ACTION,
  FB_PUSH_CAMPAIGN,
  FB_SEARCH_STRING,
  REFERRING_APPLICATION,
} from './bits.js'

/** A parameter of at most 100 characters, that a property of the catalogue fills, or one of its own name. */
function field(
  parameter: string,
  property: string,
  bit: number,
  otherBit: number,
  hides = false,
): Either {
  return {
    path: `custom_events[0].${parameter}`,
    first: `properties.${property}`,
    both: `properties.${property}, properties.${parameter}`,
    bit,
    otherBit,
    length: 100,
    hides,
  }
}

export const search = field('fb_search_string', 'query', QUERY, FB_SEARCH_STRING, true)
export const description = field('fb_description', 'name', NAME, FB_DESCRIPTION, true)
export const launchSource = field(
  'fb_mobile_launch_source',
  'referring_application',
  REFERRING_APPLICATION,
  FB_LAUNCH_SOURCE,
)
export const pushCampaign = field(
  'fb_push_campaign',
  'campaign.name',
  CAMPAIGN_NAME,
  FB_PUSH_CAMPAIGN,
)
export const action = field('fb_push_action', 'action', ACTION, FB_PUSH_ACTION)
export const orderId = field('fb_order_id', 'order_id', ORDER_ID, FB_ORDER_ID)
