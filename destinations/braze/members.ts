import type { OwnContext } from '../../src/destination.js'

export type Members = Readonly<Record<string, unknown>>
type Warn = OwnContext['warn']

export const longestName = 255
const reserved = ['time', 'event_name']

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

export const isThere = (value: unknown) =>
  value !== undefined && value !== null && !(typeof value === 'number' && !Number.isFinite(value))

/** Whether all of it can stay, at any depth: mostly it can, and then nothing is made anew. */
function stays(value: unknown, isFree: (name: string) => boolean): boolean {
  if (Array.isArray(value)) {
    for (const member of value) if (!isThere(member) || !stays(member, isFree)) return false
    return true
  }
  if (!isMembers(value)) return true
  for (const name of Object.keys(value)) {
    const member = value[name]
    if (!isThere(member) || !isFree(name)) return false
    if (typeof member === 'object' && !stays(member, isFree)) return false
  }
  return true
}

/** Without values that are nothing, at any depth: one of them sinks all that it stands in. */
export function filled(value: unknown): unknown {
  return stays(value, () => true) ? value : refilled(value)
}

function refilled(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(isThere).map(refilled)
  if (!isMembers(value)) return value
  const members: [string, unknown][] = []
  for (const name of Object.keys(value)) {
    const member = value[name]
    if (isThere(member)) members.push([name, refilled(member)])
  }
  return Object.fromEntries(members)
}

/** What is there, under names that the vendor takes, at any depth. */
export function named(value: Members, context: OwnContext): unknown {
  const isReserved = reserved.some((name) => Object.hasOwn(value, name))
  return !isReserved && stays(value, isFree) ? value : renamed(value, context.warn, unreserved)
}

function renamed(value: unknown, warn: Warn, name: (name: string) => string): unknown {
  if (Array.isArray(value)) {
    return value.filter(isThere).map((member) => renamed(member, warn, bare))
  }
  if (!isMembers(value)) return value
  const found: [string, unknown][] = []
  const changed: { from: string; to: string }[] = []
  const add = (to: string, from: string) => {
    found.push([to, renamed(value[from], warn, bare)])
  }
  for (const from of Object.keys(value)) {
    if (!isThere(value[from])) continue
    const to = name(from)
    if (to !== from) changed.push({ from, to })
    else if (isName(to)) add(to, from)
    else warn('NAME_DROPPED', `${quote(from)} is no name`)
  }
  // A member that has its name from the start goes before one that comes to it.
  const taken = changed.length === 0 ? undefined : new Set(found.map(([to]) => to))
  for (const { from, to } of changed) {
    if (!isName(to)) warn('NAME_DROPPED', `${quote(from)} is no name`)
    else if (taken?.has(to))
      warn('NAME_CLASH', `${quote(from)} became ${quote(to)}, which is there`)
    else {
      warn('NAME_CHANGED', `${quote(from)} became ${quote(to)}`)
      taken?.add(to)
      add(to, from)
    }
  }
  return Object.fromEntries(found)
}

const isName = (name: string) => name !== '' && name.length <= longestName

const isFree = (name: string) => isName(name) && bare(name) === name

const SPACE = 0x20
const DOLLAR = 0x24
const DELETE = 0x7f

/** Begins and ends with a visible character of ASCII, and not with the mark of the vendor's own. */
function isPlain(name: string): boolean {
  const first = name.charCodeAt(0)
  const last = name.charCodeAt(name.length - 1)
  return first > DOLLAR && first < DELETE && last > SPACE && last < DELETE
}

const bare = (name: string) => (isPlain(name) ? name : name.trim().replace(/^\$+/, '').trim())

function unreserved(name: string): string {
  const free = bare(name)
  return reserved.includes(free) ? `property_${free}` : free
}

export function quote(name: string): string {
  return name.length > 60 ? `"${name.slice(0, 60).toWellFormed()}…"` : `"${name}"`
}
