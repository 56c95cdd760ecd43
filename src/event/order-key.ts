import type { CanonicalEvent } from './canonical.js'
import { toId } from './ids.js'
import { own } from './values.js'

/** Whose events must stay in order: anonymousId, else the device, else userId. Linking across them is the host's. */
export function orderKey(event: CanonicalEvent): string | null {
  return event.anonymousId ?? toId(own(own(event.context, 'device'), 'id')) ?? event.userId ?? null
}
