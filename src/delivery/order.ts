import type { Item } from '../result.js'
import type { Chain, Place, Run, Task } from './task.js'

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
  // By order key; a chain without a link is gone.
  const chains = new Map<string, Chain>()
  const held = new Set<Task>()
  // The first of each key that a run left unsent.
  const shut = new WeakMap<Run, Map<string, { item: Item; number: number }>>()
  let closed = false
  let round = 0
  let count = 0

  const shutBy = ({ origin }: Task, key: string) => shut.get(origin.run)?.get(key)

  const close = (task: Task, { number, chain: { key } }: Place) => {
    const { run } = task.origin
    closed = true
    const known = shutBy(task, key)
    if (known !== undefined && known.number < number) return
    const ofRun = shut.get(run) ?? new Map()
    shut.set(run, ofRun.set(key, { item: task.entry.item, number }))
  }

  const append = (task: Task, key: string) => {
    let chain = chains.get(key)
    if (chain === undefined) {
      chain = { key, last: undefined }
      chains.set(key, chain)
    }
    const ahead = chain.last
    const place: Place = {
      task,
      chain,
      ahead,
      behind: undefined,
      number: count++,
      round: 0,
      held: false,
    }
    if (ahead !== undefined) ahead.behind = place
    chain.last = place
    task.place = place
  }

  const remove = ({ chain, ahead, behind }: Place) => {
    if (ahead !== undefined) ahead.behind = behind
    if (behind !== undefined) behind.ahead = ahead
    else if (ahead !== undefined) chain.last = ahead
    else chains.delete(chain.key)
  }

  const release = (place: Place) => {
    place.held = false
    held.delete(place.task)
  }

  /** Whether what is ahead goes in the same request, or has gone already. */
  const isFree = (place: Place) => place.ahead === undefined || place.ahead.round === round

  return {
    held,
    join(tasks) {
      for (const task of tasks) {
        const { orderKey } = task.entry.item
        if (orderKey === null) continue
        if (closed && shutBy(task, orderKey)?.item === task.entry.item)
          shut.get(task.origin.run)?.delete(orderKey)
        append(task, orderKey)
      }
    },
    free(tasks) {
      if (chains.size === 0) return tasks
      round++
      const before = held.size
      for (const task of tasks) {
        const { place } = task
        if (place === undefined) continue
        if (isFree(place)) place.round = round
        else {
          place.held = true
          held.add(task)
        }
      }
      return held.size === before ? tasks : tasks.filter(({ place }) => !place?.held)
    },
    isShut(task) {
      const { place } = task
      if (place === undefined || !closed) return false
      const first = shutBy(task, place.chain.key)
      return first !== undefined && place.number > first.number
    },
    part(task, left) {
      const { place } = task
      if (place === undefined) return none
      if (left) close(task, place)
      task.place = undefined
      if (place.held) release(place)
      remove(place)
      let next = place.ahead === undefined ? place.behind : undefined
      if (!next?.held) return none
      const freed: Task[] = []
      while (next?.held) {
        release(next)
        freed.push(next.task)
        next = next.behind
      }
      return freed
    },
  }
}
