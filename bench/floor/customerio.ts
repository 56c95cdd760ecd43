import type { CanonicalEvent } from '../../src/event/canonical.js'
import type { Mapped } from '../../src/mapping/program.js'
import { device } from './customerio/device.js'
import { type Settings, track, view } from './customerio/event.js'
import { identify } from './customerio/identify.js'
import {
  alias,
  delivery,
  group,
  objectGone,
  personGone,
  relationshipGone,
  reportOfAnother,
} from './customerio/objects.js'
import type { Floor } from './floor.js'
import { own, text } from './read-told.js'

const skip = (rule: string, reason: 'unsupported' | 'filtered'): Mapped => ({
  outcome: 'skipped',
  rule,
  reason,
})

/** Customer.io's Track API, for both of its options: anonymous events, and dates of events as seconds. */
export const floor: Floor = (event, settings) => {
  switch (event.type) {
    case 'track':
      return (
        special.get(event.event ?? '')?.(event) ??
        ofKnown(event, settings) ??
        track(event, settings)
      )
    case 'identify':
      return isNobody(event) ? skip('identify, nobody known', 'unsupported') : identify(event)
    case 'screen':
    case 'page':
      return ofKnown(event, settings) ?? view(event, settings)
    case 'group':
      return group(event, settings)
    case 'alias':
      return alias(event)
  }
}

/** Events that are about a device, a person or an object, and none of a person's. */
const special = new Map<string, (event: CanonicalEvent) => Mapped>([
  ['Device Created or Updated', deviceCall],
  ['Device Deleted', deviceCall],
  ['User Deleted', personGone],
  ['User Suppressed', personGone],
  ['User Unsuppressed', personGone],
  ['Relationship Deleted', relationshipGone],
  ['Object Deleted', objectGone],
  ['Report Delivery Event', delivery],
  ['Report Content Event', () => reportOfAnother],
])

function deviceCall(event: CanonicalEvent): Mapped {
  if (isNobody(event)) return skip('device of nobody', 'unsupported')
  if (event.event === 'Device Created or Updated') {
    const platform = own(own(event.context, 'device'), 'type')
    if (platform !== 'ios' && platform !== 'android') {
      return skip('device of another platform', 'unsupported')
    }
  }
  return device(event)
}

function ofKnown(event: CanonicalEvent, settings: Settings): Mapped | undefined {
  return settings.anonymousEvents === false && isNobody(event)
    ? skip('anonymous, and not wanted', 'filtered')
    : undefined
}

function isNobody({ userId, user }: CanonicalEvent): boolean {
  return userId === undefined && text(own(user, 'email')) === undefined
}
