export { type Batcher, type BatcherOptions, createBatcher } from './delivery/batch.js'
export type { Clock } from './delivery/clock.js'
export {
  type DeadLetter,
  deadLetter,
  failedLetter,
  isDeadLetter,
  revive,
} from './delivery/dead-letter.js'
export type { DeliveredItem, DeliveryResult, ItemOutcome } from './delivery/delivery-result.js'
export type { Observation, Observe } from './delivery/observation.js'
export { mask, type WireItem, type WireRequest } from './delivery/request.js'
export {
  createSender,
  type DeliverOptions,
  type Sender,
  type SenderOptions,
} from './delivery/send.js'
/** What a destination of one's own is written with: see also `crosswalk/accept` and `crosswalk/testing`. */
export {
  type Batch,
  basicAuth,
  byEvent,
  type Destination,
  type Endpoint,
  hmacSha256,
  type JsonObject,
  MASK,
  type OutcomeRule,
  type OwnContext,
  type OwnFunction,
  secret,
  sha256,
  textOf,
  type Wire,
  z,
} from './destination.js'
export { CrosswalkError, type ErrorCode, errorCodes, type Problem } from './errors.js'
export { type DedupeOptions, dedupe } from './event/dedupe.js'
export { type Arrival, unbatch } from './event/unbatch.js'
export type { Overrides } from './mapping/overrides/format.js'
export type { FieldTrace } from './mapping/record/index.js'
export {
  type FailedResult,
  type Item,
  type Json,
  type MappedResult,
  type Result,
  type SkippedResult,
  type SkipReason,
  skipReasons,
  type Warning,
  type WarningCode,
  warningCodes,
} from './result.js'
export {
  createRouter,
  type MapOptions,
  type Router,
  type RouterConfig,
  type RouterOptions,
} from './router.js'
export type { ConnectionConfig } from './routing/config.js'
export type { Connection } from './routing/connection.js'
export { type Preparation, type PrepareOptions, prepareConnection } from './routing/prepare.js'
export type { Trace } from './trace.js'
