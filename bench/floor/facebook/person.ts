import { sha256 } from '#sha256'
import type { Members } from '../../../src/event/canonical.js'
import { datedTime } from '../../../src/event/time.js'
import { isObject, isScalar, kindOf } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { forget, plain, refuse, textOr } from '../read-or-tell.js'
import { bareHash, hashOf, isHashed, lettersOf } from './hash.js'
import { cityOf, countryOf, postcodeOf, stateOf } from './place.js'

/** Hashes of what tells who somebody is. */
export interface Person {
  em: string | undefined
  fn: string | undefined
  ln: string | undefined
  ph: string | undefined
  db: string | undefined
  ge: string | undefined
  ct: string | undefined
  st: string | undefined
  zp: string | undefined
  country: string | undefined
  external_id: string | undefined
}

type Paths = Readonly<Record<keyof Person, string>>

/** Where warnings say that the members of a person stand. */
export const personPaths = (under: string): Paths => ({
  em: `${under}.em`,
  fn: `${under}.fn`,
  ln: `${under}.ln`,
  ph: `${under}.ph`,
  db: `${under}.db`,
  ge: `${under}.ge`,
  ct: `${under}.ct`,
  st: `${under}.st`,
  zp: `${under}.zp`,
  country: `${under}.country`,
  external_id: `${under}.external_id`,
})

const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/
const inUnitedStates = new Set(['US', 'us', 'USA', 'United States'])
const FEMALE = sha256('f')
const MALE = sha256('m')

const isEmail = (text: string) => text.length <= 254 && text.includes('@') && EMAIL.test(text)

/** Members that are nothing are undefined. */
export function personOf(
  user: Members,
  userId: string | undefined,
  warnings: Warning[],
  paths: Paths,
): Person {
  const found = Object.hasOwn(user, 'address') ? user.address : undefined
  const address = isObject(found) ? found : undefined
  const land = address !== undefined && Object.hasOwn(address, 'country') && address.country
  const us = typeof land === 'string' && inUnitedStates.has(land)
  return {
    em: emailOf(Object.hasOwn(user, 'email') ? user.email : undefined, userId, warnings, paths.em),
    fn: Object.hasOwn(user, 'firstName')
      ? nameOf(user.firstName, warnings, paths.fn, 'user.firstName')
      : undefined,
    ln: Object.hasOwn(user, 'lastName')
      ? nameOf(user.lastName, warnings, paths.ln, 'user.lastName')
      : undefined,
    ph: Object.hasOwn(user, 'phone') ? phoneOf(user.phone, us, warnings, paths.ph) : undefined,
    db: birthdayOf(user, warnings, paths.db),
    ge: Object.hasOwn(user, 'gender') ? genderOf(user.gender, warnings, paths.ge) : undefined,
    ct: cityOf(user, address, warnings, paths.ct),
    st: stateOf(user, address, us, warnings, paths.st),
    zp: postcodeOf(user, address, warnings, paths.zp),
    country: countryOf(user, address, warnings, paths.country),
    external_id: userId === undefined ? undefined : idOf(userId),
  }
}

/** Whether anything is known of somebody without a userId. */
export function isSomebody(person: Person): boolean {
  return (
    person.external_id !== undefined ||
    person.em !== undefined ||
    person.fn !== undefined ||
    person.ln !== undefined ||
    person.ph !== undefined ||
    person.db !== undefined ||
    person.ge !== undefined ||
    person.ct !== undefined ||
    person.st !== undefined ||
    person.zp !== undefined ||
    person.country !== undefined
  )
}

function idOf(userId: string): string | undefined {
  const bare = userId.trim().toLowerCase()
  return isHashed(userId) ? bare : hashOf(bare)
}

function emailOf(
  value: unknown,
  userId: string | undefined,
  warnings: Warning[],
  path: string,
): string | undefined {
  const mark = warnings.length
  const given = textOr(value, warnings, path, 'user.email')
  if (given !== undefined) {
    const bare = given.trim().toLowerCase()
    if (isHashed(given)) return bare
    if (isEmail(bare)) return sha256(bare)
  }
  if (userId === undefined || !userId.includes('@')) return undefined
  const id = userId.trim().toLowerCase()
  if (!isEmail(id)) return undefined
  forget(warnings, mark)
  return sha256(id)
}

function nameOf(
  value: unknown,
  warnings: Warning[],
  path: string,
  source: string,
): string | undefined {
  const name = textOr(value, warnings, path, source)
  if (name === undefined) return undefined
  return isHashed(name) ? bareHash(name) : hashOf(lettersOf(name.toLowerCase()))
}

/** Ten digits of the United States lack the country's. */
function phoneOf(
  value: unknown,
  us: boolean,
  warnings: Warning[],
  path: string,
): string | undefined {
  const phone = textOr(value, warnings, path, 'user.phone')
  // In the United States it is tried twice, and told twice.
  if (phone === undefined) return us ? textOr(value, warnings, path, 'user.phone') : undefined
  if (isHashed(phone)) return bareHash(phone)
  const digits = phone.replace(/\D+/g, '').replace(/^0+/, '')
  return hashOf(us && digits.length === 10 ? `1${digits}` : digits)
}

function birthdayOf(user: Members, warnings: Warning[], path: string): string | undefined {
  const value =
    (Object.hasOwn(user, 'birthday') ? plain(user.birthday) : undefined) ??
    (Object.hasOwn(user, 'birthDate') ? plain(user.birthDate) : undefined)
  if (value === undefined) return undefined
  const source = 'user.birthday, user.birthDate'
  if (typeof value === 'string' && isHashed(value)) return bareHash(value)
  if (!isScalar(value)) return refuse(warnings, path, source, `${kindOf(value)} is no text`)
  const time = datedTime(value)
  if (time === undefined)
    return refuse(warnings, path, source, `${kindOf(value)} is no date of 1900 to 2100`)
  const day = new Date(time)
  const digits = day.getUTCFullYear() * 10_000 + (day.getUTCMonth() + 1) * 100 + day.getUTCDate()
  return sha256(String(digits))
}

function genderOf(value: unknown, warnings: Warning[], path: string): string | undefined {
  const gender = textOr(value, warnings, path, 'user.gender')
  // A word is looked up, and then its letter: what is no text is told twice.
  if (gender === undefined) return textOr(value, warnings, path, 'user.gender')
  if (isHashed(gender)) return bareHash(gender)
  const word = gender.trim().toLowerCase()
  if (word === 'woman' || word === 'girl') return FEMALE
  if (word === 'boy') return MALE
  const letter = word.slice(0, 1)
  return letter === 'f' ? FEMALE : letter === 'm' ? MALE : undefined
}
