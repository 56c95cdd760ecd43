import { copy } from '../../src/event/copy.js'
import { put } from '../../src/event/values.js'
import { cutToBytes, cutToLength } from '../../src/utf8.js'
import { type Fields, isWithin, type Members, object, refuse, type Told } from './read-told.js'

/** Limits of an object: UTF-8 bytes of each member and of each name, and how many members. */
export interface Limits {
  bytes: number
  nameBytes?: number
  members?: number | undefined
}

/** A copy within the limits, with what was cut or left out told. */
export function within(
  { bytes, nameBytes = Number.POSITIVE_INFINITY, members = Number.POSITIVE_INFINITY }: Limits,
  value: Members,
  told: Told,
  at: string,
  source: string,
): Fields {
  const result: Fields = {}
  const beyond: string[] = []
  let count = 0
  for (const name of Object.keys(value)) {
    const path = `${at}.${cutToLength(name, 60)}`
    if (!isWithin(name, nameBytes)) {
      const message = `a name of ${source} is longer than ${nameBytes} bytes; left out`
      told.push({ code: 'NAME_DROPPED', path, message })
      continue
    }
    const fitted = fitMember(value[name], bytes, told, path, `${source}.${cutToLength(name, 60)}`)
    if (fitted === undefined) continue
    if (count === members) beyond.push(name)
    else {
      put(result, name.toWellFormed(), fitted)
      count++
    }
  }
  tooMany(beyond, members, told, at)
  return result
}

function fitMember(
  value: unknown,
  bytes: number,
  told: Told,
  path: string,
  source: string,
): unknown {
  if (typeof value === 'string') {
    const whole = value.toWellFormed()
    const shorter = cutToBytes(whole, bytes)
    if (shorter.length < whole.length) {
      const message = `${source}: cut from length ${whole.length} to ${bytes} bytes`
      told.push({ code: 'TEXT_CUT', path, message })
    }
    return shorter
  }
  const inside = copyInside(value)
  return typeof inside === 'object' && inside !== null && !isWithin(JSON.stringify(inside), bytes)
    ? refuse(told, path, source, `more than ${bytes} bytes as JSON`)
    : inside
}

/** A copy in which lists lose what is absent. */
function copyInside(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((element) => element !== undefined)
      .map((element) => copyInside(element) ?? null)
  }
  const members = object(value)
  if (members === undefined) return copy(value)
  const result: Fields = {}
  for (const name of Object.keys(members)) {
    const member = copyInside(members[name])
    if (member !== undefined) put(result, name.toWellFormed(), member)
  }
  return result
}

/** Tells the members that one object may not have, too. */
export function tooMany(names: readonly string[], most: number, told: Told, path: string): void {
  if (names.length === 0) return
  const listed = names.slice(0, 20).map(quote).join(', ')
  const more = names.length > 20 ? ` and ${names.length - 20} more` : ''
  const message = `only ${most} members are taken; left out: ${listed}${more}`
  told.push({ code: 'MEMBERS_DROPPED', path, message })
}

function quote(name: string): string {
  return name.length > 60 ? `"${cutToLength(name, 60)}…"` : `"${name}"`
}
