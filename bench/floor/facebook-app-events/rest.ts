import type { Members } from '../../../src/event/canonical.js'
import { isNothing } from '../../../src/event/nothing.js'
import { isObject } from '../../../src/event/values.js'
import { isRevealing } from '../facebook/either.js'
import type { Reading } from '../facebook/reading.js'
import { scalar } from '../read-or-tell.js'
import { bits, CAMPAIGN_NAME, OMITTED } from './bits.js'
import type { Custom } from './parameters.js'

export const MOST_PARAMETERS = 25
export const LONGEST_VALUE = 100
const FITTING = /^[0-9A-Za-z](?:[0-9A-Za-z_ -]{0,38}[0-9A-Za-z_-])?$/
/** Parameters that no property fills under its name alone. */
const ownNames = new Set(['fb_currency', 'campaign_name', 'campaign_source', 'campaign_medium'])
for (const name of ['content', 'ad_creative', 'ad_group']) ownNames.add(`campaign_${name}`)

/** Adds what no field took of the properties; false where something has to be told, and `fitParameters` does all of it. */
export function pourRest(reading: Reading, custom: Custom): boolean {
  const { properties } = reading
  const into = custom as unknown as Record<string, unknown>
  const taken = reading.taken | OMITTED
  const names = Object.keys(properties)
  let room = MOST_PARAMETERS - filled(custom)
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string
    const bit = bits.get(name)
    if (bit !== undefined && (taken & bit) !== 0) continue
    const member = name === 'campaign' ? campaignLeft(reading, custom) : properties[name]
    if (!FITTING.test(name)) return false
    if (isNothing(member)) continue
    const value = scalar(member)
    if (isNothing(value)) continue
    if (typeof value === 'string' && (value.length > LONGEST_VALUE || isRevealing(value)))
      return false
    if (--room < 0 || ownNames.has(name) || Object.hasOwn(into, name)) return false
    into[name] = value
  }
  return true
}

/** How many parameters the fields filled. */
function filled(custom: Custom): number {
  let count = 0
  if (custom.fb_currency !== undefined) count++
  if (custom.fb_content !== undefined) count++
  if (custom.fb_content_id !== undefined) count++
  if (custom.fb_content_type !== undefined) count++
  if (custom.fb_search_string !== undefined) count++
  if (custom.fb_success !== undefined) count++
  if (custom.fb_num_items !== undefined) count++
  if (custom.fb_description !== undefined) count++
  if (custom.fb_mobile_launch_source !== undefined) count++
  if (custom.fb_push_campaign !== undefined) count++
  if (custom.fb_push_action !== undefined) count++
  if (custom.fb_order_id !== undefined) count++
  if (custom.campaign_name !== undefined) count++
  if (custom.campaign_source !== undefined) count++
  if (custom.campaign_medium !== undefined) count++
  if (custom.campaign_content !== undefined) count++
  if (custom.campaign_ad_creative !== undefined) count++
  if (custom.campaign_ad_group !== undefined) count++
  return count
}

/** The campaign without what fields took of it. */
export function campaignLeft({ properties, taken }: Reading, custom: Custom): unknown {
  const { campaign } = properties
  if (!isObject(campaign)) return campaign
  const left: Record<string, unknown> = {}
  let lost = false
  let some = false
  for (const name of Object.keys(campaign)) {
    if (isTaken(name, taken, custom)) lost = true
    else {
      left[name] = (campaign as Members)[name]
      some = true
    }
  }
  return lost && !some ? undefined : left
}

function isTaken(name: string, taken: number, custom: Custom): boolean {
  switch (name) {
    case 'name':
      return (taken & CAMPAIGN_NAME) !== 0
    case 'source':
      return custom.campaign_source !== undefined
    case 'medium':
      return custom.campaign_medium !== undefined
    case 'content':
      return custom.campaign_content !== undefined
    case 'ad_creative':
      return custom.campaign_ad_creative !== undefined
    case 'ad_group':
      return custom.campaign_ad_group !== undefined
    default:
      return false
  }
}
