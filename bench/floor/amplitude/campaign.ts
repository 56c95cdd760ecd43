import type { Members } from '../../../src/event/canonical.js'
import type { Warning } from '../../../src/result.js'
import { members, none } from '../read.js'
import { cutAt, forget, textAt } from '../told.js'
import { short } from './device.js'
import { longest } from './settings.js'

type Properties = Record<string, string | undefined>
export interface Attribution {
  $set: Properties | undefined
  $setOnce: Properties | undefined
}

/** Campaign and referrer as properties of the person: the last ones, and the first. */
export function attributionOf(context: Members, told: Warning[]): Attribution | undefined {
  const has = Object.hasOwn
  const campaign = has(context, 'campaign') ? members(context.campaign) : none
  const page = has(context, 'page') ? members(context.page) : none
  const referrer = has(context, 'referrer') ? members(context.referrer) : none
  if (campaign === none && page === none && referrer === none) return undefined

  const source = has(campaign, 'source') ? campaign.source : undefined
  const medium = has(campaign, 'medium') ? campaign.medium : undefined
  const name = has(campaign, 'name') ? campaign.name : undefined
  const term = has(campaign, 'term') ? campaign.term : undefined
  const content = has(campaign, 'content') ? campaign.content : undefined
  const domain = has(page, 'referring_domain') ? page.referring_domain : undefined
  const last = 'user_properties.$set'
  const set = {
    utm_source: short(source, told, `${last}.utm_source`, 'context.campaign.source'),
    utm_medium: short(medium, told, `${last}.utm_medium`, 'context.campaign.medium'),
    utm_campaign: short(name, told, `${last}.utm_campaign`, 'context.campaign.name'),
    utm_term: short(term, told, `${last}.utm_term`, 'context.campaign.term'),
    utm_content: short(content, told, `${last}.utm_content`, 'context.campaign.content'),
    referrer: referrerOf(page, referrer, told, `${last}.referrer`),
    referring_domain: short(
      domain,
      told,
      `${last}.referring_domain`,
      'context.page.referring_domain',
    ),
  }
  const first = 'user_properties.$setOnce'
  const setOnce = {
    initial_utm_source: short(
      source,
      told,
      `${first}.initial_utm_source`,
      'context.campaign.source',
    ),
    initial_utm_medium: short(
      medium,
      told,
      `${first}.initial_utm_medium`,
      'context.campaign.medium',
    ),
    initial_utm_campaign: short(
      name,
      told,
      `${first}.initial_utm_campaign`,
      'context.campaign.name',
    ),
    initial_utm_term: short(term, told, `${first}.initial_utm_term`, 'context.campaign.term'),
    initial_utm_content: short(
      content,
      told,
      `${first}.initial_utm_content`,
      'context.campaign.content',
    ),
    initial_referrer: firstReferrer(page, referrer, told),
    initial_referring_domain: firstDomain(page, domain, told),
  }
  const $set = hasText(set) ? set : undefined
  const $setOnce = hasText(setOnce) ? setOnce : undefined
  return $set === undefined && $setOnce === undefined ? undefined : { $set, $setOnce }
}

function hasText(properties: Properties): boolean {
  for (const name in properties) if (properties[name] !== undefined) return true
  return false
}

function referrerOf(
  page: Members,
  referrer: Members,
  told: Warning[],
  path: string,
): string | undefined {
  const mark = told.length
  const source = 'context.page.referrer, context.referrer.url'
  const inPage = Object.hasOwn(page, 'referrer') ? page.referrer : undefined
  const own = textAt(inPage, told, path, 'context.page.referrer')
  if (own !== undefined) return cutAt(own, longest, told, path, source)
  const url = Object.hasOwn(referrer, 'url') ? referrer.url : undefined
  const other = textAt(url, told, path, 'context.referrer.url')
  if (other !== undefined) forget(told, mark)
  return cutAt(other, longest, told, path, source)
}

function firstReferrer(page: Members, referrer: Members, told: Warning[]): string | undefined {
  const path = 'user_properties.$setOnce.initial_referrer'
  const mark = told.length
  const value = Object.hasOwn(page, 'initial_referrer') ? page.initial_referrer : undefined
  const own = textAt(value, told, path, 'context.page.initial_referrer')
  if (own !== undefined) {
    const source = 'context.page.initial_referrer, context.page.referrer, context.referrer.url'
    return cutAt(own, longest, told, path, source)
  }
  const passed = told.length
  const last = referrerOf(page, referrer, told, path)
  if (last !== undefined) told.splice(mark, passed - mark)
  return last
}

function firstDomain(page: Members, last: unknown, told: Warning[]): string | undefined {
  const path = 'user_properties.$setOnce.initial_referring_domain'
  const source = 'context.page.initial_referring_domain, context.page.referring_domain'
  const mark = told.length
  const has = Object.hasOwn(page, 'initial_referring_domain')
  const value = has ? page.initial_referring_domain : undefined
  const own = textAt(value, told, path, 'context.page.initial_referring_domain')
  if (own !== undefined) return cutAt(own, longest, told, path, source)
  const other = textAt(last, told, path, 'context.page.referring_domain')
  if (other !== undefined) forget(told, mark)
  return cutAt(other, longest, told, path, source)
}
