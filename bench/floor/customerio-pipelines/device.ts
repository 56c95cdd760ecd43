import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { isoOf } from '../../../src/event/iso.js'
import type { Mapped } from '../../../src/mapping/program.js'
import { attributes, withOthers } from '../customerio/device.js'
import { keyOf } from '../key.js'
import { type Actions, type Fields, failed, own, type Told, text } from '../read-told.js'
import { contextOf } from './context.js'
import { noUserId, senderOf } from './sender.js'

export const platforms = new Set<unknown>(['ios', 'android'])

/** What a call beside the event has of the event's own, and how much was told of its sender, and then of its context. */
export interface Beside {
  userId: string | undefined
  anonymousId: string | undefined
  timestamp: string
  context: Fields | undefined
  toldOfSender: number
  toldOfContext: number
}

/** Beside the event: a device is known only to a person. */
export function addDevice(
  event: CanonicalEvent,
  beside: Beside,
  key: string,
  actions: Actions,
  told: Told,
): void {
  const device = own(event.context, 'device')
  if (device === undefined || !platforms.has(own(device, 'type'))) return
  if (text(own(device, 'token')) === undefined || event.userId === undefined) return
  push(event, beside, key, actions, told, true)
}

export function deleteDevice(
  event: CanonicalEvent,
  beside: Beside,
  key: string,
  actions: Actions,
  told: Told,
): void {
  const token = text(own(own(event.context, 'device'), 'token'))
  if (token === undefined || event.userId === undefined) return
  push(event, beside, key, actions, told, false)
}

function push(
  event: CanonicalEvent,
  { userId, anonymousId, timestamp, context, toldOfSender, toldOfContext }: Beside,
  key: string,
  actions: Actions,
  told: Told,
  added: boolean,
): void {
  const dedupeKey = `${key}:${actions.length}`
  if (toldOfSender > 0) told.push(...told.slice(0, toldOfSender))
  const properties = added ? attributes(event, told, 'properties') : undefined
  if (toldOfContext > toldOfSender) told.push(...told.slice(toldOfSender, toldOfContext))
  const payload = {
    type: 'track',
    userId,
    anonymousId,
    event: added ? 'Device Created or Updated' : 'Device Deleted',
    properties,
    messageId: dedupeKey.toWellFormed(),
    timestamp,
    context,
  }
  actions.push({ action: 'call', payload, dedupeKey } as unknown as Actions[number])
}

/** The calls that are about a device, and fail without. */
export function device(event: CanonicalEvent): Mapped {
  const told: Told = []
  const sender = senderOf(event, told)
  if (sender === undefined) return noUserId('device')
  const token = text(own(own(event.context, 'device'), 'token'))?.trim()
  if (token === undefined || token === '') {
    return failed('device', 'context.device.token', 'context.device.token')
  }
  const key = keyOf(event)
  const payload = {
    type: 'track',
    userId: sender.userId,
    anonymousId: sender.anonymousId,
    messageId: key.toWellFormed(),
    timestamp: isoOf(event.timestamp),
    context: contextOf(event, told),
    event: event.event,
    properties: undefined as unknown,
  }
  if (event.event === 'Device Created or Updated') {
    const fields = attributes(event, told, 'properties') ?? {}
    payload.properties = withOthers(fields, event.properties, told, 'properties')
  }
  const actions = [{ action: 'call', payload, dedupeKey: key }] as unknown as Actions
  return { outcome: 'mapped', rule: 'device', actions, warnings: told }
}
