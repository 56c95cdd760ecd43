import type { OwnFunction } from '../../src/destination.js'

const longest = 1024
const mostTypes = 5
const mostGroups = 10

type Members = Record<string, unknown>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

const isName = (value: unknown): boolean =>
  (typeof value === 'string' && value !== '' && value.length <= longest) || Number.isFinite(value)

/** A user or device id: cut, it would be another person's; too short, it sinks its request. */
const id: OwnFunction = (value, { settings, refuse }) => {
  const { length } = [...String(value)]
  if (length > longest) return refuse(`longer than ${longest} characters`)
  const least = Number(settings.minIdLength)
  return length < least ? refuse(`shorter than minIdLength, ${least}`) : value
}

/** Whole numbers stay, others give nothing. */
const whole: OwnFunction = (value) => (Number.isSafeInteger(value) ? value : undefined)

/** An order stays if no product of it has a price. */
const unpriced: OwnFunction = (order) => {
  const products = isObject(order) ? listOf(order.products) : []
  const price = (product: unknown) => (isObject(product) ? product.price : undefined)
  return products.some((product) => Number.isFinite(price(product)) && price(product) !== 0)
    ? undefined
    : order
}

/** Names of properties → each to be unset. */
const unset: OwnFunction = (names) =>
  Object.fromEntries(listOf(names).flatMap((name) => (isName(name) ? [[name, '-']] : [])))

/** Group types, each with one name or several, as many as the vendor tracks. */
const groups: OwnFunction = (value, { refuse, warn }) => {
  if (!isObject(value)) return refuse('must be an object of group types')
  let left = mostGroups
  let isOver = false
  const types = Object.entries(value).flatMap(([type, given]) => {
    const names = listOf(given).filter(isName).map(String)
    const kept = names.slice(0, left)
    left -= kept.length
    if (kept.length < names.length) isOver = true
    if (kept.length === 0 || !isName(type)) return []
    return [[type, Array.isArray(given) ? kept : kept[0]]]
  })
  if (isOver || types.length > mostTypes) {
    warn('MEMBERS_DROPPED', `only ${mostTypes} types and ${mostGroups} groups are tracked`)
  }
  return Object.fromEntries(types.slice(0, mostTypes))
}

/**
 * Operations on the properties of a person. Members that are no operation hold
 * more of them, which join last. The first that names a property keeps it.
 */
const operations: OwnFunction = (value, { warn }) => {
  const isOperation = ([name]: [string, unknown]) => name.startsWith('$')
  const all = Object.entries(value as Record<string, Members>)
  const more = all.filter((entry) => !isOperation(entry))
  const joined = [...all.filter(isOperation), ...more.flatMap(([, each]) => Object.entries(each))]
  const seen = new Set<string>()
  const result = new Map<string, [string, unknown][]>()
  for (const [operation, operands] of joined) {
    const fresh = Object.entries(operands as Members).filter(([name]) => {
      if (!seen.has(name)) return seen.add(name)
      warn(
        'NAME_CLASH',
        `"${name.slice(0, 60)}" of ${operation} has an operation already; left out`,
      )
      return false
    })
    if (fresh.length > 0) result.set(operation, [...(result.get(operation) ?? []), ...fresh])
  }
  return Object.fromEntries(
    [...result].map(([name, members]) => [name, Object.fromEntries(members)]),
  )
}

export const functions = { id, whole, unpriced, unset, groups, operations }
