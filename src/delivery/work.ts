import type { Endpoint } from '../destination.js'
import type { Problem } from '../errors.js'
import { type Clock, pause } from './clock.js'
import { follow, type Judged, type Next } from './follow.js'
import { passGate } from './gate.js'
import { hideOf } from './hide.js'
import type { Lanes } from './lanes.js'
import { classify } from './outcome.js'
import { type Fetch, post } from './post.js'
import { endpointOf, type WireRequest, wireRequest } from './request.js'
import { type Job, leave, type Run, settle, type Task } from './task.js'

/** What the sender works with, from the outside and beyond a single run. */
export interface Tools {
  fetch: Fetch
  clock: Clock
  random: () => number
  relocate: (connection: string, url: string) => string
  /** The `fetch` for an endpoint, where the host itself did not say where its requests go. */
  guard: (endpoint: Endpoint) => Fetch
  lanes: Lanes
}

/** Sends a job, and what is left of it, until every task is settled. */
export async function work(job: Job, run: Run, tools: Tools): Promise<void> {
  const end = await tools.lanes.turn(job.connection, run.stop)
  let next: Next[]
  try {
    next = await attempt(job, run, tools)
  } finally {
    end?.()
  }
  await Promise.all(next.map((one) => later(one, run, tools)))
}

async function later({ job, waitMs }: Next, run: Run, tools: Tools): Promise<void> {
  const until = tools.clock.now() + waitMs
  if (waitMs > 0) await pause(tools.clock, waitMs, run.stop)
  if (!run.stop.stopped) return work(job, run, tools)
  const left = Math.max(0, until - tools.clock.now())
  const why = 'the run ended before the next attempt'
  for (const task of job.tasks) leave(run, task, job.attempts, left, why)
}

async function attempt(job: Job, run: Run, tools: Tools): Promise<Next[]> {
  const { clock, guard, lanes, random, relocate } = tools
  const { connection, attempts } = job
  const tasks = passGate(job, run, lanes, clock)
  if (tasks.length === 0) return []
  const request = requestOf(job, tasks)
  if (!('url' in request)) {
    for (const task of tasks) settle(run, task, { outcome: 'rejected', attempts, error: request })
    return []
  }
  const url = relocate(connection.id, request.url)
  const endpoint = endpointOf(connection, request.endpoint)
  const fetch = url === request.url ? guard(endpoint) : tools.fetch
  const { timeoutMs } = connection.inside.delivery
  const answer = await post({ ...request, url }, { fetch, timeoutMs, stop: run.stop })
  if (answer.kind === 'lost' && run.stop.stopped) {
    for (const task of tasks) leave(run, task, attempts + 1, 0, 'the run ended before the answer')
    return []
  }
  const items = tasks.map(({ entry }) => entry.item)
  const verdicts = classify(answer, endpoint, items, (text) => hideOf(connection)(text))
  const judged = verdicts.flatMap((verdict, index): Judged[] => {
    const task = tasks[index]
    if (task === undefined) return []
    const status = answer.kind === 'answer' ? answer.status : task.status
    const problem = 'problem' in verdict ? verdict.problem : task.problem
    return [{ task: { entry: task.entry, status, problem }, verdict }]
  })
  // Before the turn ends, so that the next in line already meets it.
  const blocked = verdicts.find(({ verdict }) => verdict === 'blocked')
  if (blocked !== undefined && 'problem' in blocked) lanes.refuse(connection, blocked.problem)
  const retryAfter = answer.kind === 'answer' ? answer.retryAfter : null
  return follow({ ...job, tasks, request }, judged, run, { retryAfter, now: clock.now(), random })
}

/** The request of these tasks; a problem where the destination cannot make one. */
function requestOf(job: Job, tasks: readonly Task[]): WireRequest | Problem {
  if (job.request !== undefined && tasks.length === job.tasks.length) return job.request
  try {
    return wireRequest(
      job.connection,
      tasks.map(({ entry }) => entry),
    )
  } catch {
    const message = 'the envelope of the endpoint threw an exception'
    return { code: 'DESTINATION_BUG', path: '', message }
  }
}
