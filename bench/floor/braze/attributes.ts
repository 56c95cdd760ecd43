import type { Members } from '../../../src/event/canonical.js'
import { copy } from '../../../src/event/copy.js'
import { isoOf } from '../../../src/event/iso.js'
import { isEmptied, isNothing } from '../../../src/event/nothing.js'
import { toTime } from '../../../src/event/time.js'
import { isObject, isScalar, kindOf, own, put } from '../../../src/event/values.js'
import { any, plain, refuse, textOr } from '../read-or-tell.js'
import type { Mapping } from './mapping.js'
import { made, textTold, trimmed } from './trait.js'
import { groupsOf, pushTokensOf } from './trait-lists.js'
import { cityOf, countryOf, placeOf } from './trait-places.js'
import { traitBit } from './traits.js'
import { type Alias, aliasOfAnonymous, emailOf, externalIdOf } from './who.js'

const genders: ReadonlyMap<string, string> = new Map([
  ['m', 'M'],
  ['male', 'M'],
  ['f', 'F'],
  ['female', 'F'],
  ['o', 'O'],
  ['other', 'O'],
  ['n', 'N'],
  ['not applicable', 'N'],
  ['p', 'P'],
  ['prefer not to say', 'P'],
])
const subscriptions = new Set(['opted_in', 'subscribed', 'unsubscribed'])

/** The attributes of a person that the vendor has fields for; what is nothing is undefined. */
export function attributesOf(mapping: Mapping) {
  const { event, settings } = mapping
  const { traits } = event
  const address = object(traits, 'address')
  const alias = aliasOfAnonymous(mapping)
  return {
    external_id: externalIdOf(mapping),
    user_alias: alias as Alias | undefined,
    _update_existing_only: alias === undefined ? undefined : false,
    first_name: nameOf(mapping, 'firstName', 'attributes.first_name'),
    last_name: nameOf(mapping, 'lastName', 'attributes.last_name'),
    email: Object.hasOwn(traits, 'email') ? addressOf(mapping) : undefined,
    phone: Object.hasOwn(traits, 'phone') ? phoneOf(mapping) : undefined,
    gender: Object.hasOwn(traits, 'gender') ? genderOf(mapping) : undefined,
    dob: birthdayOf(mapping),
    home_city: cityOf(mapping, address),
    country: countryOf(mapping, address),
    language: languageOf(mapping),
    time_zone: timezoneOf(mapping),
    current_location: Object.hasOwn(traits, 'current_location') ? placeOf(mapping) : undefined,
    date_of_first_session: timeOf(mapping, 'date_of_first_session'),
    date_of_last_session: timeOf(mapping, 'date_of_last_session'),
    marked_email_as_spam_at: timeOf(mapping, 'marked_email_as_spam_at'),
    email_subscribe: subscriptionOf(mapping, 'email_subscribe'),
    push_subscribe: subscriptionOf(mapping, 'push_subscribe'),
    subscription_groups: Object.hasOwn(traits, 'subscription_groups')
      ? groupsOf(mapping)
      : undefined,
    push_tokens: settings.registerPush === true ? pushTokensOf(mapping) : undefined,
    image_url: Object.hasOwn(traits, 'avatar') ? avatarOf(mapping) : undefined,
    facebook: accountOf(mapping, 'facebook'),
    twitter: accountOf(mapping, 'twitter'),
  }
}

export type Attributes = ReturnType<typeof attributesOf>

function object(members: Members, name: string): Members | undefined {
  const found = own(members, name)
  return isObject(found) ? found : undefined
}

/** The trait, else what is known of the person. */
function nameOf(mapping: Mapping, name: 'firstName' | 'lastName', path: string) {
  const { event, warnings } = mapping
  const given = own(event.traits, name)
  const mark = warnings.length
  let found = textOr(given, warnings, path, `traits.${name}`)
  if (found === undefined) {
    const before = warnings.length
    found = textOr(own(event.user, name), warnings, path, `user.${name}`)
    if (found === undefined) return undefined
    warnings.splice(mark, before - mark)
  }
  const bare = found.trim()
  if (bare === '') return undefined
  mapping.taken |= traitBit(name)
  return bare
}

/** An address that is none sinks all attributes. */
function addressOf(mapping: Mapping): string | undefined {
  const { event, warnings } = mapping
  const email = emailOf(textOr(event.traits.email, warnings, 'attributes.email', 'traits.email'))
  if (email !== undefined) mapping.taken |= traitBit('email')
  return email
}

function phoneOf(mapping: Mapping): string | undefined {
  const { event, warnings } = mapping
  const given = textOr(event.traits.phone, warnings, 'attributes.phone', 'traits.phone')
  const phone = given?.replace(/[ ().-]/g, '')
  if (phone === undefined || phone === '') return undefined
  mapping.taken |= traitBit('phone')
  return phone
}

function genderOf(mapping: Mapping): string | undefined {
  const { event, warnings } = mapping
  const given = textOr(event.traits.gender, warnings, 'attributes.gender', 'traits.gender')
  const gender = given === undefined ? undefined : genders.get(given.trim().toLowerCase())
  if (gender !== undefined) mapping.taken |= traitBit('gender')
  return gender
}

function birthdayOf(mapping: Mapping): unknown {
  const { traits } = mapping.event
  const sources = 'traits.birthday, traits.dob'
  const birthday = plain(own(traits, 'birthday'))
  if (birthday !== undefined)
    return made(mapping, 'day', birthday, traitBit('birthday'), 'attributes.dob', sources)
  const day = plain(own(traits, 'dob'))
  return day === undefined
    ? undefined
    : made(mapping, 'day', day, traitBit('dob'), 'attributes.dob', sources)
}

function languageOf(mapping: Mapping): unknown {
  const { traits } = mapping.event
  const path = 'attributes.language'
  const sources = 'traits.language, traits.locale'
  const language = plain(own(traits, 'language'))
  if (language !== undefined)
    return made(mapping, 'language', language, traitBit('language'), path, sources)
  const locale = plain(own(traits, 'locale'))
  return locale === undefined
    ? undefined
    : made(mapping, 'language', locale, traitBit('locale'), path, sources)
}

function timezoneOf(mapping: Mapping): string | undefined {
  const { event } = mapping
  const path = 'attributes.time_zone'
  const told = plain(own(event.traits, 'timezone'))
  if (told !== undefined) {
    return textTold(mapping, told, traitBit('timezone'), path, 'traits.timezone, context.timezone')
  }
  return trimmed(mapping, own(event.context, 'timezone'), 0, path, 'context.timezone')
}

function timeOf(
  mapping: Mapping,
  name: 'date_of_first_session' | 'date_of_last_session' | 'marked_email_as_spam_at',
): string | undefined {
  const found = any(own(mapping.event.traits, name))
  if (found === undefined) return undefined
  const time = toTime(found)
  if (time === undefined) {
    const reason = `${kindOf(found)} is no time of 1973 to 2100`
    return refuse(mapping.warnings, `attributes.${name}`, `traits.${name}`, reason)
  }
  mapping.taken |= traitBit(name)
  return isoOf(time)
}

function subscriptionOf(
  mapping: Mapping,
  name: 'email_subscribe' | 'push_subscribe',
): string | undefined {
  const found = any(own(mapping.event.traits, name))
  if (found === undefined) return undefined
  if (!isScalar(found)) {
    const reason = `${kindOf(found)} is no text`
    return refuse(mapping.warnings, `attributes.${name}`, `traits.${name}`, reason)
  }
  const state = String(found).toLowerCase()
  if (!subscriptions.has(state)) return undefined
  mapping.taken |= traitBit(name)
  return state
}

function avatarOf(mapping: Mapping): string | undefined {
  const { traits } = mapping.event
  return trimmed(
    mapping,
    traits.avatar,
    traitBit('avatar'),
    'attributes.image_url',
    'traits.avatar',
  )
}

/** An account of another service, without members that are nothing. */
function accountOf(mapping: Mapping, name: 'facebook' | 'twitter'): unknown {
  const account = own(mapping.event.traits, name)
  if (!isObject(account)) return undefined
  const members: Record<string, unknown> = {}
  for (const member of Object.keys(account)) {
    if (!isNothing(account[member])) put(members, member, copy(account[member]))
  }
  if (isEmptied(members)) return undefined
  mapping.taken |= traitBit(name)
  return members
}
