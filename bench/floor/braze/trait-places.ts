import type { Members } from '../../../src/event/canonical.js'
import { toNumber } from '../../../src/event/coerce.js'
import { kindOf, own } from '../../../src/event/values.js'
import { any, forget, plain, refuse, textOr } from '../read-or-tell.js'
import type { Mapping } from './mapping.js'
import { made, textTold } from './trait.js'
import { ADDRESS_CITY, ADDRESS_COUNTRY, traitBit } from './traits.js'

/** The city of the address, else the home city. */
export function cityOf(mapping: Mapping, address: Members | undefined): string | undefined {
  const beside = own(mapping.event.traits, 'home_city')
  const given = own(address, 'city')
  if (given === undefined && beside === undefined) return undefined
  const path = 'attributes.home_city'
  const { found, isBeside } = addressed(mapping, given, beside, path, 'traits.address.city')
  const bit = isBeside ? traitBit('home_city') : ADDRESS_CITY
  const sources = 'traits.address.city, traits.home_city'
  return found === undefined ? undefined : textTold(mapping, found, bit, path, sources)
}

/** The country of the address, else the trait, as a code. */
export function countryOf(mapping: Mapping, address: Members | undefined): unknown {
  const beside = own(mapping.event.traits, 'country')
  const given = own(address, 'country')
  if (given === undefined && beside === undefined) return undefined
  const path = 'attributes.country'
  const { found, isBeside } = addressed(mapping, given, beside, path, 'traits.address.country')
  if (found === undefined) return undefined
  const bit = isBeside ? traitBit('country') : ADDRESS_COUNTRY
  return made(mapping, 'country', found, bit, path, 'traits.address.country, traits.country')
}

/** Where the person is, in degrees; both or nothing. */
export function placeOf(mapping: Mapping): object | undefined {
  const place = mapping.event.traits.current_location
  const longitude = degreesOf(mapping, own(place, 'longitude'), 'longitude', 180)
  if (longitude === undefined) return undefined
  const latitude = degreesOf(mapping, own(place, 'latitude'), 'latitude', 90)
  if (latitude === undefined) return undefined
  mapping.taken |= traitBit('current_location')
  return { longitude, latitude }
}

function degreesOf({ warnings }: Mapping, value: unknown, name: string, most: number) {
  const found = any(value)
  if (found === undefined) return undefined
  const path = `attributes.current_location.${name}`
  const source = `traits.current_location.${name}`
  const degrees = toNumber(found)
  if (degrees === undefined) return refuse(warnings, path, source, `${kindOf(found)} is no number`)
  return Math.abs(degrees) <= most
    ? degrees
    : refuse(warnings, path, source, `a number is not within -${most} to ${most}`)
}

/** Of the address as text, else what stands beside it. */
function addressed(
  mapping: Mapping,
  value: unknown,
  beside: unknown,
  path: string,
  source: string,
) {
  const { warnings } = mapping
  const mark = warnings.length
  const text = textOr(value, warnings, path, source)
  if (text !== undefined) return { found: text as unknown, isBeside: false }
  const found = plain(beside)
  if (found !== undefined) forget(warnings, mark)
  return { found, isBeside: true }
}
