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
  const stamp = time ?? Number.parseInt(hash.slice(20, 32), 16)
  const high = Math.floor(stamp / 2 ** 30)
  const low = stamp - high * 2 ** 30
  return `${pair(high >> 10)}${pair(high)}${pair(low >> 20)}${pair(low >> 10)}${pair(low)}${forty(hash.slice(0, 10))}${forty(hash.slice(10, 20))}`
}

/** Ten hex digits, forty bits. */
function forty(hex: string): string {
  const high = Number.parseInt(hex.slice(0, 5), 16)
  const low = Number.parseInt(hex.slice(5), 16)
  return `${pair(high >> 10)}${pair(high)}${pair(low >> 10)}${pair(low)}`
}

function pair(bits: number): string {
  return PAIRS[bits & 1023] ?? ''
}
