import { type DoublesOptions, doubles } from './doubles.js'

export type DedupeOptions = Omit<DoublesOptions, 'held'>

/**
 * Which of these events are doubles of an earlier one. Pure and linear. Two are one when
 * - they have the same messageId, call type and event name: the same message, brought again; or
 * - they are the same catalogued event of one person (anonymousId, else device id, else userId),
 *   at most `windowMs` milliseconds apart (5000 unless told), and no catalogued property that both
 *   have differs. Only events that SDKs collect by themselves are compared so, and Order Completed
 *   when both have the same order_id.
 *
 * Two real acts of one kind within the window are told apart only by what differs in them; of a
 * person's differing events of one name, eight are remembered for every `windowMs`. Earlier
 * calls are not remembered. Without a common id of the person, or a time, two events are never one.
 * Events that cannot be read are no doubles. Throws a CrosswalkError for aliases that are none, and
 * else never.
 */
export function dedupe(events: readonly unknown[], options: DedupeOptions = {}): boolean[] {
  return events.map(doubles({ ...options, held: Number.POSITIVE_INFINITY }))
}
