import type { Item } from '../result.js'
import type { Entry } from './request.js'
import type { Task } from './task.js'

/** What is known of items that came back pending, and may be brought again. */
export interface Brought {
  keep(task: Task): void
  of(entry: Entry): Sent | undefined
  /** Of most senders nothing ever comes back. */
  readonly any: boolean
}

export type Sent = Pick<Task, 'taken' | 'attempts'>

export function createBrought(): Brought {
  const known = new WeakMap<Item, Sent>()
  let any = false
  return {
    get any() {
      return any
    },
    keep({ entry, taken, attempts }) {
      any = true
      known.set(entry.item, { taken, attempts })
    },
    of: (entry) => (any ? known.get(entry.item) : undefined),
  }
}
