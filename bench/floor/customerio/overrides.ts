import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { copy } from '../../../src/event/copy.js'
import { isScalar, kindOf, put } from '../../../src/event/values.js'
import { clash } from '../clash.js'
import {
  choosable,
  type Fields,
  type Members,
  own,
  refuse,
  something,
  type Told,
  toldText,
} from '../read-told.js'
import { isEmail } from './person.js'

const shared = new Set<string | undefined>(['Product Shared', 'Cart Shared'])

/** Whether a member would be taken for the address of a message, or stands where one is set aside. */
export function overrides(properties: Members, sent: unknown): boolean {
  return (
    properties.recipient !== undefined ||
    properties.from_address !== undefined ||
    properties.reply_to !== undefined ||
    properties.event_recipient !== undefined ||
    properties.event_from_address !== undefined ||
    properties.event_reply_to !== undefined ||
    (sent !== properties && own(sent, 'recipient') !== undefined)
  )
}

/** The addresses of a message, or what would be taken for them under another name; `at` is the target. */
export function addresses(
  event: CanonicalEvent,
  properties: Members,
  told: Told,
  at: string,
): Fields {
  const fields: Fields = {}
  const source = 'properties.recipient'
  const given = own(properties, 'recipient')
  const address = shared.has(event.event)
    ? undefined
    : toldText(given, told, `${at}.recipient`, source)?.trim()
  if (address !== undefined && isEmail(address)) fields.recipient = address
  else {
    const before = told.length
    const path = `${at}.event_recipient`
    let aside: unknown = toldText(given, told, path, source)
    if (aside === undefined) {
      aside = choosable(own(own(event.sent, 'properties'), 'recipient'))
      if (aside !== undefined) told.length = before
    }
    setAside(aside, fields, 'recipient', told, at, `${source}, sent.properties.recipient`)
  }
  for (const name of ['from_address', 'reply_to']) {
    const value = something(own(properties, name))
    if (value === undefined) continue
    const path = `${at}.${name}`
    const trimmed = isScalar(value)
      ? String(value).trim()
      : refuse(told, path, `properties.${name}`, `${kindOf(value)} is no text`)
    if (trimmed !== undefined && isEmail(trimmed)) fields[name] = trimmed
    else setAside(value, fields, name, told, at, `properties.${name}`)
  }
  return fields
}

function setAside(
  value: unknown,
  fields: Fields,
  name: string,
  told: Told,
  at: string,
  source: string,
): void {
  if (value === undefined) return
  const message = `${source}: would be taken for the address of a message; it got another name`
  told.push({ code: 'NAME_CHANGED', path: `${at}.event_${name}`, message })
  const settled = copy(value)
  if (typeof settled === 'object' && settled !== null && Object.keys(settled).length === 0) return
  fields[`event_${name}`] = settled
}

const names = ['recipient', 'from_address', 'reply_to']
const set = new Set(names.map((name) => `event_${name}`))

/** The fields and those of the properties that have no field; what loses its name to a field is told. */
export function beside(fields: Fields, properties: Fields, told: Told, at: string): Fields {
  const all = { ...fields }
  for (const name of Object.keys(properties)) {
    const value = properties[name]
    if (value === undefined || names.includes(name)) continue
    if (set.has(name)) clash(name, value, fields, told, at)
    else put(all, name, value)
  }
  return all
}
