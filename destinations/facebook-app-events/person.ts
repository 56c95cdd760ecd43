import { type OwnContext, textOf } from '../../src/destination.js'

const HASH = /^[0-9a-f]{32,64}$/i
/** What tells who somebody is: an e-mail address, or a phone number as it is dialled. */
const PERSONAL = /@|%40|^\s*\+[\d\s().-]{7,}$/i
/** The same as the whole of a value, or of a text within JSON. No two parts of it take the same characters: long texts would take their length squared. */
const REVEALING =
  /(?:^|")\s*(?:[^\s"@]+@(?=[^\s"@]+\.[^\s"@])[^\s"@]+|\+\d[\d ().-]{6,}(?<! ))\s*(?:"|$)/

/** What it takes to be an address or a number is looked for first: the pattern takes long. */
function isRevealing(text: string): boolean {
  return (text.includes('@') || text.includes('+')) && REVEALING.test(text)
}

/** Value functions about persons and devices, for both of Meta's APIs. */
export const person = {
  /** A device's advertising id is taken plain; a hash of it matches nobody. */
  advertisingId(value: unknown, { refuse }: OwnContext) {
    return HASH.test(textOf(value)) ? refuse('a hash, which matches nobody') : value
  },

  /** An id that may go out as it is. */
  impersonal(value: unknown) {
    const text = textOf(value)
    return text === '' || PERSONAL.test(text) ? undefined : value
  },

  /** Meta's terms allow nobody's address or number in the plain: https://www.facebook.com/legal/terms/businesstools */
  unrevealing(value: unknown, { refuse }: OwnContext) {
    return typeof value === 'string' && isRevealing(value)
      ? refuse('an e-mail address or phone number, which the vendor forbids in the plain')
      : value
  },

  firstLetter: (value: unknown) => textOf(value).slice(0, 1),

  lettersAndDigits: (value: unknown) => textOf(value).replace(/[^\p{L}\p{M}\p{N}]+/gu, ''),

  northAmerican(value: unknown) {
    return textOf(value).length === 10 ? `1${value}` : value
  },

  /** Without blanks and dashes; of an American one the first five digits. */
  postcode(value: unknown) {
    const text = textOf(value).toLowerCase().replace(/\s+/g, '')
    return /^\d{5}-\d{4}$/.test(text) ? text.slice(0, 5) : text.replace(/-/g, '')
  },
}
