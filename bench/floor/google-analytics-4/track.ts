import { own, text } from '../read.js'
import { checkout, list, other, product, promotion, purchase, refund, share } from './commerce.js'
import { ofProduct } from './items.js'
import { campaignReader, ofProperty, type Write, type Writing } from './params.js'

export interface Kind {
  rule: string
  write: Write
  /** Properties that never go by their own names. */
  omitted: ReadonlySet<string>
}

const lists: ReadonlySet<string> = new Set(['products', 'recipient'])

const install: Write = (session, writing) => {
  const campaign = campaignReader(writing)
  const params = {
    session_id: session.session_id,
    engagement_time_msec: session.engagement_time_msec,
    debug_mode: session.debug_mode,
    source: campaign.read('source', 'source'),
    medium: campaign.read('medium', 'medium'),
    campaign: campaign.read('name', 'campaign'),
    content: campaign.read('content', 'content'),
    ad_creative: campaign.read('ad_creative', 'ad_creative'),
    ad_group: campaign.read('ad_group', 'ad_group'),
  }
  campaign.finish()
  return params
}

/** Under the vendor's own names they would change what the session came from. */
const push: Write = (session, writing) => {
  const campaign = campaignReader(writing)
  const params = {
    session_id: session.session_id,
    engagement_time_msec: session.engagement_time_msec,
    debug_mode: session.debug_mode,
    campaign_source: campaign.read('source', 'campaign_source'),
    campaign_medium: campaign.read('medium', 'campaign_medium'),
    campaign_name: campaign.read('name', 'campaign_name'),
    campaign_content: campaign.read('content', 'campaign_content'),
  }
  campaign.finish()
  return params
}

/** An event with one parameter that a property fills. */
const one =
  (property: string, target: string): Write =>
  (session, writing) => ({
    session_id: session.session_id,
    engagement_time_msec: session.engagement_time_msec,
    debug_mode: session.debug_mode,
    [target]: ofProperty(writing, property, target),
  })

const kind = (rule: string, write: Write, omitted = lists): Kind => ({ rule, write, omitted })

const ofPush = kind('push notification', push)
const ofLink = kind('deep link', one('url', 'link_url'))
const ofProducts = kind('product', product, new Set([...lists, ...ofProduct]))
const ofShare = kind('share', share)
const ofPromotion = kind('promotion', promotion)
const ofList = kind('list', list)
const ofCheckout = kind('checkout', checkout)
const shipping = kind('shipping', one('shipping_method', 'shipping_tier'))
const others = kind('track', other)

const kinds: ReadonlyMap<string, Kind> = new Map([
  ['Order Completed', kind('purchase', purchase)],
  ['Order Refunded', kind('refund', refund)],
  ['Cart Viewed', ofCheckout],
  ['Checkout Started', ofCheckout],
  ['Payment Info Entered', kind('payment', one('payment_method', 'payment_type'))],
  ['Products Searched', kind('search', one('query', 'search_term'))],
  ['Product List Viewed', ofList],
  ['Product List Filtered', ofList],
  ['Promotion Viewed', ofPromotion],
  ['Promotion Clicked', ofPromotion],
  ['Product Shared', ofShare],
  ['Cart Shared', ofShare],
  ['Product Clicked', ofProducts],
  ['Product Viewed', ofProducts],
  ['Product Added', ofProducts],
  ['Product Removed', ofProducts],
  ['Product Added to Wishlist', ofProducts],
  ['Product Removed from Wishlist', ofProducts],
  ['Wishlist Product Added to Cart', ofProducts],
  ['Product Reviewed', ofProducts],
  ['Install Attributed', kind('install attributed', install)],
  ['Push Notification Received', ofPush],
  ['Push Notification Tapped', ofPush],
  ['Push Notification Bounced', ofPush],
  ['Deep Link Opened', ofLink],
  ['Deep Link Clicked', ofLink],
])

export function kindOfTrack(event: string, properties: Writing['properties']): Kind {
  // A step without a shipping method is an event of its own.
  if (event === 'Checkout Step Completed' && text(own(properties, 'shipping_method')) !== undefined)
    return shipping
  return kinds.get(event) ?? others
}
