import { sha256 } from '#sha256'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODES = Array.from(ALPHABET, (digit) => digit.charCodeAt(0))
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i

/**
 * A ULID stays. Of other text one is made that is the same on every try: the
 * time (48 bits; of the hash, where there is none) and 80 bits of SHA-256.
 * https://github.com/ulid/spec
 */
export function ulid(text: string, time: number | undefined): string {
  if (text.length === 26 && ULID.test(text)) return text.toUpperCase()
  const hash = sha256(text)
  const stamp = time ?? numberOf(hash, 20, 12)
  const high = Math.floor(stamp / 2 ** 30)
  const low = stamp - high * 2 ** 30
  const a = numberOf(hash, 0, 5)
  const b = numberOf(hash, 5, 5)
  const c = numberOf(hash, 10, 5)
  const d = numberOf(hash, 15, 5)
  // Five bits a digit. Put together of parts, the text would be made over when it is written.
  // biome-ignore format: a row for each number
  return String.fromCharCode(
    code(high >> 15), code(high >> 10), code(high >> 5), code(high),
    code(low >> 25), code(low >> 20), code(low >> 15), code(low >> 10), code(low >> 5), code(low),
    code(a >> 15), code(a >> 10), code(a >> 5), code(a),
    code(b >> 15), code(b >> 10), code(b >> 5), code(b),
    code(c >> 15), code(c >> 10), code(c >> 5), code(c),
    code(d >> 15), code(d >> 10), code(d >> 5), code(d),
  )
}

/** The number that so many hex digits in lower case stand for. */
function numberOf(hex: string, from: number, digits: number): number {
  let number = 0
  for (let index = from; index < from + digits; index++) {
    const unit = hex.charCodeAt(index)
    number = number * 16 + (unit < 0x3a ? unit - 0x30 : unit - 0x57)
  }
  return number
}

/** The character of a digit, which is the last five bits. */
function code(bits: number): number {
  return CODES[bits & 31] ?? 0
}
