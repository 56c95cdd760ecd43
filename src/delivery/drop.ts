import type { Job } from './job.js'
import type { Order } from './order.js'
import type { Queue } from './queue.js'
import { leave, type Run } from './task.js'

interface Given {
  queue: Queue
  order: Order
  gate: (job: Job, now: number, at: number) => boolean
  now: number
}

/** Hands back what waits of a run that stopped: what is held first, else it would be freed on the way. */
export function dropRun(run: Run, { queue, order, gate, now }: Given): void {
  for (const task of [...order.held]) {
    if (task.origin.run === run) leave(task, 0, 'the run ended before it was sent')
  }
  for (const job of queue.of(run)) {
    queue.remove(job)
    gate(job, now, job.due)
  }
}
