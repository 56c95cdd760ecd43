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
   * it may overtake it: its key is shut to them, in the run, until it is brought again.
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
  // Of each key: those that a run left unsent and that have not come back, with their numbers.
  const shut = new WeakMap<Run, Map<string, Map<Item, number>>>()
  let closed = false
  let round = 0
  let count = 0

  const leftOf = ({ origin }: Task, key: string) => shut.get(origin.run)?.get(key)

  const close = (task: Task, { key }: Chain) => {
    const { run } = task.origin
    closed = true
    const ofRun = shut.get(run) ?? new Map<string, Map<Item, number>>()
    const left = ofRun.get(key) ?? new Map<Item, number>()
    shut.set(run, ofRun.set(key, left.set(task.entry.item, task.number)))
  }

  /** The number of one that was left and comes back: its place is the one it had. */
  const back = (task: Task, key: string): number | undefined => {
    const left = closed ? leftOf(task, key) : undefined
    const number = left?.get(task.entry.item)
    left?.delete(task.entry.item)
    return number
  }

  const insert = (task: Task, key: string) => {
    task.number = back(task, key) ?? count++
    const chain = chains.get(key)
    if (chain === undefined) {
      task.chain = { key, last: task }
      chains.set(key, task.chain)
      return
    }
    let behind: Task | undefined
    let ahead = chain.last
    while (ahead !== undefined && ahead.number > task.number) {
      behind = ahead
      ahead = ahead.ahead
    }
    task.chain = chain
    task.ahead = ahead
    task.behind = behind
    if (ahead !== undefined) ahead.behind = task
    if (behind !== undefined) behind.ahead = task
    else chain.last = task
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
        if (orderKey !== null) insert(task, orderKey)
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
      for (const number of leftOf(task, chain.key)?.values() ?? [])
        if (number < task.number) return true
      return false
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
