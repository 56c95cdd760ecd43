import type { Batcher } from '../delivery/batch.js'
import type { DeliveryResult } from '../delivery/delivery-result.js'
import { deliveryResult } from '../delivery/gather.js'
import type { MappedResult } from '../result.js'

const error = {
  code: 'INTERRUPTED',
  path: '',
  message: 'the run ended before its request was full',
} as const

/** The results of events that a run left in the batcher: pending, each once. */
export function leftIn(batcher: Batcher, reported: WeakSet<MappedResult>): DeliveryResult[] {
  const entries = batcher.flush().flatMap(({ inside }) => inside.entries)
  const results = new Set(entries.map(({ result }) => result))
  return [...results]
    .filter((result) => !reported.has(result))
    .map((result) =>
      deliveryResult(
        result,
        result.items.map(({ key }) => ({
          key,
          outcome: 'pending',
          status: null,
          attempts: 0,
          error,
          retryAfterMs: 0,
        })),
      ),
    )
}
