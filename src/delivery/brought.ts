import type { Item } from '../result.js'
import type { Task } from './task.js'

/** What is known of items that came back pending, and may be brought again. */
export interface Brought {
  keep(task: Task): void
  of(item: Item): Sent | undefined
}

export type Sent = Pick<Task, 'taken' | 'attempts'>

export function createBrought(): Brought {
  const known = new WeakMap<Item, Sent>()
  // Of most senders nothing ever comes back.
  let any = false
  return {
    keep({ entry, taken, attempts }) {
      any = true
      known.set(entry.item, { taken, attempts })
    },
    of: (item) => (any ? known.get(item) : undefined),
  }
}
