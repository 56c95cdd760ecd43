import { functions } from '../../../destinations/customerio/functions.js'
import { put } from '../../../src/event/values.js'
import { utf8Length } from '../../../src/utf8.js'
import { clash } from '../clash.js'
import { type Fields, type Members, refuse, type Told } from '../read-told.js'
import { tooMany, within } from '../within.js'

/** https://docs.customer.io/journeys/attributes/ */
const mostMembers = 300
const mostBytes = 1000
const nameBytes = 150

/** What a function of the destination may say. */
export function saying(told: Told, path: string, source: string) {
  return {
    settings: {},
    refuse: (reason: string) => refuse(told, path, source, reason),
    warn(code: Told[number]['code'], message: string) {
      told.push({ code, path, message: `${source}: ${message}` })
    },
  }
}

/** Without the names that the vendor keeps for itself, which are told; undefined of what is no object. */
export function unreserved(
  value: unknown,
  told: Told,
  at: string,
  source: string,
): Members | undefined {
  return functions.unreserved?.(value, saying(told, at, source)) as Members | undefined
}

/** A copy within the limits of attributes, with what was cut or left out told. */
export function limited(
  value: Members,
  told: Told,
  at: string,
  source: string,
  members?: number,
): Fields {
  return within({ bytes: mostBytes, nameBytes, members }, value, told, at, source)
}

export function isWithinAsJson(value: object): boolean {
  return mostBytesOf(value) <= mostBytes || utf8Length(JSON.stringify(value)) <= mostBytes
}

/** No fewer bytes than a value has as JSON; of most values far fewer than are taken, so that no text need be made. */
function mostBytesOf(value: unknown): number {
  if (typeof value === 'string') return value.length * 6 + 3
  if (typeof value !== 'object' || value === null) return 30
  let bytes = 2
  if (Array.isArray(value)) for (const element of value) bytes += mostBytesOf(element)
  else
    for (const name in value) bytes += name.length * 6 + 4 + mostBytesOf((value as Members)[name])
  return bytes
}

/** The fields, and what else there is; `named` are the names of all fields. */
export function pour(
  rest: Members,
  fields: Fields,
  named: ReadonlySet<string>,
  told: Told,
  at: string,
): Fields | undefined {
  const all = { ...fields }
  let room = mostMembers
  for (const name in fields) if (fields[name] !== undefined) room--
  const beyond: string[] = []
  let some = room < mostMembers
  for (const name of Object.keys(rest)) {
    const value = rest[name]
    if (named.has(name)) clash(name, value, fields, told, at)
    else {
      if (room > 0) put(all, name, value)
      else beyond.push(name)
      room--
      some = true
    }
  }
  tooMany(beyond, mostMembers, told, at)
  return some ? all : undefined
}
