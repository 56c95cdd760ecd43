import type { Members } from '../../../src/event/canonical.js'
import { isObject } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { contentsOf, countOf, idsOf, listedOf, productIdOf } from '../facebook/contents.js'
import { eitherOf } from '../facebook/either.js'
import { cut } from '../facebook/name.js'
import type { Reading } from '../facebook/reading.js'
import { any, forget, own, plain, scalar, textOr } from '../read-or-tell.js'
import {
  CAMPAIGN_NAME,
  FB_CONTENT,
  FB_CONTENT_ID,
  FB_CONTENT_TYPE,
  FB_NUM_ITEMS,
  FB_SUCCESS,
} from './bits.js'
import { action, description, launchSource, orderId, pushCampaign, search } from './fields.js'

interface Happened {
  value: number | undefined
  name: string
  time: number | undefined
  session: string | undefined
  dedupeKey: string
  currency: string | undefined
}

const none: Members = Object.freeze({})
const LONGEST = 100
const AT = 'custom_events[0]'

/** What happened, with the parameters that have a meaning to the vendor; what is nothing is undefined. */
export function fillParameters(reading: Reading, happened: Happened) {
  const { properties: p } = reading
  const { name } = happened
  const has = Object.hasOwn
  const listed = listedOf(reading)
  const content = contentOf(reading, listed)
  const contentId = contentIdOf(reading, listed)
  const isOpened = name === 'fb_mobile_activate_app'
  const isPush = name === 'fb_mobile_push_opened'
  const found = has(p, 'campaign') ? p.campaign : undefined
  const campaign = isObject(found) ? found : none
  const campaignName = has(campaign, 'name') ? campaign.name : undefined
  return {
    _valueToSum: happened.value,
    _eventName: name,
    _logTime: happened.time,
    _session_id: happened.session,
    _eventID: happened.dedupeKey,
    fb_currency: happened.currency,
    fb_content: content,
    fb_content_id: contentId,
    fb_content_type: contentTypeOf(reading, contentId !== undefined),
    fb_search_string: eitherOf(
      reading,
      has(p, 'query') ? p.query : undefined,
      has(p, 'fb_search_string') ? p.fb_search_string : undefined,
      search,
    ),
    fb_success: name === 'fb_mobile_add_payment_info' ? '1' : successOf(reading),
    fb_num_items: countOf(reading, `${AT}.fb_num_items`, 'fb_num_items', FB_NUM_ITEMS),
    fb_description: eitherOf(
      reading,
      has(p, 'name') ? p.name : undefined,
      has(p, 'fb_description') ? p.fb_description : undefined,
      description,
    ),
    fb_mobile_launch_source: eitherOf(
      reading,
      isOpened && has(p, 'referring_application') ? p.referring_application : undefined,
      has(p, 'fb_mobile_launch_source') ? p.fb_mobile_launch_source : undefined,
      launchSource,
    ),
    fb_push_campaign: eitherOf(
      reading,
      isPush ? campaignName : undefined,
      has(p, 'fb_push_campaign') ? p.fb_push_campaign : undefined,
      pushCampaign,
    ),
    fb_push_action: eitherOf(
      reading,
      isPush && has(p, 'action') ? p.action : undefined,
      has(p, 'fb_push_action') ? p.fb_push_action : undefined,
      action,
    ),
    fb_order_id: eitherOf(
      reading,
      has(p, 'order_id') ? p.order_id : undefined,
      has(p, 'fb_order_id') ? p.fb_order_id : undefined,
      orderId,
    ),
    campaign_name: isPush ? undefined : campaignNameOf(reading, campaignName),
    campaign_source: has(campaign, 'source')
      ? campaignOf(reading, campaign.source, 'source')
      : undefined,
    campaign_medium: has(campaign, 'medium')
      ? campaignOf(reading, campaign.medium, 'medium')
      : undefined,
    campaign_content: has(campaign, 'content')
      ? campaignOf(reading, campaign.content, 'content')
      : undefined,
    campaign_ad_creative: has(campaign, 'ad_creative')
      ? campaignOf(reading, campaign.ad_creative, 'ad_creative')
      : undefined,
    campaign_ad_group: has(campaign, 'ad_group')
      ? campaignOf(reading, campaign.ad_group, 'ad_group')
      : undefined,
  }
}

export type Custom = ReturnType<typeof fillParameters>
type Listed = ReturnType<typeof listedOf>

function contentOf(reading: Reading, listed: Listed): unknown {
  const mark = reading.warnings.length
  const contents = contentsOf(reading, listed, `${AT}.fb_content`)
  if (contents !== undefined) return JSON.stringify(contents)
  return Object.hasOwn(reading.properties, 'fb_content')
    ? instead(reading, mark, reading.properties.fb_content, FB_CONTENT)
    : undefined
}

function contentIdOf(reading: Reading, listed: Listed): unknown {
  const { options, properties, warnings } = reading
  const path = `${AT}.fb_content_id`
  const told =
    options === undefined
      ? undefined
      : (plain(own(options, 'contentId')) ?? plain(own(options, 'content_id')))
  if (told !== undefined) return scalar(told)
  const mark = warnings.length
  const ids = idsOf(reading, listed, path)
  if (ids !== undefined) return JSON.stringify(ids)
  const id = productIdOf(reading, path)
  if (id !== undefined) {
    forget(warnings, mark)
    return id
  }
  return Object.hasOwn(properties, 'fb_content_id')
    ? instead(reading, mark, properties.fb_content_id, FB_CONTENT_ID)
    : undefined
}

/** What is there in place of what warned since a mark, as a scalar. */
function instead(reading: Reading, mark: number, value: unknown, bit: number): unknown {
  const found = any(value)
  const plainly = found === undefined ? undefined : scalar(found)
  if (plainly === undefined || plainly === '') return undefined
  forget(reading.warnings, mark)
  reading.taken |= bit
  return plainly
}

function contentTypeOf(reading: Reading, hasId: boolean): unknown {
  const { options, properties, warnings } = reading
  let type =
    options === undefined
      ? undefined
      : (plain(own(options, 'contentType')) ?? plain(own(options, 'content_type')))
  let bit = 0
  if (type === undefined && Object.hasOwn(properties, 'fb_content_type')) {
    type = plain(properties.fb_content_type)
    bit = FB_CONTENT_TYPE
  }
  if (type === undefined) return hasId ? 'product' : undefined
  const sources = 'options.contentType, options.content_type, properties.fb_content_type'
  const short = shortOf(scalar(type), warnings, `${AT}.fb_content_type`, sources)
  if (short !== undefined) reading.taken |= bit
  return short
}

function shortOf(value: unknown, warnings: Warning[], path: string, source: string): unknown {
  const short = typeof value === 'string' ? cut(value, LONGEST, warnings, path, source) : value
  return short === '' ? undefined : short
}

function successOf(reading: Reading): unknown {
  const { properties, warnings } = reading
  if (!Object.hasOwn(properties, 'fb_success')) return undefined
  const found = any(properties.fb_success)
  if (found === undefined) return undefined
  const source = 'properties.fb_success'
  const success = shortOf(scalar(found), warnings, `${AT}.fb_success`, source)
  if (success !== undefined) reading.taken |= FB_SUCCESS
  return success
}

function campaignNameOf(reading: Reading, value: unknown): unknown {
  const name = value === undefined ? undefined : campaignOf(reading, value, 'name')
  if (name !== undefined) reading.taken |= CAMPAIGN_NAME
  return name
}

/** A campaign goes member by member: as one text it would be cut. */
function campaignOf({ warnings }: Reading, value: unknown, member: string): unknown {
  const path = `${AT}.campaign_${member}`
  const source = `properties.campaign.${member}`
  return shortOf(textOr(value, warnings, path, source), warnings, path, source)
}
