import type { OwnContext, OwnFunction } from '../../src/destination.js'

type Members = Readonly<Record<string, unknown>>
type Warn = OwnContext['warn']

const longestName = 255
const reserved = new Set(['time', 'event_name'])

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

const isThere = (value: unknown) =>
  value !== undefined && value !== null && !(typeof value === 'number' && !Number.isFinite(value))

/** Without values that are nothing, at any depth: one of them sinks all that it stands in. */
function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(isThere).map(filled)
  if (!isMembers(value)) return value
  const members = Object.entries(value).filter(([, member]) => isThere(member))
  return Object.fromEntries(members.map(([name, member]) => [name, filled(member)]))
}

/** Members under names that the vendor takes, at any depth. */
function named(value: unknown, warn: Warn, name: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((member) => named(member, warn, name))
  if (!isMembers(value)) return value
  const found = new Map<string, unknown>()
  const changed = Object.entries(value).map(([from, member]) => ({ from, to: name(from), member }))
  // A member that has its name from the start goes before one that comes to it.
  for (const { from, to, member } of changed.sort(
    (a, b) => Number(a.from !== a.to) - Number(b.from !== b.to),
  )) {
    if (to === '' || to.length > longestName) warn('NAME_DROPPED', `${quote(from)} is no name`)
    else if (found.has(to)) warn('NAME_CLASH', `${quote(from)} became ${quote(to)}, which is there`)
    else {
      if (from !== to) warn('NAME_CHANGED', `${quote(from)} became ${quote(to)}`)
      found.set(
        to,
        named(member, warn, (inner) => bare(inner)),
      )
    }
  }
  return Object.fromEntries(found)
}

const bare = (name: string) => name.trim().replace(/^\$+/, '').trim()

function unreserved(name: string): string {
  const free = bare(name)
  return reserved.has(free) ? `property_${free}` : free
}

/** A quantity that the vendor counts purchases by. */
const isCount = (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= 100

const code = (value: unknown) => /^[a-z]{2}$/i.exec(String(value).trim())?.[0]

const degrees =
  (most: number): OwnFunction =>
  (value, { refuse }) =>
    Math.abs(Number(value)) <= most ? value : refuse(`beyond ${most} degrees`)

/** `own.name` of the mapping file. */
export const functions: Readonly<Record<string, OwnFunction>> = {
  properties: (value, { refuse, warn }) =>
    isMembers(value) ? named(filled(value), warn, unreserved) : refuse('no object'),

  /** Traits: null clears one, but within one it sinks the others. */
  attributes(value, { refuse, warn }) {
    if (!isMembers(value)) return refuse('no object')
    const usable = Object.entries(value).filter(([name, member]) => {
      const fits = name.trim() !== '' && name.length <= longestName
      if (!fits) warn('NAME_DROPPED', `${quote(name)} is no name`)
      return fits && (member === null || isThere(member))
    })
    return Object.fromEntries(usable.map(([name, member]) => [name, filled(member)]))
  },

  country: (value, { refuse }) =>
    code(value)?.toUpperCase() ?? refuse('no country of two letters, such as DE'),

  language: (value, { refuse }) =>
    code(String(value).split(/[-_]/)[0])?.toLowerCase() ?? refuse('no language such as en'),

  day(value, { refuse }) {
    const text = value instanceof Date ? value.toJSON() : value
    const [day = ''] = /^\s*(19|20)\d\d-\d\d-\d\d/.exec(String(text ?? '')) ?? []
    return new Date(day).toJSON()?.startsWith(day.trim()) && day !== ''
      ? day.trim()
      : refuse('no date of 1900 to 2099')
  },

  amount: (value, { refuse }) => (Number(value) >= 0 ? value : refuse('below zero')),

  count: (value, { refuse }) =>
    Number.isSafeInteger(value) && Number(value) >= 0 ? value : refuse('no whole number'),

  longitude: degrees(180),
  latitude: degrees(90),

  /** A quantity of purchases; of another, the price is that of all. */
  pieces: (value, { refuse }) =>
    isCount(value) ? value : refuse('no whole number from 1 to 100: the price is that of all'),

  unitPrice(product, { refuse }) {
    const { price, quantity = 1 } = product as Members
    if (typeof price !== 'number' || typeof quantity !== 'number') return undefined
    if (quantity <= 0) return refuse('none of it was bought')
    return isCount(quantity) ? price : price * quantity
  },

  /** The first of a list, where the second is the same. */
  same: (value) => ((value as unknown[])[0] === (value as unknown[])[1] ? first(value) : undefined),

  /** The first of a list, unless another is the same. */
  unlike: (value) =>
    (value as unknown[]).slice(1).includes(first(value)) ? undefined : first(value),
}

const first = (value: unknown) => (value as unknown[])[0]

function quote(name: string): string {
  return name.length > 60 ? `"${name.slice(0, 60).toWellFormed()}…"` : `"${name}"`
}
