import type { Problem } from '../errors.js'
import type { Warning } from '../result.js'
import type { CallType } from './catalogue.js'
import type { ChangeRule } from './rules.js'

/** Any object whose own members may be anything. */
export type Members = Readonly<Record<string, unknown>>

/** The event with its raw spellings settled: what mappings read. */
export interface CanonicalEvent {
  type: CallType
  /** Canonical name of a track call; an app's own name as it was sent. */
  event?: string
  name?: string
  category?: string
  userId?: string
  anonymousId?: string
  previousId?: string
  groupId?: string
  messageId?: string
  /** Milliseconds since 1970. */
  timestamp: number
  /** The event had no usable time, so `timestamp` is the present. */
  timeAssumed?: true
  properties: Members
  traits: Members
  context: Members
  /** The person's traits, wherever they came. */
  user: Members
  integrations: Members
  /** The event as the user wrote it, for pass-through. Never changed. */
  sent: Members
}

/** One settled spelling, for explain. */
export interface Change {
  path: string
  from: unknown
  to: unknown
  rule: ChangeRule
}

export type Normalized =
  | {
      ok: true
      event: CanonicalEvent
      messageId: string | null
      changes: Change[]
      warnings: Warning[]
    }
  | { ok: false; problem: Problem; messageId: string | null; changes: Change[] }
