import { type OwnContext, sha256 } from '../../src/destination.js'
import {
  reservedEvents,
  reservedPrefix,
  reservedProperties,
  sdkEvents,
  sdkProperties,
} from './reserved.js'

const PLAIN = /^[A-Za-z][A-Za-z0-9_]*$/

/** Letters lose their accents, all else that is not taken becomes `_`; nothing where none is left. */
function plain(value: unknown): string {
  if (typeof value === 'string' && PLAIN.test(value)) return value
  const name = String(value)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .trim()
    .replace(/[^A-Za-z0-9_]/g, '_')
    .replace(/^_+/, '')
  return /^\d/.test(name) ? `custom_${name}` : name
}

function told(name: string, value: unknown, context: OwnContext): string {
  if (name !== value) context.warn('NAME_CHANGED', `${quote(String(value))} became ${quote(name)}`)
  return name
}

function quote(name: string): string {
  return name.length > 60 ? `"${name.slice(0, 60).toWellFormed()}…"` : `"${name}"`
}

/** Value functions that make names the vendor takes. */
export const names = {
  /** Where no letter is left, names that differ must not become one. */
  eventName(value: unknown, context: OwnContext) {
    const cased = context.settings.lowercaseNames === true ? String(value).toLowerCase() : value
    const name = plain(cased)
    if (name === '') return told(`event_${sha256(String(value)).slice(0, 8)}`, value, context)
    const reserved = reservedPrefix.test(name) || reservedEvents.has(name) || sdkEvents.has(name)
    return told(reserved ? `custom_${name}` : name, value, context)
  },

  parameterName(value: unknown, context: OwnContext) {
    const name = plain(value)
    const reserved = reservedPrefix.test(name)
    return told(reserved ? `custom_${name}` : name, value, context)
  },

  propertyName(value: unknown, context: OwnContext) {
    const name = plain(value)
    const reserved =
      reservedPrefix.test(name) || reservedProperties.has(name) || sdkProperties.has(name)
    return told(reserved ? `custom_${name}` : name, value, context)
  },
}
