import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { toNumber } from '../../../src/event/coerce.js'
import { copy } from '../../../src/event/copy.js'
import { isoOf } from '../../../src/event/iso.js'
import { isEmptied } from '../../../src/event/nothing.js'
import { isScalar, put } from '../../../src/event/values.js'
import type { Mapped } from '../../../src/mapping/program.js'
import { clash } from '../clash.js'
import { copied } from '../copied.js'
import { objectType } from '../customerio/relationships.js'
import { ulid } from '../customerio/ulid.js'
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
  something,
  type Told,
} from '../read-told.js'
import { contextOf } from './context.js'
import { isKnown, noUserId, type Sender, senderOf, unknown } from './sender.js'

/** What every call has, and what one has besides. */
export function mapped(
  event: CanonicalEvent,
  rule: string,
  sender: Sender,
  context: Fields | undefined,
  more: object,
  told: Told,
): Mapped {
  const key = keyOf(event)
  const payload = {
    type: event.type,
    userId: sender.userId,
    anonymousId: sender.anonymousId,
    messageId: key.toWellFormed(),
    timestamp: isoOf(event.timestamp),
    context,
    ...more,
  }
  const actions = [{ action: 'call', payload, dedupeKey: key }] as unknown as Actions
  return { outcome: 'mapped', rule, actions, warnings: told }
}

export function personGone(event: CanonicalEvent): Mapped {
  const rule = 'person gone'
  const told: Told = []
  const sender = senderOf(event, told)
  if (sender === undefined || event.userId === undefined) return noUserId(rule)
  const context = contextOf(event, told)
  const isEmpty = isEmptied(event.properties)
  const properties = isEmpty ? undefined : (copied(event.properties) ?? {})
  const more = { event: event.event, properties }
  return mapped(event, rule, sender, context, more, told)
}

export function relationshipGone(event: CanonicalEvent): Mapped {
  const rule = 'relationship gone'
  const told: Told = []
  const sender = senderOf(event, told)
  if (sender === undefined || event.userId === undefined) return noUserId(rule)
  const context = contextOf(event, told)
  const properties = objectNamed(event, rule, told)
  if (isFailed(properties)) return properties
  return mapped(event, rule, sender, context, { event: event.event, properties }, told)
}

/** The vendor asks for an anonymous id, whosever the object is. */
export function objectGone(event: CanonicalEvent): Mapped {
  const rule = 'object gone'
  const told: Told = []
  const sender = senderOf(event, told)
  if (sender === undefined) return noUserId(rule)
  if (sender.anonymousId === undefined) {
    told.length = 0
    const time = event.timeAssumed ? undefined : event.timestamp
    sender.anonymousId = ulid(keyOf(event), time)
  }
  const context = contextOf(event, told)
  const properties = objectNamed(event, rule, told)
  if (isFailed(properties)) return properties
  return mapped(event, rule, sender, context, { event: event.event, properties }, told)
}

function isFailed(given: Mapped | Fields): given is Mapped {
  return 'outcome' in given && given.outcome === 'failed' && 'problem' in given
}

/** The object that properties name, and what else they tell, or why there is none. */
function objectNamed({ properties }: CanonicalEvent, rule: string, told: Told): Mapped | Fields {
  const path = 'properties.objectId'
  const source = 'properties.objectId, properties.object_id'
  const first = choosable(own(properties, 'objectId'))
  const given = first ?? choosable(own(properties, 'object_id'))
  const objectId = bounded(anyText(given, told, path, source), 150, told, path, source)
  if (objectId === undefined) return failed(rule, path, source)
  const type = objectType(properties, 'objectTypeId', 'object_type_id', 'properties', told, path)
  if (type === undefined) {
    const sources = 'properties.objectTypeId, properties.object_type_id'
    return failed(rule, 'properties.objectTypeId', sources)
  }
  const read = [first === undefined ? 'object_id' : 'objectId']
  if (type.read !== undefined) read.push(type.read)
  return withOthers({ objectId, objectTypeId: Number(type.id) }, properties, read, told)
}

/** The fields and what no field was read from. */
function withOthers(
  fields: Fields,
  properties: Members,
  read: readonly string[],
  told: Told,
): Fields {
  const all = { ...fields }
  for (const name of Object.keys(properties)) {
    if (read.includes(name)) continue
    const value = copy(properties[name])
    if (Object.hasOwn(fields, name)) clash(name, value, fields, told, 'properties')
    else if (value !== undefined) put(all, name.toWellFormed(), value)
  }
  return all
}

const metrics = new Set<unknown>(['delivered', 'clicked', 'converted', 'opened'])

export function delivery(event: CanonicalEvent): Mapped {
  const { properties } = event
  const metric = own(properties, 'metric')
  if (!metrics.has(metric)) {
    return { outcome: 'skipped', rule: 'delivery report of another kind', reason: 'unsupported' }
  }
  const rule = 'delivery report'
  const told: Told = []
  const sender = senderOf(event, told)
  if (sender === undefined) return noUserId(rule)
  const context = contextOf(event, told)
  const path = 'properties.deliveryId'
  const source = 'properties.deliveryId, properties.delivery_id'
  const first = choosable(own(properties, 'deliveryId'))
  const given = first ?? choosable(own(properties, 'delivery_id'))
  const deliveryId = anyText(given, told, path, source)?.trim()
  if (deliveryId === undefined || deliveryId === '') return failed(rule, path, source)
  if (!isKnown(sender)) return unknown(rule)
  const read = ['metric', first === undefined ? 'delivery_id' : 'deliveryId']
  const all = withOthers({ deliveryId, metric }, properties, read, told)
  return mapped(event, rule, sender, context, { event: event.event, properties: all }, told)
}

const contentActions = new Set(['viewed_content', 'clicked_content'])

export function content(event: CanonicalEvent): Mapped {
  const rule = 'content report'
  const { properties } = event
  const told: Told = []
  const sender = senderOf(event, told)
  if (sender === undefined) return noUserId(rule)
  const context = contextOf(event, told)
  const actionType = something(own(properties, 'actionType'))
  if (!isScalar(actionType) || !contentActions.has(String(actionType))) {
    return failed(rule, 'properties.actionType', 'properties.actionType')
  }
  const fields: Fields = { actionType }
  for (const name of ['contentId', 'templateId']) {
    const path = `properties.${name}`
    const number = toNumber(something(own(properties, name)))
    const whole = number === undefined ? Number.NaN : Math.trunc(number)
    if (!Number.isSafeInteger(whole)) return failed(rule, path, path)
    if (whole !== number) {
      told.push({ code: 'VALUE_ROUNDED', path, message: `${path}: the fraction was cut off` })
    }
    fields[name] = whole
  }
  if (!isKnown(sender)) return unknown(rule)
  const all = withOthers(fields, properties, Object.keys(fields), told)
  return mapped(event, rule, sender, context, { event: event.event, properties: all }, told)
}

export function alias(event: CanonicalEvent): Mapped {
  const told: Told = []
  const sender = senderOf(event, told)
  if (sender === undefined || event.userId === undefined) return noUserId('alias')
  const context = contextOf(event, told)
  const path = 'previousId'
  const previousId = bounded(event.previousId?.toWellFormed(), 150, told, path, path)
  if (previousId === undefined || previousId === sender.userId) {
    return failed('alias', path, 'out.userId, previousId')
  }
  return mapped(event, 'alias', sender, context, { previousId }, told)
}
