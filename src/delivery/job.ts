import type { Connection } from '../routing/connection.js'
import type { Load } from './load.js'
import type { WireRequest } from './request.js'
import type { Origin, Run, Task } from './task.js'

/** Tasks that travel in one wire request. */
export interface Job {
  connection: Connection
  run: Run
  /** The number of the request that the first of them came with. */
  number: number
  tasks: Task[]
  /** The request, where it is already made. */
  request: WireRequest | undefined
  /** When it may be sent, in milliseconds since 1970. */
  due: number
  /** Where further tasks may still join. */
  open?: { key: string; load: Load }
}

/** What came in one request. Most wait long before they can go: their tasks are made when they are first asked for. */
export class Arrival implements Job {
  readonly connection: Connection
  readonly run: Run
  readonly number: number
  readonly request: WireRequest
  readonly due: number
  readonly #make: () => Task[]
  #tasks: Task[] | undefined

  /** `due`: when it came, in milliseconds since 1970. */
  constructor(
    { connection, run, number }: Origin,
    request: WireRequest,
    due: number,
    make: () => Task[],
  ) {
    this.connection = connection
    this.run = run
    this.number = number
    this.request = request
    this.due = due
    this.#make = make
  }

  /** Whether its tasks are made. */
  get opened(): boolean {
    return this.#tasks !== undefined
  }

  get tasks(): Task[] {
    this.#tasks ??= this.#make()
    return this.#tasks
  }

  set tasks(tasks: Task[]) {
    this.#tasks = tasks
  }
}
