import { MASK } from '../destination.js'
import { textsIn } from '../event/values.js'
import { type Connection, secretNames } from '../routing/connection.js'
import type { Hide } from './say.js'

const hides = new WeakMap<Connection, Hide>()

/** Replaces every credential of the connection by `***`, also where it is URL-encoded, escaped or in base64. */
export function hideOf(connection: Connection): Hide {
  let hide = hides.get(connection)
  if (hide === undefined) {
    hide = hideSecrets(
      textsIn(secretNames(connection).map((name) => connection.inside.settings[name])).flatMap(
        withToken,
      ),
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

/** Of a header such as `Bearer token`, the token too; short words tell nothing. */
function withToken(secret: string): string[] {
  const [, token] = /^[A-Za-z][\w-]*\s+(\S{6,})$/.exec(secret) ?? []
  return token === undefined ? [secret] : [secret, token]
}

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  const spellings = [secret, json, json.replaceAll('/', '\\/'), ...base64Forms(secret)]
  const encoded = spellings.flatMap(urlForms)
  // A vendor may show an address within an address.
  return [...spellings, ...encoded, ...urlForms(secret).flatMap(urlForms)]
}

function urlForms(text: string): string[] {
  if (/\p{Cs}/u.test(text)) return []
  const encoded = encodeURIComponent(text)
  const strict = encoded.replace(/[!'()*~]/g, percent)
  const form = new URLSearchParams({ '': text }).toString().slice(1)
  const forms = [encoded, strict, encoded.replaceAll('%20', '+'), form]
  return [...forms, ...forms.map(lowerHex)]
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}

function lowerHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase())
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
