import { type DeliveryResult, unsent } from '../delivery/delivery-result.js'
import { deliveryResult } from '../delivery/gather.js'
import { interrupted } from '../delivery/task.js'
import type { MappedResult } from '../result.js'

/** What is told of an event that the sender has not told of when the run ends. */
export function unreported(result: MappedResult): DeliveryResult {
  const error = interrupted('the run ended before it was sent')
  return deliveryResult(
    result,
    result.items.map(({ key }) => unsent(key, error)),
  )
}
