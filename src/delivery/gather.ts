import type { MappedResult } from '../result.js'
import {
  type DeliveredItem,
  type DeliveryResult,
  type ItemOutcome,
  itemOutcomes,
} from './delivery-result.js'
import type { Task } from './task.js'

export interface Gathering {
  /** An item has its outcome. When it is the event's last, the event is handed on and forgotten. */
  settle(task: Task, item: DeliveredItem): void
  /** Hands on the events that wait for items which will never come. */
  end(missing?: (key: string) => DeliveredItem): void
}

/** Brings the items of an event together again. The event is known by its result object. */
export function gather(handOn: (result: DeliveryResult) => void): Gathering {
  const open = new Map<MappedResult, Map<string, DeliveredItem>>()
  return {
    settle({ entry, origin }, item) {
      const { result } = entry
      if (entry.of === 1) return handOn(new Delivered(result, entry, origin.connection.id, [item]))
      const settled = open.get(result) ?? new Map<string, DeliveredItem>()
      settled.set(item.key, item)
      if (settled.size < result.items.length) return void open.set(result, settled)
      open.delete(result)
      handOn(deliveryResult(result, inOrder(result, settled)))
    },
    end(missing) {
      for (const [result, settled] of open) {
        handOn(deliveryResult(result, inOrder(result, settled, missing)))
      }
      open.clear()
    },
  }
}

/** `source` is no member of its own, so that printing a result does not print the event; defining one costs more than all else. */
class Delivered implements DeliveryResult {
  declare readonly ref: DeliveryResult['ref']
  declare readonly event: string | null
  declare readonly connection: string
  declare readonly outcome: ItemOutcome
  declare readonly items: DeliveredItem[]
  readonly #source: MappedResult

  constructor(
    source: MappedResult,
    { ref, event }: Pick<DeliveryResult, 'ref' | 'event'>,
    connection: string,
    items: DeliveredItem[],
  ) {
    this.ref = ref
    this.event = event
    this.connection = connection
    this.outcome = worstOf(items)
    this.items = items
    this.#source = source
  }

  get source(): MappedResult {
    return this.#source
  }
}

export function deliveryResult(source: MappedResult, items: DeliveredItem[]): DeliveryResult {
  return new Delivered(source, source, source.connection, items)
}

function worstOf(items: readonly DeliveredItem[]): ItemOutcome {
  // Taken apart as an array pattern, it would go through an iterator, for every event.
  const first = items[0]
  if (first !== undefined && items.length === 1) return first.outcome
  const worst = Math.max(...items.map(({ outcome }) => itemOutcomes.indexOf(outcome)))
  return itemOutcomes[worst] ?? 'pending'
}

function inOrder(
  { items }: MappedResult,
  settled: ReadonlyMap<string, DeliveredItem>,
  missing?: (key: string) => DeliveredItem,
): DeliveredItem[] {
  return items.flatMap(({ key }) => settled.get(key) ?? missing?.(key) ?? [])
}
