import type { Endpoint } from '../destination.js'
import type { ErrorCode, Problem } from '../errors.js'
import type { Answer } from './answer.js'
import type { Health } from './breaker.js'
import type { Clock } from './clock.js'
import { hideOf } from './hide.js'
import type { Job } from './job.js'
import type { Observe } from './observation.js'
import { classify } from './outcome.js'
import { type Fetch, post } from './post.js'
import { endpointOf, type WireRequest, wireRequest } from './request.js'
import { leave, settle } from './task.js'
import type { ItemVerdict } from './verdict.js'

/** What calls are made with. */
export interface Line {
  /** The `fetch` for an endpoint; `moved`: the host itself said where its requests go. */
  fetchOf: (endpoint: Endpoint, moved: boolean) => Fetch
  clock: Clock
  random: () => number
  relocate: (connection: string, url: string) => string
  observe: Observe | undefined
}

/** What came of a call. */
export interface Heard {
  endpoint: string
  /** HTTP status, or null where no answer came whole. */
  status: number | null
  /** One for each task. */
  verdicts: ItemVerdict[]
  health: Health
  retryAfter: string | null
  /** The connection itself is refused. */
  refusal: Problem | undefined
}

/** The request of a job. Settles its tasks and gives undefined where the destination cannot make one. */
export function requestOf({ connection, tasks, request }: Job): WireRequest | undefined {
  if (request !== undefined && tasks.length === request.items.length) return request
  try {
    return wireRequest(
      connection,
      tasks.map(({ entry }) => entry),
    )
  } catch {
    const message = 'the envelope of the endpoint threw an exception'
    const error = { code: 'DESTINATION_BUG', path: '', message } as const
    for (const task of tasks) settle(task, 'rejected', error)
    return undefined
  }
}

/** Makes the call and reads the answer. Leaves the tasks pending, and gives undefined, where the run stops first. */
export async function call(
  { connection, run, tasks }: Job,
  request: WireRequest,
  line: Line,
): Promise<Heard | undefined> {
  const { clock, observe } = line
  const url = line.relocate(connection.id, request.url)
  const endpoint = endpointOf(connection, request.endpoint)
  const moved = url !== request.url
  const wire = moved ? { ...request, url } : request
  const fetch = line.fetchOf(endpoint, moved)
  const { timeoutMs } = connection.inside.delivery
  const begun = observe === undefined ? 0 : clock.now()
  const answer = await post(wire, { fetch, timeoutMs, stop: run.stop })
  const { destination, endpoint: name } = request
  const tell = (code: () => ErrorCode | null) =>
    observe?.({
      kind: 'call',
      destination,
      endpoint: name,
      outcome: answer.kind === 'answer' ? 'answered' : answer.kind,
      code: code(),
      status: answer.kind === 'answer' ? answer.status : null,
      items: tasks.length,
      durationMs: clock.now() - begun,
    })
  // Where a double is worse than none, what may have arrived is not handed back to be sent again.
  const mayDouble = answer.kind === 'lost' && answer.sent && endpoint.ambiguous === 'stop'
  if (answer.kind === 'lost' && run.stop.stopped && !mayDouble) {
    tell(() => 'INTERRUPTED')
    for (const task of tasks) {
      task.attempts++
      leave(task, 0, 'the run ended before the answer')
    }
    return undefined
  }
  const { entries } = request.inside
  const verdicts = classify(answer, endpoint, entries, (text) => hideOf(connection)(text))
  tell(() => codeOf(verdicts))
  const blocked = verdicts.find(({ verdict }) => verdict === 'blocked')
  return {
    endpoint: name,
    status: answer.kind === 'answer' ? answer.status : null,
    verdicts,
    health: healthOf(answer, verdicts),
    retryAfter: answer.kind === 'answer' ? answer.retryAfter : null,
    refusal: blocked !== undefined && 'problem' in blocked ? blocked.problem : undefined,
  }
}

function codeOf(verdicts: readonly ItemVerdict[]): ErrorCode | null {
  const first = verdicts.find((verdict) => 'problem' in verdict)
  return first !== undefined && 'problem' in first ? first.problem.code : null
}

/** A vendor that has a verdict on any item is up; of one that was not called nothing bad is known. */
function healthOf(answer: Answer, verdicts: readonly ItemVerdict[]): Health {
  if (answer.kind === 'lost') return answer.hung ? 'hung' : 'down'
  if (answer.kind === 'refused') return 'up'
  let whole = true
  let unknown = false
  for (const verdict of verdicts) {
    if (!('problem' in verdict)) return 'up'
    if (verdict.problem.code === 'ANSWER_UNKNOWN') unknown = true
    else if (verdict.verdict !== 'retry' || !verdict.whole) whole = false
  }
  if (unknown) return 'down'
  if (!whole) return 'up'
  return answer.status >= 500 ? 'down' : 'throttled'
}
