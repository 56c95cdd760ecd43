import { hmac } from '@noble/hashes/hmac.js'
import { sha256 as digest } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hex digits, where there is no Node. */
export const sha256 = (text: string): string => bytesToHex(digest(utf8ToBytes(text)))

/** HMAC-SHA256 of the UTF-8 bytes of a text by those of a key, as 64 lower-case hex digits. */
export const hmacSha256 = (key: string, text: string): string =>
  bytesToHex(hmac(digest, utf8ToBytes(key), utf8ToBytes(text)))
