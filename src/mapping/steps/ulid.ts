import { sha256 } from '#sha256'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i

/** Two digits of base 32 for each ten bits. */
const PAIRS = Array.from(
  { length: 1024 },
  (_, bits) => `${ALPHABET[bits >> 5]}${ALPHABET[bits & 31]}`,
)

/**
 * A ULID stays. Of other text one is made that is the same on every try: the
 * time (48 bits; of the hash, where there is none) and 80 bits of SHA-256.
 * https://github.com/ulid/spec
 */
export function ulid(text: string, time: number | undefined): string {
  if (text.length === 26 && ULID.test(text)) return text.toUpperCase()
  const hash = sha256(text)
  const stamp = time ?? bits(hash, 20, 12)
  const high = Math.floor(stamp / 2 ** 30)
  const low = stamp - high * 2 ** 30
  return (
    `${pair(high >> 10)}${pair(high)}${pair(low >> 20)}${pair(low >> 10)}${pair(low)}` +
    `${fourDigits(hash, 0)}${fourDigits(hash, 5)}${fourDigits(hash, 10)}${fourDigits(hash, 15)}`
  )
}

/** Of five hex digits, twenty bits. */
function fourDigits(hash: string, from: number): string {
  const number = bits(hash, from, 5)
  return `${pair(number >> 10)}${pair(number)}`
}

/** The number that so many hex digits stand for, in lower case. */
function bits(hash: string, from: number, digits: number): number {
  let number = 0
  for (let index = from; index < from + digits; index++) {
    const unit = hash.charCodeAt(index)
    number = number * 16 + (unit < 0x3a ? unit - 0x30 : unit - 0x57)
  }
  return number
}

function pair(bits: number): string {
  return PAIRS[bits & 1023] ?? ''
}
