import { functions } from '../../../destinations/braze/functions.js'
import { filled, isThere, longestName } from '../../../destinations/braze/members.js'
import type { OwnFunction } from '../../../src/destination.js'
import type { Members } from '../../../src/event/canonical.js'
import { copy } from '../../../src/event/copy.js'
import { isObject, put } from '../../../src/event/values.js'
import type { Attributes } from './attributes.js'
import type { Mapping } from './mapping.js'
import { telling } from './members.js'
import { ADDRESS_CITY, ADDRESS_COUNTRY, traitBit, traitBits } from './traits.js'

const LOCATION = traitBit('current_location')
const identifying = new Set(['braze_id', 'app_id', 'push_token_import'])

/** Adds the traits that no field took; false where something has to be told, and `withTraits` does all of it. */
export function pourTraits(mapping: Mapping, attributes: Attributes): boolean {
  const { taken } = mapping
  const { traits } = mapping.event
  const into = attributes as Record<string, unknown>
  for (const name of Object.keys(traits)) {
    const bit = traitBits.get(name) ?? 0
    if (bit !== LOCATION && (taken & bit) !== 0) continue
    const member = memberLeft(traits, name, taken)
    if (name.trim() === '' || name.length > longestName || identifying.has(name)) return false
    if (name === '__proto__' || Object.hasOwn(into, name)) {
      if (member === undefined) continue
      return false
    }
    if (member === null) into[name.toWellFormed()] = null
    else if (isThere(member)) {
      const value = typeof member === 'object' ? copy(filled(member)) : copy(member)
      if (value !== undefined) into[name.toWellFormed()] = value
    }
  }
  return true
}

const fieldNames = [
  'external_id',
  'user_alias',
  '_update_existing_only',
  'first_name',
  'last_name',
  'email',
  'phone',
  'gender',
  'dob',
  'home_city',
  'country',
  'language',
  'time_zone',
  'current_location',
  'date_of_first_session',
  'date_of_last_session',
  'marked_email_as_spam_at',
  'email_subscribe',
  'push_subscribe',
  'subscription_groups',
  'push_tokens',
  'image_url',
  'facebook',
  'twitter',
] as const satisfies readonly (keyof Attributes)[]

/** A trait without what fields took of it. */
function memberLeft(traits: Members, name: string, taken: number): unknown {
  const member = traits[name]
  if (name === 'address') {
    const lost = taken & (ADDRESS_CITY | ADDRESS_COUNTRY)
    return lost === 0 ? member : without(member, (part) => isTakenOfAddress(part, taken))
  }
  return name === 'current_location' && (taken & LOCATION) !== 0
    ? without(member, (part) => part === 'longitude' || part === 'latitude')
    : member
}

function isTakenOfAddress(part: string, taken: number): boolean {
  if (part === 'city') return (taken & ADDRESS_CITY) !== 0
  return part === 'country' && (taken & ADDRESS_COUNTRY) !== 0
}

function without(object: unknown, isTaken: (name: string) => boolean): unknown {
  if (!isObject(object)) return object
  const left: Record<string, unknown> = {}
  let some = false
  for (const name of Object.keys(object)) {
    if (isTaken(name)) continue
    put(left, name, object[name])
    some = true
  }
  return some ? left : undefined
}

/** The same, which tells what was altered or left out. */
export function withTraits(mapping: Mapping, filledIn: Attributes): Record<string, unknown> {
  const { warnings, taken } = mapping
  const { traits } = mapping.event
  const attributes: Record<string, unknown> = {}
  for (const name of fieldNames) attributes[name] = filledIn[name]
  const left: Record<string, unknown> = {}
  for (const name of Object.keys(traits)) {
    const bit = traitBits.get(name) ?? 0
    if (bit !== LOCATION && (taken & bit) !== 0) continue
    const member = memberLeft(traits, name, taken)
    if (member !== undefined || traits[name] === undefined) put(left, name, member)
  }
  const own = functions.attributes as OwnFunction
  const usable = own(left, telling(warnings, 'attributes', 'traits')) as Members
  for (const [name, member] of Object.entries(usable)) {
    const value = copy(member)
    if (!Object.hasOwn(attributes, name)) {
      if (value !== undefined) put(attributes, name.toWellFormed(), value)
    } else if ((taken & (traitBits.get(name) ?? 0)) === 0 && attributes[name] !== value)
      tellClash(mapping, 'attributes', name)
  }
  return attributes
}

/** Tells of a member that has the name of a field, which something else filled. */
export function tellClash({ warnings }: Mapping, at: string, name: string): void {
  const path = `${at}.${name}`
  // A field that refused the member has told it.
  if (warnings.some((warning) => warning.code === 'VALUE_DROPPED' && warning.path === path)) return
  const message = `"${name}" is the name of a field of its own; the event's member was left out`
  warnings.push({ code: 'NAME_CLASH', path, message })
}
