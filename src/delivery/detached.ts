import { type DeliveryResult, unsent } from './delivery-result.js'
import { deliveryResult } from './gather.js'
import type { WireItem, WireRequest } from './request.js'

const message =
  'the request was copied or serialised and cannot be divided; keep the results and give them to a batcher again'

/** The results of a request that lost its inside: pending, one for each event that it names. */
export function detachedResults(request: WireRequest): DeliveryResult[] {
  const events = new Map<string, WireItem[]>()
  for (const item of request.items) {
    const key = JSON.stringify([item.ref, item.event])
    const same = events.get(key)
    if (same === undefined) events.set(key, [item])
    else same.push(item)
  }
  return [...events.values()].map((items) => resultOf(request, items))
}

function resultOf({ connection, destination }: WireRequest, items: WireItem[]): DeliveryResult {
  const error = { code: 'REQUEST_DETACHED', path: '', message } as const
  const about = { ref: items[0]?.ref, event: items[0]?.event ?? null, connection, destination }
  return deliveryResult(
    { ...about, mapping: '', outcome: 'mapped', items: [], warnings: [] },
    items.map(({ key }) => unsent(key, error)),
  )
}
