import { createHmac, hash } from 'node:crypto'

/** SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hex digits. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex')

/** HMAC-SHA256 of the UTF-8 bytes of a text by those of a key, as 64 lower-case hex digits. */
export const hmacSha256 = (key: string, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex')
