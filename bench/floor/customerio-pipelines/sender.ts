import type { CanonicalEvent } from '../../../src/event/canonical.js'
import type { Mapped } from '../../../src/mapping/program.js'
import { emailOf } from '../customerio/person.js'
import { bounded, failed, type Told } from '../read-told.js'

const idBytes = 150

/** Who sends a call: undefined where the user id cannot be used, which fails. */
export interface Sender {
  userId: string | undefined
  anonymousId: string | undefined
}

/** Calls of one whose user id cannot be used are no anonymous person's. */
export function senderOf(event: CanonicalEvent, told: Told): Sender | undefined {
  const userId =
    event.userId === undefined
      ? event.anonymousId === undefined
        ? emailOf(event.user, told, 'userId')
        : undefined
      : bounded(event.userId.toWellFormed(), idBytes, told, 'userId', 'userId')
  if (userId === undefined && event.userId !== undefined) return undefined
  return { userId, anonymousId: anonymousIdOf(event, told) }
}

function anonymousIdOf(event: CanonicalEvent, told: Told): string | undefined {
  const id = event.anonymousId?.toWellFormed()
  return bounded(id, idBytes, told, 'anonymousId', 'anonymousId')
}

export function isKnown({ userId, anonymousId }: Sender): boolean {
  return userId !== undefined || anonymousId !== undefined
}

export function noUserId(rule: string): Mapped {
  return failed(rule, 'userId', 'userId')
}

export function unknown(rule: string): Mapped {
  const message =
    'needs one of userId, anonymousId; there is nothing at userId, user.email, anonymousId'
  return { outcome: 'failed', rule, problem: { code: 'REQUIRED_MISSING', path: '', message } }
}

export function groupIdOf({ groupId }: CanonicalEvent, told: Told): string | undefined {
  return bounded(groupId?.toWellFormed(), idBytes, told, 'groupId', 'groupId')
}
