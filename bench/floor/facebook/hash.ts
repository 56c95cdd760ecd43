import { sha256 } from '#sha256'

const HASHED = /^\s*[0-9a-f]{64}\s*$/i
const PLAIN_LETTERS = /^[a-z]*$/
const NO_LETTERS = /[^\p{L}\p{M}]+/gu

/** Whether a text is a hash already. */
export const isHashed = (text: string) => text.length >= 64 && HASHED.test(text)

/** A hash as the vendor writes it. */
export const bareHash = (text: string) => text.trim().toLowerCase()

/** The hash of a text; of nothing there is none. */
export const hashOf = (text: string) => (text === '' ? undefined : sha256(text))

/** Whether a lower-cased text has no others than a to z. */
export const isPlainLetters = (text: string) => PLAIN_LETTERS.test(text)

/** Unicode letters and their marks only. */
export const lettersOf = (text: string) =>
  isPlainLetters(text) ? text : text.replace(NO_LETTERS, '')

/** Countries and states are few, and a hash is what a person costs. */
const codes = new Map<string, string>()
const MOST_CODES = 1000

/** The hash of a short code. */
export function hashOfCode(code: string): string {
  let hash = codes.get(code)
  if (hash === undefined) {
    hash = sha256(code)
    if (codes.size < MOST_CODES) codes.set(code, hash)
  }
  return hash
}
