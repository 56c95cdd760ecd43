import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { toBoolean } from '../../../src/event/coerce.js'
import { isoOf } from '../../../src/event/iso.js'
import { toTime } from '../../../src/event/time.js'
import { kindOf } from '../../../src/event/values.js'
import type { Mapped } from '../../../src/mapping/program.js'
import { cutToBytes } from '../../../src/utf8.js'
import { limited, pour, unreserved } from '../customerio/attributes.js'
import { addressOf } from '../customerio/identify.js'
import { plainAttributes } from '../customerio/plain.js'
import { preferences, withoutRead } from '../customerio/preferences.js'
import { keyOf } from '../key.js'
import {
  type Actions,
  choosable,
  type Fields,
  isWithin,
  type Members,
  own,
  refuse,
  something,
  type Told,
  toldText,
  unexpected,
} from '../read-told.js'
import { contextOf } from './context.js'
import { addDevice } from './device.js'
import { isKnown, noUserId, senderOf, unknown } from './sender.js'

export function identify(event: CanonicalEvent): Mapped {
  const told: Told = []
  const sender = senderOf(event, told)
  if (sender === undefined) return noUserId('identify')
  if (!isKnown(sender)) return unknown('identify')
  const toldOfSender = told.length
  const context = contextOf(event, told)
  const toldOfContext = told.length
  const { userId, anonymousId } = sender
  const timestamp = isoOf(event.timestamp)
  const beside = { userId, anonymousId, timestamp, context, toldOfSender, toldOfContext }
  const key = keyOf(event)
  const payload = {
    type: 'identify',
    userId,
    anonymousId,
    messageId: key.toWellFormed(),
    timestamp,
    context,
    traits: traitsOf(event, told),
  }
  const actions = [{ action: 'call', payload, dedupeKey: key }] as unknown as Actions
  addDevice(event, beside, key, actions, told)
  return { outcome: 'mapped', rule: 'identify', actions, warnings: told }
}

interface TraitFields extends Fields {
  email: string | undefined
  phone: string | undefined
  createdAt: string | undefined
  unsubscribed: boolean | undefined
  cio_subscription_preferences: unknown
}

/** Null clears an attribute, but never an identifier or a consent. */
const omitted = new Set(['email', 'phone', 'createdAt', 'created_at'])
const known = new Set([...omitted, 'unsubscribed', 'cio_subscription_preferences'])

function isRead(name: string, value: unknown, fields: TraitFields): boolean {
  if (omitted.has(name)) return true
  return name === 'unsubscribed' && fields.unsubscribed !== undefined && isThere(value)
}

function isThere(value: unknown): boolean {
  return choosable(value) !== undefined
}

function traitsOf({ traits, user }: CanonicalEvent, told: Told): Fields | undefined {
  const fields: TraitFields = {
    email: addressOf(user, told, 'traits.email'),
    phone: phoneOf(own(user, 'phone'), told),
    createdAt: timeOf(own(user, 'createdAt'), told),
    unsubscribed: unsubscribed(own(traits, 'unsubscribed'), told),
    cio_subscription_preferences: undefined,
  }
  const preferred = preferences(own(traits, 'cio_subscription_preferences'), told, 'traits')
  fields.cio_subscription_preferences = preferred?.value
  const plain =
    preferred === undefined ? plainAttributes(traits, known, isRead, fields, false) : undefined
  return plain === undefined
    ? traitsSlowly(traits, fields, preferred?.read ?? [], told)
    : withFields(plain, fields)
}

function withFields(plain: Fields, fields: TraitFields): Fields | undefined {
  const { email, phone, createdAt, unsubscribed: refused } = fields
  if (email !== undefined) plain.email = email
  if (phone !== undefined) plain.phone = phone
  if (createdAt !== undefined) plain.createdAt = createdAt
  if (refused !== undefined) plain.unsubscribed = refused
  if (email !== undefined) return plain
  for (const name in plain) if (plain[name] !== undefined) return plain
  return undefined
}

function traitsSlowly(
  traits: Members,
  fields: TraitFields,
  preferred: readonly string[],
  told: Told,
): Fields | undefined {
  const left = withoutRead(traits, preferred, (name, value) => isRead(name, value, fields))
  const free = unreserved(left, told, 'traits', 'traits') ?? {}
  const fitted = limited(free, told, 'traits', 'traits')
  if (preferred.length > 0) delete fitted.cio_subscription_preferences
  return pour(fitted, fields, known, told, 'traits')
}

/** As the vendor wants it where it can be so, else as it is. */
function phoneOf(value: unknown, told: Told): string | undefined {
  const path = 'traits.phone'
  const source = 'user.phone'
  const before = told.length
  const given = toldText(value, told, path, source)
  if (given === undefined) {
    // Both ways to take it refuse it.
    told.push(...told.slice(before))
    return undefined
  }
  const bare = given.replace(/\(0\)|[\s().\-/]/g, '')
  const phone = /^\+[1-9]\d{6,14}$/.test(bare) ? bare : given
  if (isWithin(phone, 1000)) return phone
  const message = `${source}: cut from length ${phone.length} to 1000 bytes`
  told.push({ code: 'TEXT_CUT', path, message })
  return cutToBytes(phone, 1000).trimEnd()
}

function timeOf(value: unknown, told: Told): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const time = toTime(value)
  return time === undefined
    ? unexpected(value, 'time', told, 'traits.createdAt', 'user.createdAt')
    : new Date(time).toISOString()
}

function unsubscribed(value: unknown, told: Told): boolean | undefined {
  const given = something(value)
  if (given === undefined) return undefined
  const path = 'traits.unsubscribed'
  return toBoolean(given) ?? refuse(told, path, path, `${kindOf(given)} is no yes or no`)
}
