import { type OwnContext, textOf } from '../../src/destination.js'

type Members = Record<string, unknown>

/** Value functions about the instance of the app, its device and its place. */
export const instance = {
  /** Another id, such as that of the Firebase installation, is taken and the event lost. */
  appInstanceId(value: unknown, context: OwnContext) {
    const id = textOf(value).trim()
    return /^[0-9a-f]{32}$/i.test(id)
      ? id
      : context.refuse('not the 32 hex digits of an app instance')
  },

  /** Of a list of ids by type. */
  externalId(value: unknown) {
    const ids = Array.isArray(value) ? (value as (Members | null)[]) : []
    return ids.find((one) => one?.type === 'ga4AppInstanceId')?.id
  },

  /** Android has no other word for a tablet than its shorter side: 600 dp; some SDKs give the density in dpi. */
  category(value: unknown) {
    const { type, model, width, height, density = 1 } = value as Record<string, number | string>
    if (type !== 'android') return /^ipad/i.test(textOf(model)) ? 'tablet' : 'mobile'
    const scale = Number(density) > 20 ? Number(density) / 160 : Number(density)
    return Math.min(Number(width), Number(height)) / scale >= 600 ? 'tablet' : 'mobile'
  },

  /** A code of ISO 3166-1; names of countries are none. */
  country(value: unknown) {
    const code = textOf(value).trim().toUpperCase()
    return /^[A-Z]{2}$/.test(code) ? code : undefined
  },

  /** A code of ISO 3166-2, with its country's before it. */
  region(value: unknown) {
    const { country, region } = value as Record<'country' | 'region', string>
    const code = region.trim().toUpperCase()
    const whole = code.startsWith(`${country}-`) ? code : `${country}-${code}`
    return /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(whole) ? whole : undefined
  },

  /** Ids that name a person in the plain are against the terms. */
  impersonal(value: unknown, context: OwnContext) {
    const text = textOf(value)
    if (text === '') return context.refuse('no text')
    return /@|%40|^\s*\+[\d\s().-]{7,}$/i.test(text)
      ? context.refuse('looks like an e-mail address or phone number, which the terms forbid')
      : value
  },
}
