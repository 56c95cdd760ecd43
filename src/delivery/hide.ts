import { MASK } from '../destination.js'
import { textsIn } from '../event/values.js'
import { type Connection, secretNames } from '../routing/connection.js'
import type { Hide } from './say.js'

const hides = new WeakMap<Connection, Hide>()

/** Replaces every credential of the connection by `***`, also where it is URL-encoded or in base64. */
export function hideOf(connection: Connection): Hide {
  let hide = hides.get(connection)
  if (hide === undefined) {
    hide = hideSecrets(
      textsIn(secretNames(connection).map((name) => connection.inside.settings[name])),
    )
    hides.set(connection, hide)
  }
  return hide
}

function hideSecrets(secrets: string[]): Hide {
  const forms = [...new Set(secrets.flatMap(formsOf))].filter((form) => form !== '')
  if (forms.length === 0) return (text) => text
  // The longest first, so that none is left half hidden.
  forms.sort((a, b) => b.length - a.length)
  const any = new RegExp(
    forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'),
    'g',
  )
  return (text) => text.replace(any, MASK)
}

function formsOf(secret: string): string[] {
  const base64 = base64Forms(secret)
  const spellings = [secret, JSON.stringify(secret).slice(1, -1), ...base64]
  return [...spellings, ...spellings.flatMap(urlForms)]
}

function urlForms(text: string): string[] {
  if (/\p{Cs}/u.test(text)) return []
  const encoded = encodeURIComponent(text)
  const lower = encoded.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase())
  return [encoded, lower, encoded.replaceAll('%20', '+')]
}

/** Whole, and as it reads inside a longer text such as `user:password`, where it may start at any of three bytes. */
function base64Forms(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret)
  const inner = [0, 1, 2].map((before) => {
    const text = base64(new Uint8Array([...new Uint8Array(before), ...bytes]))
    const start = Math.ceil((before * 8) / 6)
    return text.slice(start, Math.floor(((before + bytes.length) * 8) / 6))
  })
  const standard = [base64(bytes), ...inner.filter((text) => text.length >= 6)]
  return standard.flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')])
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
