import type { DeliveryResult } from '../delivery/delivery-result.js'
import { deliveryResult } from '../delivery/gather.js'
import type { MappedResult } from '../result.js'

const error = {
  code: 'INTERRUPTED',
  path: '',
  message: 'the run ended before it was sent',
} as const

/** What is told of an event that the sender has not told of when the run ends. */
export function unreported(result: MappedResult): DeliveryResult {
  return deliveryResult(
    result,
    result.items.map(({ key }) => ({
      key,
      outcome: 'pending',
      status: null,
      attempts: 0,
      error,
      retryAfterMs: 0,
    })),
  )
}
