import type { Wire } from '../destination.js'
import type { Answer } from './answer.js'
import { alarm } from './clock.js'
import { AddressRefused } from './own-url.js'
import type { Stop } from './stop.js'

const longestBody = 1_000_000

/** `fetch` as far as the sender uses it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface PostOptions {
  fetch: Fetch
  /** Of the whole call: connecting, headers and body together, so that no slow part escapes. */
  timeoutMs: number
  stop: Stop
}

/** Failures that come before the first byte is on its way. */
const unsent = new Set([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ERR_INVALID_URL',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Makes one HTTP call. Never throws, follows no redirect, and reads at most 1 MB of the answer. */
export async function post(wire: Wire, { fetch, timeoutMs, stop }: PostOptions): Promise<Answer> {
  const interrupted = { kind: 'lost', reason: 'interrupted', sent: true, hung: false } as const
  if (stop.stopped) return { ...interrupted, sent: false }
  const call = new AbortController()
  return new Promise((resolve) => {
    const end = (answer: Answer) => {
      silence()
      off()
      resolve(answer)
    }
    // Not left to the call, which may not heed its signal.
    const cut = (answer: Answer) => {
      end(answer)
      call.abort()
    }
    const off = stop.onStop(() => cut(interrupted))
    const silence = alarm(timeoutMs, () =>
      cut({ ...interrupted, reason: `none within ${timeoutMs} ms`, hung: true }),
    )
    exchange(wire, fetch, call.signal).then(end, (error) => end(failureOf(error)))
  })
}

function failureOf(error: unknown): Answer {
  if (error instanceof AddressRefused) return { kind: 'refused', problem: error.problem }
  const code = codeOf(error)
  const sent = code === undefined || !unsent.has(code)
  return { kind: 'lost', reason: code ?? 'network error', sent, hung: false }
}

async function exchange(wire: Wire, fetch: Fetch, signal: AbortSignal): Promise<Answer> {
  const { method, headers, body } = wire
  const response = await fetch(wire.url, { method, headers, body, redirect: 'manual', signal })
  if (signal.aborted) await response.body?.cancel()
  return {
    kind: 'answer',
    // Outside Node a redirect that is not followed shows no status.
    status: response.type === 'opaqueredirect' ? 302 : response.status,
    retryAfter: retryAfterOf(response),
    text: await textOf(response),
  }
}

/** What the vendor says of the next call; after a 429 some say only when their window of calls ends. */
function retryAfterOf({ status, headers }: Response): string | null {
  return headers.get('retry-after') ?? (status === 429 ? headers.get('x-ratelimit-reset') : null)
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

const whole = new TextDecoder()

/**
 * Counts what comes out of `fetch`, which unpacks: a few kilobytes of gzip may hold
 * gigabytes. Most answers come in one part, and need no decoder of their own: to
 * make one takes longer than all else that is done with an answer.
 */
async function textOf(response: Response): Promise<string> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const { value: first } = await reader.read()
  if (first === undefined) return ''
  if (first.length > longestBody) return partsOf(reader, [first])
  const { value: second } = await reader.read()
  return second === undefined ? whole.decode(first) : partsOf(reader, [first, second])
}

/** The text of the parts that came, and of those that are still to come. */
async function partsOf(reader: Reader, come: readonly Uint8Array[]): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let room = longestBody
  for (let place = 0; ; place++) {
    const part = come[place] ?? (await reader.read()).value
    if (part === undefined) return text + decoder.decode()
    text += decoder.decode(part.subarray(0, room), { stream: true })
    room -= part.length
    if (room < 0) {
      await reader.cancel()
      return text
    }
  }
}

/** The code of a network error. Its message is left alone: it may name what is secret. */
function codeOf(error: unknown): string | undefined {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown }
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code
  return cause === undefined || cause === error ? undefined : codeOf(cause)
}
