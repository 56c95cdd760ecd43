import { z } from 'zod'
import { instance } from '../../../destinations/google-analytics-4/instance.js'
import { values } from '../../../destinations/google-analytics-4/values.js'
import type { CanonicalEvent, Members } from '../../../src/event/canonical.js'
import { toBoolean, toNumber } from '../../../src/event/coerce.js'
import { isNothing } from '../../../src/event/nothing.js'
import type { Warning } from '../../../src/result.js'
import { utf8Length } from '../../../src/utf8.js'
import { any, candidate, own, text } from '../read.js'
import { cutAt, refuse, textAt } from '../told.js'
import { short } from './texts.js'

const hexDigits = /^[0-9a-f]{32}$/i

/** Whether an event says anywhere which instance of the app it is of. */
export function hasInstance({ sent }: CanonicalEvent, options: unknown): boolean {
  if (options !== undefined) {
    if (!isNothing(own(options, 'appInstanceId'))) return true
    if (!isNothing(own(options, 'app_instance_id'))) return true
  }
  const context = own(sent, 'context')
  return !isNothing(own(context, 'externalId')) || !isNothing(own(context, 'externalIds'))
}

/** The instance that one option tells: undefined where that is not there, null where it tells none. */
function instanceBy(option: unknown): string | null | undefined {
  if (isNothing(option)) return undefined
  const id = text(any(option))?.trim()
  return id !== undefined && hexDigits.test(id) ? id : null
}

/** The instance of the app that an event is of; else the option that tells a wrong one, or nothing. */
export function instanceOf(
  { sent }: CanonicalEvent,
  options: unknown,
): { id: string } | { wrong: string } | undefined {
  for (const name of ['appInstanceId', 'app_instance_id']) {
    const id = instanceBy(own(options, name))
    if (id === null) return { wrong: `options.${name}` }
    if (id !== undefined) return { id }
  }
  const context = own(sent, 'context')
  const ids = candidate(own(context, 'externalId')) ?? candidate(own(context, 'externalIds'))
  const id = ids === undefined ? undefined : instanceBy(instance.externalId(ids))
  return typeof id === 'string' ? { id } : undefined
}

const impersonal = /@|%40|^\s*\+[\d\s().-]{7,}$/i

/** Ids that name a person in the plain are against the terms. */
export function userIdOf(userId: string | undefined, told: Warning[]): string | undefined {
  if (userId === undefined) return undefined
  const id = userId.toWellFormed()
  if (impersonal.test(id)) {
    const reason = 'looks like an e-mail address or phone number, which the terms forbid'
    return refuse(told, 'user_id', 'userId', reason)
  }
  if (id.length * 3 <= 256 || utf8Length(id) <= 256) return id
  return refuse(told, 'user_id', 'userId', 'longer than 256 bytes')
}

/** Without it the vendor goes by what the app told last. */
export function consentOf(device: Members, options: unknown, told: Warning[]) {
  const said = options === undefined ? undefined : own(options, 'consent')
  const data =
    said === undefined
      ? undefined
      : optionOf(said, 'ad_user_data', 'adUserData', 'ad_user_data', told)
  const refused = isRefused(device)
  const personalization = refused
    ? 'DENIED'
    : said === undefined
      ? undefined
      : optionOf(said, 'ad_personalization', 'adPersonalization', 'ad_personalization', told)
  return data === undefined && personalization === undefined
    ? undefined
    : { ad_user_data: data, ad_personalization: personalization }
}

function isRefused(device: Members): boolean {
  const has = Object.hasOwn
  if (has(device, 'adTrackingEnabled')) {
    const enabled = device.adTrackingEnabled
    if (enabled === false || toBoolean(enabled) === false) return true
  }
  if (!has(device, 'attTrackingStatus')) return false
  const status = toNumber(device.attTrackingStatus)
  return status === 1 || status === 2
}

function optionOf(
  consent: unknown,
  snake: string,
  camel: string,
  target: string,
  told: Warning[],
): string | undefined {
  const value = candidate(own(consent, snake)) ?? candidate(own(consent, camel))
  if (value === undefined) return undefined
  const source = `options.consent.${snake}, options.consent.${camel}`
  return values.consent(value, {
    settings: {},
    refuse: (reason) => refuse(told, `consent.${target}`, source, reason),
    warn: (code, message) => {
      told.push({ code, path: `consent.${target}`, message: `${source}: ${message}` })
    },
  })
}

/** The place by its codes; names of countries are none. */
export function locationOf(location: Members, told: Warning[]) {
  const has = Object.hasOwn
  const city = short(
    has(location, 'city') ? location.city : undefined,
    told,
    'user_location.city',
    'context.location.city',
  )
  const value = has(location, 'country') ? location.country : undefined
  if (value === undefined) return undefined
  const country = codeOf(value, told, 'user_location.region_id.country')
  const region = country === undefined ? undefined : regionOf(location, country, told)
  if (codeOf(value, told, 'user_location.country_id') === undefined) return undefined
  return { city, region_id: region, country_id: country }
}

function codeOf(value: unknown, told: Warning[], path: string): string | undefined {
  const code = textAt(value, told, path, 'context.location.country')?.trim().toUpperCase()
  return code !== undefined && /^[A-Z]{2}$/.test(code) ? code : undefined
}

function regionOf(location: Members, country: string, told: Warning[]): string | undefined {
  const value = Object.hasOwn(location, 'region') ? location.region : undefined
  const path = 'user_location.region_id.region'
  const region = textAt(value, told, path, 'context.location.region')
  return region === undefined ? undefined : instance.region({ country, region })
}

export function ipOf(value: unknown, told: Warning[]): string | undefined {
  const ip = textAt(value, told, 'ip_override', 'context.ip')
  if (ip === undefined) return undefined
  const bare = ip.trim()
  const { ipv4, ipv6 } = z.regexes
  if (ipv4.test(bare) || ipv6.test(bare) || ipv4.test(bare.replace(/^::ffff:/i, ''))) return bare
  return refuse(told, 'ip_override', 'context.ip', `text of length ${ip.length} is no IP address`)
}

export function userAgentOf(value: unknown, told: Warning[]): string | undefined {
  const agent = textAt(value, told, 'user_agent', 'context.userAgent')
  return cutAt(agent, 1000, told, 'user_agent', 'context.userAgent')
}
