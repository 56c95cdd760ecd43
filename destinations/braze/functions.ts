import { type OwnFunction, textOf } from '../../src/destination.js'
import { filled, isMembers, isThere, longestName, type Members, named, quote } from './members.js'

/** These say whose the attributes are, which the event has said. */
const identifying = new Set([
  'external_id',
  'user_alias',
  'braze_id',
  'app_id',
  'push_token_import',
])

const isAttribute = (name: string) =>
  name.length <= longestName && name.trim() !== '' && !identifying.has(name)

/** A quantity that the vendor counts purchases by. */
const isCount = (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= 100

const code = (value: unknown) => /^[a-z]{2}$/i.exec(textOf(value).trim())?.[0]

/** `own.name` of the mapping file. */
export const functions: Readonly<Record<string, OwnFunction>> = {
  properties: (value, context) =>
    isMembers(value) ? named(value, context) : context.refuse('no object'),

  /** Traits: null clears one, but within one it sinks the others. */
  attributes(value, context) {
    if (!isMembers(value)) return context.refuse('no object')
    const attributes: Record<string, unknown> = { ...value }
    for (const name of Object.keys(value)) {
      const member = value[name]
      const fits = isAttribute(name)
      if (!fits) context.warn('NAME_DROPPED', `${quote(name)} is no name of an attribute`)
      if (!fits || !(member === null || isThere(member))) delete attributes[name]
      else if (typeof member === 'object') attributes[name] = filled(member)
    }
    return attributes
  },

  country: (value, context) =>
    code(value)?.toUpperCase() ?? context.refuse('no country of two letters, such as DE'),

  language: (value, context) =>
    code(textOf(value).split(/[-_]/)[0])?.toLowerCase() ?? context.refuse('no language such as en'),

  day(value, context) {
    const text = value instanceof Date ? value.toJSON() : value
    const [day = ''] = /^\s*(19|20)\d\d-\d\d-\d\d/.exec(textOf(text)) ?? []
    return new Date(day).toJSON()?.startsWith(day.trim()) && day !== ''
      ? day.trim()
      : context.refuse('no date of 1900 to 2099')
  },

  /** A quantity of purchases; of another, the price is that of all. */
  pieces(product, context) {
    const { quantity } = product as Members
    if (!isThere(quantity) || isCount(quantity)) return quantity
    return context.refuse('the quantity is no whole number from 1 to 100; the price is that of all')
  },

  unitPrice(product, context) {
    const { price, quantity } = product as Members
    if (typeof price !== 'number') return undefined
    if (typeof quantity !== 'number' || isCount(quantity)) return price
    return quantity > 0 ? price * quantity : context.refuse('none of it was bought')
  },

  /** An operation on a list that the person has. */
  added: (value) => ({ add: [value] }),

  /** The first of a list, where the second is the same. */
  same: (value) => ((value as unknown[])[0] === (value as unknown[])[1] ? first(value) : undefined),

  /** The first of a list, unless another is the same. */
  unlike: (value) =>
    (value as unknown[]).slice(1).includes(first(value)) ? undefined : first(value),
}

const first = (value: unknown) => (value as unknown[])[0]
