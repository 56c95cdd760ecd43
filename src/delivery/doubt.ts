import type { Endpoint } from '../destination.js'
import type { Problem } from '../errors.js'
import type { Carried } from './listed.js'
import { type Hide, say, sentence } from './say.js'
import type { ItemVerdict } from './verdict.js'

/** An answer nobody understands is never success. Sent again where the endpoint says so. */
export function inDoubt(
  problem: Problem,
  { ambiguous }: Pick<Endpoint, 'ambiguous'>,
  carried: readonly Carried[],
  harmless = false,
): ItemVerdict[] {
  const again = harmless || ambiguous === 'retry'
  const verdict: ItemVerdict = again
    ? { verdict: 'retry', problem, waitMs: undefined, whole: true }
    : { verdict: 'rejected', problem }
  return carried.map(() => verdict)
}

/** The problem of an answer that fits nothing. */
export function unknown(status: number, body: unknown, hide: Hide): Problem {
  const kind = typeof body === 'string' ? `${body.length} characters that are no JSON` : typeof body
  const what =
    body === undefined ? 'with an empty body' : `with ${Array.isArray(body) ? 'list' : kind}`
  const message = sentence(status, `${what}: nothing that the vendor documents`, say(body, hide))
  return { code: 'ANSWER_UNKNOWN', path: '', message }
}
