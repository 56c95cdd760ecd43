import { type Fields, isWithin, type Members } from '../read-told.js'
import { isWithinAsJson } from './attributes.js'
import { textInSeconds } from './dates.js'

/** With the fields beside them these stay below the limit, and need not be counted. */
const mostMembers = 280

/**
 * A copy of attributes, with dates as Unix seconds where `dates` is so, or
 * undefined where something has to be told, which needs a closer look. Names of
 * `known` are passed to `isRead`, and have no value where it holds.
 *
 * A clone in which some members are changed: an object of many members added by computed names is slow to make.
 */
export function plainAttributes<Context>(
  members: Members,
  known: ReadonlySet<string>,
  isRead: (name: string, value: unknown, context: Context) => boolean,
  context: Context,
  dates: boolean,
): Fields | undefined {
  const clone: Fields = { ...members }
  let room = mostMembers
  for (const name in clone) {
    const value = clone[name]
    if (known.has(name)) {
      if (!isRead(name, value, context)) return undefined
      clone[name] = undefined
      continue
    }
    if (name.charCodeAt(0) === underscore || !isUsual(name) || --room < 0) return undefined
    if (typeof value === 'string') {
      if (!isWithin(value, 1000) || !value.isWellFormed()) return undefined
      if (dates && value.charCodeAt(4) === dash) clone[name] = textInSeconds(value)
    } else if (typeof value === 'object' && value !== null) {
      const settled = Object.hasOwn(clone, name) ? inside(value, dates) : undefined
      if (settled === undefined) return undefined
      clone[name] = settled
    } else if (!(typeof value === 'number' ? Number.isFinite(value) : isSimple(value))) {
      return undefined
    }
  }
  return clone
}

function isSimple(value: unknown): boolean {
  return typeof value === 'boolean' || value === null
}

const dash = 45
const underscore = 95

function isUsual(name: string): boolean {
  return name.length <= 50 && name !== 'cio_id' && name.isWellFormed()
}

/** A list or an object within the limit; undefined of what needs a closer look. */
function inside(value: object, dates: boolean): unknown {
  const settled = settle(value, dates)
  return settled !== undefined && isWithinAsJson(settled) ? settled : undefined
}

function settle(value: object, dates: boolean): object | undefined {
  if (value instanceof Date) return undefined
  if (Array.isArray(value)) {
    const list: unknown[] = []
    for (const element of value) {
      const settled = settleMember(element, dates)
      if (settled === undefined) return undefined
      list.push(settled)
    }
    return list
  }
  const members: Fields = {}
  for (const name of Object.keys(value)) {
    const settled = settleMember((value as Members)[name], dates)
    if (settled === undefined || name === '__proto__' || !name.isWellFormed()) return undefined
    members[name] = settled
  }
  return members
}

function settleMember(value: unknown, dates: boolean): unknown {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) return undefined
      return dates ? textInSeconds(value) : value
    case 'number':
      return Number.isFinite(value) ? value : undefined
    case 'boolean':
      return value
    case 'object':
      return value === null ? null : settle(value, dates)
    default:
      return undefined
  }
}
