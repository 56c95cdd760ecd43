import type { Item } from '../result.js'
import type { Place, Run, Task } from './task.js'

/** Keeps the items of one order key in order, and holds back nobody else's. */
export interface Order {
  /** Tasks arrive, in the order of the input. */
  join(tasks: readonly Task[]): void
  /** Those that may be sent together now. The others are held until what is ahead of them is settled. */
  free(tasks: Task[]): Task[]
  /**
   * A task is settled; gives those that waited for it alone. Where it was left unsent, none behind
   * it may overtake it: its key is shut for the run until it is brought again.
   */
  part(task: Task, left: boolean): readonly Task[]
  /** Whether one that came earlier was left unsent in the same run. */
  isShut(task: Task): boolean
  /** Those that are held. */
  readonly held: ReadonlySet<Task>
}

const none: readonly Task[] = []

export function createOrder(): Order {
  // Order key → the last of its chain.
  const last = new Map<string, Task>()
  const held = new Set<Task>()
  // The first of each key that a run left unsent.
  const shut = new WeakMap<Run, Map<string, { item: Item; number: number }>>()
  let closed = false
  let round = 0
  let count = 0

  const shutBy = ({ origin, entry }: Task) => shut.get(origin.run)?.get(entry.item.orderKey ?? '')

  const close = (task: Task, { number }: Place) => {
    const { run } = task.origin
    closed = true
    const known = shutBy(task)
    if (known !== undefined && known.number < number) return
    const ofRun = shut.get(run) ?? new Map()
    shut.set(run, ofRun.set(task.entry.item.orderKey, { item: task.entry.item, number }))
  }

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
        if (closed && shutBy(task)?.item === task.entry.item)
          shut.get(task.origin.run)?.delete(orderKey)
        const ahead = last.get(orderKey)
        task.place = { ahead, behind: undefined, number: count++, round: 0, held: false }
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
    isShut(task) {
      const { place } = task
      if (place === undefined || !closed) return false
      const first = shutBy(task)
      return first !== undefined && place.number > first.number
    },
    part(task, left) {
      const { place } = task
      if (place === undefined) return none
      if (left) close(task, place)
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
