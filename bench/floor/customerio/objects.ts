import { isDeepStrictEqual } from 'node:util'
import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { put } from '../../../src/event/values.js'
import type { Mapped } from '../../../src/mapping/program.js'
import { keyOf } from '../key.js'
import {
  type Actions,
  anyText,
  bounded,
  choosable,
  type Fields,
  failed,
  own,
  type Told,
  text,
} from '../read-told.js'
import { limited, pour, unreserved } from './attributes.js'
import { inSeconds } from './dates.js'
import { anonymous, idOf, person } from './person.js'
import { plainAttributes } from './plain.js'
import { objectType, relationshipAttributes } from './relationships.js'

const idBytes = 150
const nothing: ReadonlySet<string> = new Set()
const omitted = new Set(['object_type_id', 'objectTypeId', 'relationshipAttributes'])
/** `objectAttributes` is spread over the others, which needs a closer look. */
const known = new Set([...omitted, 'objectAttributes'])

export function group(event: CanonicalEvent, settings: Readonly<Record<string, unknown>>): Mapped {
  const { traits, userId, user, anonymousId } = event
  const unknown =
    userId === undefined &&
    anonymousId !== undefined &&
    settings.anonymousEvents === true &&
    text(own(user, 'email')) === undefined
  const rule = unknown ? 'group of an anonymous person' : 'group'
  const told: Told = []
  const type = objectType(traits, 'object_type_id', 'objectTypeId', 'traits', told, 'identifiers')
  if (type === undefined) {
    return failed(rule, 'identifiers.object_type_id', 'traits.object_type_id, traits.objectTypeId')
  }
  const path = 'identifiers.object_id'
  const id = bounded(event.groupId?.toWellFormed(), idBytes, told, path, 'groupId')
  if (id === undefined) return failed(rule, path, 'groupId')
  const attributes = attributesOf(event, told)
  const at = 'cio_relationships[0].identifiers'
  const identifiers = unknown ? anonymous(event, told, at) : person(event, told, at)
  if (identifiers === undefined && unknown) return failed(rule, at, 'anonymousId')
  const payload = {
    type: 'object',
    identifiers: { object_type_id: type.id, object_id: id },
    action: unknown ? 'identify_anonymous' : 'identify',
    attributes,
    cio_relationships:
      identifiers === undefined
        ? undefined
        : [{ identifiers, relationship_attributes: relationshipAttributes(traits, told) }],
  }
  return mapped(event, rule, payload, told)
}

function attributesOf({ traits }: CanonicalEvent, told: Told): Fields | undefined {
  const plain = plainAttributes(traits, known, isOmitted, undefined, true)
  if (plain !== undefined) {
    for (const name in plain) if (plain[name] !== undefined) return plain
    return undefined
  }
  const left: Fields = {}
  for (const name of Object.keys(traits)) if (!omitted.has(name)) put(left, name, traits[name])
  const free = unreserved(spread(inSeconds(left) as Fields), told, 'attributes', 'traits') ?? {}
  return pour(limited(free, told, 'attributes', 'traits'), {}, nothing, told, 'attributes')
}

function isOmitted(name: string): boolean {
  return omitted.has(name)
}

/** Attributes may stand within one of them, where other tools look. */
export function spread(attributes: Fields): Fields {
  const { objectAttributes, ...others } = attributes
  return typeof objectAttributes === 'object' &&
    objectAttributes !== null &&
    !Array.isArray(objectAttributes)
    ? { ...others, ...objectAttributes }
    : attributes
}

export function alias(event: CanonicalEvent): Mapped {
  const primary = idOf(event.userId, [], 'primary', 'userId')
  if (primary === undefined) return failed('alias', 'primary', 'userId')
  const secondary = idOf(event.previousId, [], 'secondary', 'previousId')
  if (secondary === undefined || isDeepStrictEqual(primary, secondary)) {
    return failed('alias', 'secondary', 'out.primary, previousId')
  }
  return mapped(event, 'alias', { type: 'person', action: 'merge', primary, secondary }, [])
}

const personActions = new Map([
  ['User Deleted', 'delete'],
  ['User Suppressed', 'suppress'],
  ['User Unsuppressed', 'unsuppress'],
])

export function personGone(event: CanonicalEvent): Mapped {
  const rule = 'person gone'
  const identifiers = idOf(event.userId, [], 'identifiers', 'userId')
  if (identifiers === undefined) return failed(rule, 'identifiers', 'userId')
  const action = personActions.get(event.event ?? '')
  return mapped(event, rule, { type: 'person', identifiers, action }, [])
}

export function relationshipGone(event: CanonicalEvent): Mapped {
  const rule = 'relationship gone'
  const told: Told = []
  const identifiers = person(event, told, 'identifiers')
  if (identifiers === undefined) return failed(rule, 'identifiers', 'userId, user.email')
  const object = objectNamed(event, rule, 'cio_relationships[0].identifiers', told)
  if ('outcome' in object) return object
  const payload = {
    type: 'person',
    identifiers,
    action: 'delete_relationships',
    cio_relationships: [{ identifiers: object }],
  }
  return mapped(event, rule, payload, told)
}

export function objectGone(event: CanonicalEvent): Mapped {
  const told: Told = []
  const identifiers = objectNamed(event, 'object gone', 'identifiers', told)
  if ('outcome' in identifiers) return identifiers
  return mapped(event, 'object gone', { type: 'object', identifiers, action: 'delete' }, told)
}

/** The object that properties name, or why there is none. */
function objectNamed(
  { properties }: CanonicalEvent,
  rule: string,
  at: string,
  told: Told,
): Mapped | { object_type_id: string; object_id: string } {
  const type = objectType(properties, 'objectTypeId', 'object_type_id', 'properties', told, at)
  if (type === undefined) {
    const source = 'properties.objectTypeId, properties.object_type_id'
    return failed(rule, `${at}.object_type_id`, source)
  }
  const path = `${at}.object_id`
  const source = 'properties.objectId, properties.object_id'
  const given = choosable(own(properties, 'objectId')) ?? choosable(own(properties, 'object_id'))
  const id = bounded(anyText(given, told, path, source), idBytes, told, path, source)
  return id === undefined ? failed(rule, path, source) : { object_type_id: type.id, object_id: id }
}

const metrics = new Set<unknown>(['opened', 'converted', 'delivered'])

export function delivery(event: CanonicalEvent): Mapped {
  const { properties, context } = event
  const metric = own(properties, 'metric')
  if (!metrics.has(metric)) return reportOfAnother
  const rule = 'delivery report'
  const told: Told = []
  const deliverySource = 'properties.deliveryId, properties.delivery_id'
  const given =
    choosable(own(properties, 'deliveryId')) ?? choosable(own(properties, 'delivery_id'))
  const at = 'identifiers.id'
  const id = bounded(anyText(given, told, at, deliverySource), idBytes, told, at, deliverySource)
  if (id === undefined) return failed(rule, at, deliverySource)
  const device_token = deviceOf(own(properties, 'recipient'), own(own(context, 'device'), 'token'))
  const tokenSource = 'properties.recipient, context.device.token'
  if (device_token === undefined) return failed(rule, 'attributes.device_token', tokenSource)
  const payload = {
    type: 'delivery',
    identifiers: { id },
    action: 'event',
    name: metric,
    timestamp: Math.floor(event.timestamp / 1000),
    attributes: { device_token },
  }
  return mapped(event, rule, payload, told)
}

function deviceOf(recipient: unknown, token: unknown): string | undefined {
  const trimmed = (text(recipient) ?? text(token))?.trim()
  return trimmed === '' ? undefined : trimmed
}

export const reportOfAnother: Mapped = {
  outcome: 'skipped',
  rule: 'reports that this API does not take',
  reason: 'unsupported',
}

function mapped(event: CanonicalEvent, rule: string, payload: object, told: Told): Mapped {
  const actions = [{ action: 'operation', payload, dedupeKey: keyOf(event) }] as unknown as Actions
  return { outcome: 'mapped', rule, actions, warnings: told }
}
