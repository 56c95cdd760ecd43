import { type OwnFunction, textOf } from '../../src/destination.js'
import {
  filled,
  isMembers,
  isThere,
  longestName,
  type Members,
  named,
  quote,
  unreserved,
} from './members.js'

/** These say whose the attributes are, which the event has said. */
const identifying = new Set([
  'external_id',
  'user_alias',
  'braze_id',
  'app_id',
  'push_token_import',
])

/** A quantity that the vendor counts purchases by. */
const isCount = (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= 100

const code = (value: unknown) => /^[a-z]{2}$/i.exec(textOf(value).trim())?.[0]

/** `own.name` of the mapping file. */
export const functions: Readonly<Record<string, OwnFunction>> = {
  properties: (value, { refuse, warn }) =>
    isMembers(value) ? named(value, warn, unreserved) : refuse('no object'),

  /** Traits: null clears one, but within one it sinks the others. */
  attributes(value, { refuse, warn }) {
    if (!isMembers(value)) return refuse('no object')
    const usable = Object.entries(value).filter(([name, member]) => {
      const fits = name.trim() !== '' && name.length <= longestName && !identifying.has(name)
      if (!fits) warn('NAME_DROPPED', `${quote(name)} is no name of an attribute`)
      return fits && (member === null || isThere(member))
    })
    return Object.fromEntries(usable.map(([name, member]) => [name, filled(member)]))
  },

  country: (value, { refuse }) =>
    code(value)?.toUpperCase() ?? refuse('no country of two letters, such as DE'),

  language: (value, { refuse }) =>
    code(textOf(value).split(/[-_]/)[0])?.toLowerCase() ?? refuse('no language such as en'),

  day(value, { refuse }) {
    const text = value instanceof Date ? value.toJSON() : value
    const [day = ''] = /^\s*(19|20)\d\d-\d\d-\d\d/.exec(textOf(text)) ?? []
    return new Date(day).toJSON()?.startsWith(day.trim()) && day !== ''
      ? day.trim()
      : refuse('no date of 1900 to 2099')
  },

  /** A quantity of purchases; of another, the price is that of all. */
  pieces(product, { refuse }) {
    const { quantity } = product as Members
    if (!isThere(quantity) || isCount(quantity)) return quantity
    return refuse('the quantity is no whole number from 1 to 100; the price is that of all')
  },

  unitPrice(product, { refuse }) {
    const { price, quantity } = product as Members
    if (typeof price !== 'number') return undefined
    if (typeof quantity !== 'number' || isCount(quantity)) return price
    return quantity > 0 ? price * quantity : refuse('none of it was bought')
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
