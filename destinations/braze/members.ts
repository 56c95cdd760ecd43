import type { OwnContext } from '../../src/destination.js'

export type Members = Readonly<Record<string, unknown>>
type Warn = OwnContext['warn']

export const longestName = 255
const reserved = new Set(['time', 'event_name'])
export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

export const isThere = (value: unknown) =>
  value !== undefined && value !== null && !(typeof value === 'number' && !Number.isFinite(value))

/** Without values that are nothing, at any depth: one of them sinks all that it stands in. */
export function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(isThere).map(filled)
  if (!isMembers(value)) return value
  const members: [string, unknown][] = []
  for (const name of Object.keys(value)) {
    const member = value[name]
    if (isThere(member)) members.push([name, filled(member)])
  }
  return Object.fromEntries(members)
}

/** Members under names that the vendor takes, at any depth. */
export function named(value: unknown, warn: Warn, name: (name: string) => string): unknown {
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

export function unreserved(name: string): string {
  const free = bare(name)
  return reserved.has(free) ? `property_${free}` : free
}

export function quote(name: string): string {
  return name.length > 60 ? `"${name.slice(0, 60).toWellFormed()}…"` : `"${name}"`
}
