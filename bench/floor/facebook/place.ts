import { person as own } from '../../../destinations/facebook-app-events/person.js'
import type { Members } from '../../../src/event/canonical.js'
import { isScalar, kindOf } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { utf8Length } from '../../../src/utf8.js'
import { forget, plain, refuse, textOr } from '../read-or-tell.js'
import { bareHash, hashOf, hashOfCode, isHashed, isPlainLetters, lettersOf } from './hash.js'
import { states } from './states.js'

const countries: ReadonlyMap<string, string> = new Map([
  ['usa', 'us'],
  ['unitedstates', 'us'],
  ['uk', 'gb'],
  ['unitedkingdom', 'gb'],
])

/** The hash of the city. */
export function cityOf(
  user: Members,
  address: Members | undefined,
  warnings: Warning[],
  path: string,
): string | undefined {
  const given = address !== undefined && Object.hasOwn(address, 'city') ? address.city : undefined
  const beside = Object.hasOwn(user, 'city') ? user.city : undefined
  const city = placed(given, beside, warnings, path, cityNames)
  if (city === undefined) return undefined
  return isHashed(city) ? bareHash(city) : hashOf(lettersOf(city.toLowerCase()))
}

/** The hash of the state: two letters in the United States. */
export function stateOf(
  user: Members,
  address: Members | undefined,
  us: boolean,
  warnings: Warning[],
  path: string,
): string | undefined {
  const given = address !== undefined && Object.hasOwn(address, 'state') ? address.state : undefined
  const beside = Object.hasOwn(user, 'state') ? user.state : undefined
  let state = placed(given, beside, warnings, path, stateNames)
  // In the United States it is tried twice, and told twice.
  if (state === undefined && us) state = placed(given, beside, warnings, path, stateNames)
  if (state === undefined) return undefined
  if (isHashed(state)) return bareHash(state)
  const lower = state.toLowerCase()
  const code = us ? states.get(lettersOf(lower)) : undefined
  if (code !== undefined) return hashOfCode(code)
  const bare = isPlainLetters(lower) ? lower : own.lettersAndDigits(lower)
  return bare.length === 2 ? hashOfCode(bare) : hashOf(bare)
}

/** The hash of the postcode. */
export function postcodeOf(
  user: Members,
  address: Members | undefined,
  warnings: Warning[],
  path: string,
): string | undefined {
  const given =
    address !== undefined && Object.hasOwn(address, 'postalCode') ? address.postalCode : undefined
  const beside = Object.hasOwn(user, 'zip') ? user.zip : undefined
  const code = placed(given, beside, warnings, path, postcodeNames)
  if (code === undefined) return undefined
  return isHashed(code) ? bareHash(code) : hashOf(own.postcode(code))
}

/** The hash of the country's code of two letters. */
export function countryOf(
  user: Members,
  address: Members | undefined,
  warnings: Warning[],
  path: string,
): string | undefined {
  const given =
    address !== undefined && Object.hasOwn(address, 'country') ? address.country : undefined
  const beside = Object.hasOwn(user, 'country') ? user.country : undefined
  // A name is looked up, and then it may be a code: what is no text is told twice.
  const country =
    placed(given, beside, warnings, path, countryNames) ??
    placed(given, beside, warnings, path, countryNames)
  if (country === undefined) return undefined
  if (isHashed(country)) return bareHash(country)
  const lower = country.toLowerCase()
  const code = countries.get(lettersOf(lower)) ?? lower.trim()
  if (code === '') return undefined
  return code.length <= 2 && utf8Length(code) <= 2
    ? hashOfCode(code)
    : refuse(warnings, path, countryNames.both, 'longer than 2 bytes')
}

const cityNames = { first: 'user.address.city', both: 'user.address.city, user.city' }
const stateNames = { first: 'user.address.state', both: 'user.address.state, user.state' }
const postcodeNames = {
  first: 'user.address.postalCode',
  both: 'user.address.postalCode, user.zip',
}
const countryNames = { first: 'user.address.country', both: 'user.address.country, user.country' }

/** Text of the address, else what stands beside it. */
function placed(
  value: unknown,
  beside: unknown,
  warnings: Warning[],
  path: string,
  names: { first: string; both: string },
): string | undefined {
  if (value === undefined && beside === undefined) return undefined
  const mark = warnings.length
  const given = textOr(value, warnings, path, names.first)
  if (given !== undefined) return given
  const other = plain(beside)
  if (other === undefined) return undefined
  forget(warnings, mark)
  return isScalar(other)
    ? String(other)
    : refuse(warnings, path, names.both, `${kindOf(other)} is no text`)
}
