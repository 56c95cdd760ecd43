import { eventsOf, overrideOf, type Recorded } from './recorded.js'

interface Call {
  type: string
  event?: string
}

/** The call that each action is for. Tests hand actions any call; a trigger would not. */
const callOf: Readonly<Record<string, Call>> = {
  identifyUser: { type: 'identify' },
  groupIdentifyUser: { type: 'group' },
  mapUser: { type: 'alias' },
  createUpdatePerson: { type: 'identify' },
  createUpdateObject: { type: 'group' },
  mergePeople: { type: 'alias' },
  trackPageView: { type: 'page' },
  trackScreenView: { type: 'screen' },
  createUpdateDevice: { type: 'track', event: 'Device Created or Updated' },
  deleteDevice: { type: 'track', event: 'Device Deleted' },
  deletePerson: { type: 'track', event: 'User Deleted' },
  suppressPerson: { type: 'track', event: 'User Suppressed' },
  unsuppressPerson: { type: 'track', event: 'User Unsuppressed' },
  deleteRelationship: { type: 'track', event: 'Relationship Deleted' },
  deleteObject: { type: 'track', event: 'Object Deleted' },
}

/** The recorded events, as calls that reach the action by themselves. */
export function callsOf(recorded: Recorded): Record<string, unknown>[] {
  const call = recorded.preset === undefined ? callOf[recorded.action ?? ''] : undefined
  if (call === undefined) return eventsOf(recorded)
  const group = overrideOf(recorded, 'group_value')
  return eventsOf(recorded).map((event) => ({
    ...event,
    ...call,
    ...(group === undefined ? {} : { groupId: group }),
  }))
}
