import { sha256 } from '#sha256'
import type { CanonicalEvent } from '../../src/event/canonical.js'
import { copy } from '../../src/event/copy.js'

/** The key of the first item of an event: its messageId, else a hash of it as it was sent. */
export function keyOf({ messageId, sent }: CanonicalEvent): string {
  return messageId ?? sha256(JSON.stringify(copy(sent)))
}
