import { utf8Length } from '../utf8.js'
import type { Acceptor, Judged } from './acceptor.js'
import { Unreadable } from './read-body.js'
import { type Finding, findings } from './rule.js'

/** What is judged: a wire request, or only these members of one. */
export interface AcceptRequest {
  method: string
  url: string
  headers?: Readonly<Record<string, string>>
  /** The exact text, or an object that is sent as JSON. `***` stands for a credential that is present. */
  body?: unknown
  /** Unix seconds at which it is judged; the present, if left out. */
  now?: number
}

export type Verdict =
  | { ok: true; destination: string; endpoint: string; warnings: Finding[] }
  | {
      ok: false
      destination: string | null
      endpoint: string | null
      problems: Finding[]
      warnings: Finding[]
    }

/**
 * Whether the vendor would take a request, and use all of it, by its published
 * rules as far as one request shows. Vendor and endpoint are found from the URL.
 */
export function accept(request: AcceptRequest, acceptors: readonly Acceptor[]): Verdict {
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined
  const headers = Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const owners = url === undefined ? [] : acceptors.filter((one) => one.owns(url, headers))
  for (const { destination, endpoints, otherwise } of owners) {
    const endpoint = endpoints.find((one) => one.matches(url as URL))
    if (endpoint === undefined) continue
    const found = judge(request, url as URL, headers, endpoint, otherwise)
    const warnings = found.filter(({ effect }) => effect === 'warning')
    const problems = found.filter(({ effect }) => effect !== 'warning')
    const about = { destination, endpoint: endpoint.name }
    return problems.length === 0
      ? { ok: true, ...about, warnings }
      : { ok: false, ...about, problems, warnings }
  }
  const [owner] = owners
  const rule = owner?.unknownEndpoint ?? { rule: 'URL', effect: 'http' as const }
  const message =
    owner === undefined
      ? 'no destination has rules for this address'
      : 'the vendor has no such endpoint, or none that is sent to'
  return {
    ok: false,
    destination: owner?.destination ?? null,
    endpoint: null,
    problems: [{ ...rule, path: 'url', message }],
    warnings: [],
  }
}

function judge(
  request: AcceptRequest,
  url: URL,
  headers: Record<string, string>,
  endpoint: Acceptor['endpoints'][number],
  otherwise: Acceptor['otherwise'],
): Finding[] {
  const text =
    typeof request.body === 'string' || request.body === undefined
      ? request.body
      : JSON.stringify(request.body)
  try {
    const judged: Judged = {
      method: request.method,
      url: { protocol: url.protocol, host: url.host, path: url.pathname },
      headers,
      query: Object.fromEntries(url.searchParams),
      body: text === undefined ? undefined : endpoint.read(text, headers),
      bytes: text === undefined ? 0 : utf8Length(text),
      now: request.now ?? Math.floor(Date.now() / 1000),
    }
    const found = findings(endpoint.request, judged, otherwise)
    return found.map((one) => ({ ...one, effect: endpoint.effect?.(one, judged) ?? one.effect }))
  } catch (error) {
    if (error instanceof Unreadable) return [error.finding]
    throw error
  }
}
