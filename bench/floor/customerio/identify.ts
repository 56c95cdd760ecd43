import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { toBoolean } from '../../../src/event/coerce.js'
import { toTime } from '../../../src/event/time.js'
import { kindOf } from '../../../src/event/values.js'
import type { Mapped } from '../../../src/mapping/program.js'
import { keyOf } from '../key.js'
import {
  type Actions,
  anyText,
  bounded,
  choosable,
  type Fields,
  failed,
  type Members,
  own,
  refuse,
  something,
  type Told,
  text,
  toldText,
  unexpected,
} from '../read-told.js'
import { limited, pour, unreserved } from './attributes.js'
import { inSeconds } from './dates.js'
import { addDevice } from './device.js'
import { anonymousId, emailOf, person } from './person.js'
import { plainAttributes } from './plain.js'
import { preferences, withoutRead } from './preferences.js'
import { listed, type Relations, relationsOf } from './relationships.js'

interface IdentifyFields extends Fields {
  id: string | undefined
  email: string | undefined
  phone: string | undefined
  created_at: number | undefined
  anonymous_id: string | undefined
  unsubscribed: boolean | undefined
  cio_subscription_preferences: unknown
  timezone: string | undefined
  _update: boolean | undefined
  _timestamp: number | undefined
}

const none: Relations = { list: undefined, read: [] }

export function identify(event: CanonicalEvent): Mapped {
  const told: Told = []
  const identifiers = person(event, told, 'identifiers')
  if (identifiers === undefined) return failed('identify', 'identifiers', 'userId, user.email')
  const { traits } = event
  const named = own(traits, 'cio_relationships')
  const relations =
    named === undefined && own(traits, 'objectId') === undefined ? none : relationsOf(traits, told)
  const key = keyOf(event)
  const payload = {
    type: 'person',
    identifiers,
    action: 'identify',
    timestamp: Math.floor(event.timestamp / 1000),
    cio_relationships: relations.list,
    attributes: attributesOf(event, identifiers, relations.read, told),
  }
  const actions = [{ action: 'operation', payload, dedupeKey: key }] as unknown as Actions
  if (named !== undefined && own(named, 'action') === 'delete_relationships') {
    removeRelations(event, named, key, actions, told)
  }
  addDevice(event, key, actions, told)
  return { outcome: 'mapped', rule: 'identify', actions, warnings: told }
}

function removeRelations(
  event: CanonicalEvent,
  named: unknown,
  key: string,
  actions: Actions,
  told: Told,
): void {
  const identifiers = person(event, told, 'identifiers')
  const cio_relationships = listed(named, told)
  if (cio_relationships === undefined) return
  const payload = { type: 'person', identifiers, action: 'delete_relationships', cio_relationships }
  const dedupeKey = `${key}:${actions.length}`
  actions.push({ action: 'operation', payload, dedupeKey } as unknown as Actions[number])
}

function attributesOf(
  event: CanonicalEvent,
  identifiers: object,
  read: readonly string[],
  told: Told,
): Fields | undefined {
  const { traits, user } = event
  const fields: IdentifyFields = {
    id: 'id' in identifiers ? undefined : idOf(traits, told),
    email: addressOf(user, told, 'attributes.email'),
    phone: phoneOf(own(user, 'phone'), told),
    created_at: secondsOf(own(user, 'createdAt'), told),
    anonymous_id: anonymousId(event, told, 'attributes.anonymous_id'),
    unsubscribed: flag(traits, 'unsubscribed', told),
    cio_subscription_preferences: undefined,
    timezone: undefined,
    _update: undefined,
    _timestamp: undefined,
  }
  const preferred = preferences(own(traits, 'cio_subscription_preferences'), told)
  fields.cio_subscription_preferences = preferred?.value
  fields.timezone = timezoneOf(event, told)
  fields._update = flag(traits, '_update', told)
  fields._timestamp = anySeconds(own(traits, '_timestamp'), told)
  const plain =
    read.length === 0 && preferred === undefined
      ? plainAttributes(traits, named, isRead, fields, true)
      : undefined
  return plain === undefined
    ? pourSlowly(traits, fields, read, preferred?.read ?? [], told)
    : withFields(plain, fields)
}

function withFields(plain: Fields, fields: IdentifyFields): Fields | undefined {
  const { id, email, phone, created_at, anonymous_id, unsubscribed, timezone } = fields
  if (id !== undefined) plain.id = id
  if (email !== undefined) plain.email = email
  if (phone !== undefined) plain.phone = phone
  if (created_at !== undefined) plain.created_at = created_at
  if (anonymous_id !== undefined) plain.anonymous_id = anonymous_id
  if (unsubscribed !== undefined) plain.unsubscribed = unsubscribed
  if (timezone !== undefined) plain.timezone = timezone
  if (fields._update !== undefined) plain._update = fields._update
  if (fields._timestamp !== undefined) plain._timestamp = fields._timestamp
  // Mostly there is an address or an id, and no need to look for more.
  return email !== undefined || anonymous_id !== undefined ? plain : filled(plain)
}

function filled(fields: Fields): Fields | undefined {
  for (const name in fields) if (fields[name] !== undefined) return fields
  return undefined
}

/** Never pass-through: an identifier or consent that may not be cleared, or what is read elsewhere. */
const omitted = new Set(['id', 'email', 'phone', 'createdAt', 'created_at', 'cio_relationships'])
/** What fields are read from. */
const sources = new Set(['unsubscribed', 'timezone', '_update', '_timestamp'])
const others = ['cio_subscription_preferences', 'anonymous_id']
const named = new Set([...omitted, ...sources, ...others])

function isRead(name: string, value: unknown, fields: Fields): boolean {
  return (
    omitted.has(name) ||
    (sources.has(name) && fields[name] !== undefined && choosable(value) !== undefined)
  )
}

function pourSlowly(
  traits: Members,
  fields: Fields,
  read: readonly string[],
  preferred: readonly string[],
  told: Told,
): Fields | undefined {
  const isTaken = (name: string, value: unknown) =>
    read.includes(name) || isRead(name, value, fields)
  const left = withoutRead(traits, preferred, isTaken)
  const free = unreserved(inSeconds(left), told, 'attributes', 'traits') ?? {}
  const fitted = limited(free, told, 'attributes', 'traits')
  if (preferred.length > 0) delete fitted.cio_subscription_preferences
  return pour(fitted, fields, named, told, 'attributes')
}

function idOf(traits: Members, told: Told): string | undefined {
  const path = 'attributes.id'
  return bounded(toldText(own(traits, 'id'), told, path, 'traits.id'), 150, told, path, 'traits.id')
}

/** The address of a person, who has one that is told where it cannot be used. */
export function addressOf(user: Members, told: Told, path: string): string | undefined {
  if (text(own(user, 'email')) === undefined) return undefined
  const email = emailOf(user, told, path)
  if (email === undefined) {
    told.push({ code: 'VALUE_DROPPED', path, message: 'nothing usable at user.email' })
  }
  return email
}

function phoneOf(value: unknown, told: Told): string | undefined {
  const path = 'attributes.phone'
  const given = toldText(value, told, path, 'user.phone')
  if (given === undefined) return undefined
  const bare = given.replace(/\(0\)|[\s().\-/]/g, '')
  return /^\+[1-9]\d{6,14}$/.test(bare)
    ? bare
    : refuse(told, path, 'user.phone', 'no number like +14155550123')
}

function secondsOf(value: unknown, told: Told): number | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const time = toTime(value)
  return time === undefined
    ? unexpected(value, 'time', told, 'attributes.created_at', 'user.createdAt')
    : Math.floor(time / 1000)
}

function anySeconds(value: unknown, told: Told): number | undefined {
  const given = something(value)
  if (given === undefined) return undefined
  const time = toTime(given)
  return time === undefined
    ? refuse(
        told,
        'attributes._timestamp',
        'traits._timestamp',
        `${kindOf(given)} is no time of 1973 to 2100`,
      )
    : Math.floor(time / 1000)
}

function flag(traits: Members, name: string, told: Told): boolean | undefined {
  const given = something(own(traits, name))
  if (given === undefined) return undefined
  return (
    toBoolean(given) ??
    refuse(told, `attributes.${name}`, `traits.${name}`, `${kindOf(given)} is no yes or no`)
  )
}

function timezoneOf({ traits, context }: CanonicalEvent, told: Told): string | undefined {
  const path = 'attributes.timezone'
  const source = 'traits.timezone, context.timezone'
  const said = choosable(own(traits, 'timezone'))
  const given =
    said === undefined
      ? toldText(own(context, 'timezone'), told, path, 'context.timezone')
      : anyText(said, told, path, source)
  return bounded(given, 1000, told, path, source)
}
