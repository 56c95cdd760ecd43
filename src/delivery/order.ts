import type { Item } from '../result.js'
import type { Chain, Run, Task } from './task.js'

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
  /** Whether any key was ever shut. */
  readonly closed: boolean
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

  const close = (task: Task, { key }: Chain) => {
    const { origin, number } = task
    closed = true
    const known = shutBy(task, key)
    if (known !== undefined && known.number < number) return
    const ofRun = shut.get(origin.run) ?? new Map()
    shut.set(origin.run, ofRun.set(key, { item: task.entry.item, number }))
  }

  const append = (task: Task, key: string) => {
    task.number = count++
    const chain = chains.get(key)
    if (chain === undefined) {
      task.chain = { key, last: task }
      chains.set(key, task.chain)
    } else {
      task.chain = chain
      task.ahead = chain.last
      if (chain.last !== undefined) chain.last.behind = task
      chain.last = task
    }
  }

  const remove = ({ ahead, behind }: Task, chain: Chain) => {
    if (ahead !== undefined) ahead.behind = behind
    if (behind !== undefined) behind.ahead = ahead
    else if (ahead !== undefined) chain.last = ahead
    else {
      chains.delete(chain.key)
      // A map that has grown leaves its old table behind, which is old and would keep the task.
      chain.last = undefined
    }
  }

  const release = (task: Task) => {
    task.held = false
    held.delete(task)
  }

  /** Whether what is ahead goes in the same request, or has gone already. */
  const isFree = ({ ahead }: Task) => ahead === undefined || ahead.round === round

  return {
    held,
    get closed() {
      return closed
    },
    join(tasks) {
      for (const task of tasks) {
        const { orderKey } = task.entry
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
        if (task.chain === undefined) continue
        if (isFree(task)) task.round = round
        else {
          task.held = true
          held.add(task)
        }
      }
      return held.size === before ? tasks : tasks.filter((task) => !task.held)
    },
    isShut(task) {
      const { chain } = task
      if (chain === undefined || !closed) return false
      const first = shutBy(task, chain.key)
      return first !== undefined && task.number > first.number
    },
    part(task, left) {
      const { chain, ahead, behind } = task
      if (chain === undefined) return none
      if (left) close(task, chain)
      if (task.held) release(task)
      remove(task, chain)
      // What is settled holds nobody, nor keeps it in memory.
      task.chain = task.ahead = task.behind = undefined
      let next = ahead === undefined ? behind : undefined
      if (!next?.held) return none
      const freed: Task[] = []
      while (next?.held) {
        release(next)
        freed.push(next)
        next = next.behind
      }
      return freed
    },
  }
}
