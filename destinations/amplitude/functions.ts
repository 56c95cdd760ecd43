import { type OwnFunction, textOf } from '../../src/destination.js'

const longest = 1024
const mostTypes = 5
const mostGroups = 10

type Members = Record<string, unknown>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

const isNumber = (value: unknown): value is number => Number.isFinite(value)

const isName = (value: unknown): boolean =>
  typeof value === 'string' ? value !== '' && value.length <= longest : isNumber(value)

/** A user or device id: cut, it would be another person's; too short, it sinks its request. */
const id: OwnFunction = (value, context) => {
  const text = textOf(value)
  if (text === '') return context.refuse('no text')
  if (text.length > longest) return context.refuse(`longer than ${longest} characters`)
  const least = Number(context.settings.minIdLength)
  // A character takes at most two units.
  const enough = text.length >= least * 2 || [...text].length >= least
  return enough ? value : context.refuse(`shorter than minIdLength, ${least}`)
}

/** What a product brought in; a settled price is a number. */
function amountOf(product: unknown): number | undefined {
  if (!isObject(product)) return undefined
  const { price, quantity, revenue } = product
  const total = isNumber(price) ? price * (isNumber(quantity) ? quantity : 1) : revenue
  return isNumber(total) ? total : undefined
}

const amount: OwnFunction = (product, { refuse }) => {
  const found = amountOf(product)
  const { price } = isObject(product) ? product : {}
  if (found !== undefined || price === undefined || price === null) return found
  return refuse('the price is no number')
}

/** How many of a product were bought, one where it does not say; a part of one is no quantity to the vendor. */
const pieces: OwnFunction = (product, { refuse }) => {
  const { quantity } = product as Members
  if (quantity === undefined || quantity === null) return 1
  return Number.isSafeInteger(quantity) ? quantity : refuse('the quantity is not a whole number')
}

/** An order stays if no product of it brought anything in. */
const unpriced: OwnFunction = (order) => {
  const products = isObject(order) ? listOf(order.products) : []
  return products.some((product) => amountOf(product)) ? undefined : order
}

/** Properties stay if their price times their quantity is their revenue. */
const agreed: OwnFunction = (properties) => {
  const { price, quantity, revenue } = properties as Members
  const known = isNumber(price) && isNumber(revenue) && Number.isSafeInteger(quantity)
  return known && Math.abs(price * Number(quantity) - revenue) < 0.005 ? properties : undefined
}

/** Names of properties → each with what stands for its removal. */
const unset: OwnFunction = (names) =>
  Object.fromEntries(listOf(names).flatMap((name) => (isName(name) ? [[name, '-']] : [])))

/** Group types, each with one name or several, as many as the vendor tracks. */
const groups: OwnFunction = (value, { refuse, warn }) => {
  if (!isObject(value)) return refuse('must be an object of group types')
  const usable = Object.entries(value).map(([type, given]): [string, unknown[]] => [
    type,
    isName(type) ? listOf(given).filter(isName) : [],
  ])
  if (usable.some(([type, names]) => names.length < listOf(value[type]).length)) {
    warn('VALUE_DROPPED', `a group is named by text of at most ${longest} characters`)
  }
  const types = usable.filter(([, names]) => names.length > 0)
  let left = mostGroups
  const kept = types.slice(0, mostTypes).flatMap(([type, names]) => {
    const fitting = names.slice(0, left).map(String)
    left -= fitting.length
    return fitting.length === 0 ? [] : [[type, Array.isArray(value[type]) ? fitting : fitting[0]]]
  })
  if (types.flatMap(([, names]) => names).length > mostGroups - left) {
    warn('MEMBERS_DROPPED', `only ${mostTypes} types and ${mostGroups} groups are tracked`)
  }
  return Object.fromEntries(kept)
}

export const functions = { id, amount, pieces, unpriced, agreed, unset, groups }
