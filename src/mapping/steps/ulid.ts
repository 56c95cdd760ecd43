import { sha256 } from '#sha256'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i

/**
 * A ULID stays. Of other text one is made that is the same on every try: the
 * time (48 bits; of the hash, where there is none) and 80 bits of SHA-256.
 * https://github.com/ulid/spec
 */
export function ulid(text: string, time: number | undefined): string {
  if (ULID.test(text)) return text.toUpperCase()
  const hash = sha256(text)
  const stamp = time === undefined ? BigInt(`0x${hash.slice(20, 32)}`) : BigInt(time)
  return base32(stamp, 10) + base32(BigInt(`0x${hash.slice(0, 20)}`), 16)
}

function base32(number: bigint, digits: number): string {
  let text = ''
  for (let rest = number, digit = 0; digit < digits; digit++, rest >>= 5n) {
    text = `${ALPHABET[Number(rest & 31n)]}${text}`
  }
  return text
}
