import type { Place, Task } from './task.js'

/** Keeps the items of one order key in order, and holds back nobody else's. */
export interface Order {
  /** Tasks arrive, in the order of the input. */
  join(tasks: readonly Task[]): void
  /** Those that may be sent together now. The others are held until what is ahead of them is settled. */
  free(tasks: Task[]): Task[]
  /** A task is settled; gives those that waited for it alone. */
  part(task: Task): readonly Task[]
  /** Those that are held. */
  readonly held: ReadonlySet<Task>
}

const none: readonly Task[] = []

export function createOrder(): Order {
  // Order key → the last of its chain.
  const last = new Map<string, Task>()
  const held = new Set<Task>()
  let round = 0

  const release = (task: Task, place: Place) => {
    place.held = false
    held.delete(task)
  }

  return {
    held,
    join(tasks) {
      for (const task of tasks) {
        const { orderKey } = task.entry.item
        if (orderKey === null) continue
        const ahead = last.get(orderKey)
        task.place = { ahead, behind: undefined, round: 0, held: false }
        if (ahead?.place !== undefined) ahead.place.behind = task
        last.set(orderKey, task)
      }
    },
    free(tasks) {
      if (last.size === 0) return tasks
      round++
      return tasks.filter((task) => {
        const { place } = task
        if (place === undefined) return true
        // What is ahead goes in the same request, or has gone already.
        if (place.ahead === undefined || place.ahead.place?.round === round) {
          place.round = round
          return true
        }
        place.held = true
        held.add(task)
        return false
      })
    },
    part(task) {
      const { place } = task
      if (place === undefined) return none
      task.place = undefined
      const { ahead, behind } = place
      if (place.held) release(task, place)
      if (behind?.place !== undefined) behind.place.ahead = ahead
      if (ahead?.place !== undefined) ahead.place.behind = behind
      const key = task.entry.item.orderKey ?? ''
      if (last.get(key) === task) {
        if (ahead === undefined) last.delete(key)
        else last.set(key, ahead)
      }
      const freed: Task[] = []
      let next = ahead === undefined ? behind : undefined
      while (next?.place?.held) {
        release(next, next.place)
        freed.push(next)
        next = next.place.behind
      }
      return freed
    },
  }
}
