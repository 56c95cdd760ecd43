import type { Problem } from './errors.js'

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
export type JsonObject = { [name: string]: Json }

/** Why an event was not sent to a connection; a closed list. */
export const skipReasons = {
  disabled: 'the connection is switched off',
  'opted-out': "the event's integrations leave this destination out",
  'no-consent': 'a consent category that the connection asks for is not granted',
  filtered: 'a filter of the connection or a rule of the mapping leaves it out',
  unsupported: 'the destination has no use for this call type',
  'no-rule': 'no rule of the mapping takes this event',
  duplicate: 'the caller marked it as a duplicate',
} as const

export type SkipReason = keyof typeof skipReasons

/** Every alteration that can be made to fit a vendor; a closed list. */
export const warningCodes = {
  TEXT_CUT: 'a text was longer than the vendor takes',
  NAME_CHANGED: 'a name had characters that the vendor refuses',
  NAME_CLASH: 'two names became the same; the first stays',
  NAME_DROPPED: 'nothing usable was left of a name',
  VALUE_DROPPED: 'a value could not be used and was left out',
  VALUE_REPLACED: 'a value could not be used and the default stands in its place',
  VALUE_ROUNDED: 'a fraction was cut off',
  ITEM_DROPPED: 'an element of a list could not be used',
  MEMBERS_DROPPED: 'an object had more members than the vendor takes',
  TIME_ASSUMED:
    'the event has no time that can be used; the present was taken, or the oldest that the vendor takes',
  CONSENT_ASSUMED:
    'the event does not say whether tracking is allowed; it was taken as not allowed',
  CONTEXT_MISSING: 'the vendor wants a part of the context that the event does not have',
} as const

export type WarningCode = keyof typeof warningCodes

export interface Warning {
  code: WarningCode
  /** `a[0].b`: the event's member before the map stage, the target field from there on. */
  path: string
  message: string
}

/** One thing for one endpoint, made from one event. JSON-safe, and holds no secret. */
export interface Item {
  /** `<action>#<n>`, stable for the same event. */
  key: string
  endpoint: string
  body: JsonObject
  /** Items may share a wire request only when their batch keys are equal. */
  batchKey?: string
  /** Stable across retries and processes; the vendor's own dedupe id is made of it. */
  dedupeKey: string
  /** Items with the same order key must arrive in order; null where the endpoint asks for none. */
  orderKey: string | null
  /** Milliseconds since 1970 after which sending it has no use, or null. */
  notAfter: number | null
}

interface About {
  /** The caller's own mark of the event, untouched. */
  ref: Json | undefined
  /** messageId, or null. */
  event: string | null
  connection: string
  destination: string
  /** `<slug>@<version>` of the mapping. */
  mapping: string
}

export interface MappedResult extends About {
  outcome: 'mapped'
  items: Item[]
  warnings: Warning[]
}
export interface SkippedResult extends About {
  outcome: 'skipped'
  reason: SkipReason
  message: string
}
export interface FailedResult extends About {
  outcome: 'failed'
  error: Problem
}

/** What became of one event at one connection. */
export type Result = MappedResult | SkippedResult | FailedResult
