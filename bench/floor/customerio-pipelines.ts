import type { CanonicalEvent } from '../../src/event/canonical.js'
import type { Mapped } from '../../src/mapping/program.js'
import { device, platforms } from './customerio-pipelines/device.js'
import { track, view } from './customerio-pipelines/event.js'
import { group } from './customerio-pipelines/group.js'
import { identify } from './customerio-pipelines/identify.js'
import {
  alias,
  content,
  delivery,
  objectGone,
  personGone,
  relationshipGone,
} from './customerio-pipelines/objects.js'
import type { Floor } from './floor.js'
import { own } from './read-told.js'

/** Customer.io's Pipelines API, no setting of which changes what is mapped. */
export const floor: Floor = (event) => {
  switch (event.type) {
    case 'track':
      return special.get(event.event ?? '')?.(event) ?? track(event)
    case 'identify':
      return identify(event)
    case 'screen':
    case 'page':
      return view(event)
    case 'group':
      return group(event)
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
  ['Report Content Event', content],
])

function deviceCall(event: CanonicalEvent): Mapped {
  if (event.userId === undefined) {
    return { outcome: 'skipped', rule: 'device of nobody', reason: 'unsupported' }
  }
  const isOther = !platforms.has(own(own(event.context, 'device'), 'type'))
  return isOther && event.event === 'Device Created or Updated'
    ? { outcome: 'skipped', rule: 'device of another platform', reason: 'unsupported' }
    : device(event)
}
