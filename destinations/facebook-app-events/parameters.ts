import { type OwnContext, propertyNames } from '../../src/destination.js'

const withAmount = new Set(['Purchase', 'Rate'])

/** Value functions about events and their parameters, for both of Meta's APIs. */
export const parameters = {
  /** The SDKs take no name of one character. */
  twoCharacters(value: unknown, { warn }: OwnContext) {
    const name = String(value)
    if (name.length > 1) return name
    warn('NAME_CHANGED', `"${name}" became "${name}_"`)
    return `${name}_`
  },

  /** Names that begin with `_`, or would once they are cleaned, are the vendor's own. */
  parameter(value: unknown, { warn }: OwnContext) {
    const name = String(value)
    if (/^[0-9A-Za-z]/.test(name)) return name
    const free = name.replace(/^[^0-9A-Za-z]+(?=[0-9A-Za-z])/, '')
    if (free !== value) warn('NAME_CHANGED', `"${value}" became "${free}"`)
    return free
  },

  /** Of more parameters than the vendor takes, those of the catalogue stay. */
  cataloguedFirst(value: unknown) {
    const names = Object.keys(value as object)
    const others = names.filter((name) => !propertyNames.has(name))
    if (others.length === 0 || others.length === names.length) return value
    const first = names.filter((name) => propertyNames.has(name))
    const members = value as Record<string, unknown>
    return Object.fromEntries([...first, ...others].map((name) => [name, members[name]]))
  },

  first1000(value: unknown, { warn }: OwnContext) {
    if (!Array.isArray(value) || value.length <= 1000) return value
    warn('ITEM_DROPPED', `the first 1000 of ${value.length} are sent`)
    return value.slice(0, 1000)
  },

  /** One id or several, as a list of texts. */
  ids(value: unknown) {
    const list = [value].flat().filter((id) => ['string', 'number'].includes(typeof id))
    return list.map(String).slice(0, 1000)
  },

  /** A name of the Conversions API that is of use without an amount; case tells. */
  amountless(name: unknown, { refuse }: OwnContext) {
    return withAmount.has(String(name)) ? refuse('needs an amount') : name
  },

  /** Stands where the name that was wanted could not be given. */
  withoutAmount(name: unknown, { warn }: OwnContext) {
    const needs = 'needs an amount, and a currency that can be read where there is one'
    warn('VALUE_REPLACED', `the name it was to have ${needs}; it goes under its own`)
    return name
  },
}
