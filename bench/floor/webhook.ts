import type { CanonicalEvent } from '../../src/event/canonical.js'
import { isoOf } from '../../src/event/iso.js'
import { isEmptied } from '../../src/event/nothing.js'
import type { JsonObject, Warning } from '../../src/result.js'
import { clone } from './clone.js'
import type { Floor } from './floor.js'
import { keyOf } from './key.js'
import { contextOf } from './webhook/context.js'

export const floor: Floor = (event) => {
  const told: Warning[] = []
  const key = keyOf(event)
  const { timestamp, properties } = event
  const body = {
    type: event.type,
    messageId: key.toWellFormed(),
    timestamp: isoOf(timestamp),
    userId: event.userId?.toWellFormed(),
    anonymousId: event.anonymousId?.toWellFormed(),
    previousId: event.previousId?.toWellFormed(),
    groupId: event.groupId?.toWellFormed(),
    event: event.event,
    name: event.name?.toWellFormed(),
    category: event.category?.toWellFormed(),
    properties: isEmptied(properties) ? undefined : clone(properties),
    traits: traitsOf(event),
    context: contextOf(event, told),
  }
  const payload = { time: Math.floor(timestamp / 1000), body } as unknown as JsonObject
  const actions = [{ action: 'event', payload, dedupeKey: key }]
  return { outcome: 'mapped', rule: 'event', actions, warnings: told }
}

/** A person's as they are settled, a group's as they were sent. */
function traitsOf({ type, user, traits }: CanonicalEvent): Record<string, unknown> | undefined {
  if (type === 'identify' && !isEmptied(user)) return clone(user)
  return isEmptied(traits) ? undefined : clone(traits)
}
