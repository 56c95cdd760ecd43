import { sha256 } from '#sha256'

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i
/** The codes of the digits of base 32. */
const digits = Uint8Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (digit) => digit.charCodeAt(0))
/** The value of a hex digit, by its code. */
const hexDigits = new Uint8Array(128)
for (let value = 0; value < 16; value++) hexDigits[value.toString(16).charCodeAt(0)] = value

/** A ULID stays; of other text one is made: the time in milliseconds, else one of the hash, and 80 bits of SHA-256. */
export function ulid(text: string, time: number | undefined): string {
  if (text.length === 26 && ULID.test(text)) return text.toUpperCase()
  const hash = sha256(text)
  const stamp = time ?? Number.parseInt(hash.slice(20, 32), 16)
  const high = Math.floor(stamp / 0x2000000)
  const low = stamp % 0x2000000
  const a = bitsAt(hash, 0)
  const b = bitsAt(hash, 5)
  const c = bitsAt(hash, 10)
  const d = bitsAt(hash, 15)
  // One flat text: one of many parts would be put together again by whoever reads it.
  return String.fromCharCode(
    digit(high >> 20),
    digit(high >> 15),
    digit(high >> 10),
    digit(high >> 5),
    digit(high),
    digit(low >> 20),
    digit(low >> 15),
    digit(low >> 10),
    digit(low >> 5),
    digit(low),
    digit(a >> 15),
    digit(a >> 10),
    digit(a >> 5),
    digit(a),
    digit(b >> 15),
    digit(b >> 10),
    digit(b >> 5),
    digit(b),
    digit(c >> 15),
    digit(c >> 10),
    digit(c >> 5),
    digit(c),
    digit(d >> 15),
    digit(d >> 10),
    digit(d >> 5),
    digit(d),
  )
}

function digit(bits: number): number {
  return digits[bits & 31] ?? 0
}

/** 20 bits, of five hex digits. */
function bitsAt(hash: string, index: number): number {
  return (
    (hexAt(hash, index) << 16) |
    (hexAt(hash, index + 1) << 12) |
    (hexAt(hash, index + 2) << 8) |
    (hexAt(hash, index + 3) << 4) |
    hexAt(hash, index + 4)
  )
}

function hexAt(hash: string, index: number): number {
  return hexDigits[hash.charCodeAt(index)] ?? 0
}
