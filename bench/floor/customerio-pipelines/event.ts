import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { toBoolean } from '../../../src/event/coerce.js'
import { isoOf } from '../../../src/event/iso.js'
import type { Mapped } from '../../../src/mapping/program.js'
import { copied } from '../copied.js'
import { addresses, beside, overrides } from '../customerio/overrides.js'
import { keyOf } from '../key.js'
import { type Actions, type Fields, own, type Told, text, unexpected } from '../read-told.js'
import { contextOf } from './context.js'
import { addDevice, deleteDevice } from './device.js'
import { groupIdOf, isKnown, noUserId, senderOf, unknown } from './sender.js'

export function track(event: CanonicalEvent): Mapped {
  const told: Told = []
  const sender = senderOf(event, told)
  if (sender === undefined) return noUserId('track')
  if (!isKnown(sender)) return unknown('track')
  const toldOfSender = told.length
  const context = contextOf(event, told)
  const toldOfContext = told.length
  const { userId, anonymousId } = sender
  const timestamp = isoOf(event.timestamp)
  const beside = { userId, anonymousId, timestamp, context, toldOfSender, toldOfContext }
  const key = keyOf(event)
  const payload = {
    type: 'track',
    userId,
    anonymousId,
    messageId: key.toWellFormed(),
    timestamp,
    context,
    event: event.event,
    groupId: event.groupId === undefined ? undefined : groupIdOf(event, told),
    properties: propertiesOf(event, told),
  }
  const actions = [{ action: 'call', payload, dedupeKey: key }] as unknown as Actions
  switch (event.event) {
    case 'Application Opened':
      if (toBoolean(own(event.properties, 'from_background')) !== true) {
        addDevice(event, beside, key, actions, told)
      }
      break
    case 'Application Installed':
    case 'Application Updated':
      addDevice(event, beside, key, actions, told)
      break
    case 'Application Uninstalled':
      deleteDevice(event, beside, key, actions, told)
  }
  return { outcome: 'mapped', rule: 'track', actions, warnings: told }
}

function propertiesOf(event: CanonicalEvent, told: Told): Fields | undefined {
  const { properties, sent } = event
  const copies = copied(properties)
  if (!overrides(properties, own(sent, 'properties'))) return copies
  const fields = addresses(event, properties, told, 'properties')
  return filled(beside(fields, copies ?? {}, told, 'properties'))
}

export function view(event: CanonicalEvent): Mapped {
  const rule = 'page or screen'
  const told: Told = []
  const sender = senderOf(event, told)
  if (sender === undefined) return noUserId(rule)
  if (!isKnown(sender)) return unknown(rule)
  const key = keyOf(event)
  const payload = {
    type: event.type,
    userId: sender.userId,
    anonymousId: sender.anonymousId,
    messageId: key.toWellFormed(),
    timestamp: isoOf(event.timestamp),
    context: contextOf(event, told),
    name: text(event.name) ?? text(event.category) ?? urlOf(event, told),
    properties: propertiesOfView(event, told),
  }
  const actions = [{ action: 'call', payload, dedupeKey: key }] as unknown as Actions
  return { outcome: 'mapped', rule, actions, warnings: told }
}

function urlOf({ properties, context }: CanonicalEvent, told: Told): string | undefined {
  const near = own(properties, 'url')
  const far = own(own(context, 'page'), 'url')
  const found = text(near) ?? text(far)
  if (found !== undefined) return found
  if (isOdd(near)) unexpected(near, 'text', told, 'name', 'properties.url')
  if (isOdd(far)) unexpected(far, 'text', told, 'name', 'context.page.url')
  return undefined
}

function isOdd(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

function propertiesOfView(event: CanonicalEvent, told: Told): Fields | undefined {
  const category = text(event.category)
  const properties = propertiesOf(event, told)
  if (properties === undefined) return category === undefined ? undefined : { category }
  properties.category = category
  return filled(properties)
}

function filled(fields: Fields): Fields | undefined {
  for (const name in fields) if (fields[name] !== undefined) return fields
  return undefined
}
