export type VendorName = 'amplitude' | 'facebook' | 'customerio'

export interface VendorRequest {
  method: string
  path: string
  query: URLSearchParams
  /** Names in lower case. */
  headers: Record<string, string>
  /** The body as it came. */
  text: string
  bytes: number
  /** Milliseconds since 1970. */
  receivedAt: number
}

export interface Answer {
  status: number
  headers?: Record<string, string>
  /** Text is sent as it is, all else as JSON. */
  body?: unknown
}

/** One item that a vendor takes. */
export interface Accepted {
  /** Place in the request. */
  index: number
  id: string | null
  userKey: string | null
  body: unknown
  /** What the vendor knows a double by; null where it knows none. */
  dedupeKey: string | null
}

export interface Verdict extends Answer {
  stored: Accepted[]
}

/** A number from 0 to below 1. */
export type Random = () => number

/** How one vendor answers. `judge` is what it does in peace, the others are its ways to fail. */
export interface Vendor {
  judge(request: VendorRequest): Verdict
  /** Takes a part of what it was sent, or says which part it would take now. */
  partial(request: VendorRequest, verdict: Verdict, random: Random): Verdict
  /** Takes nothing, for there was too much of late. */
  throttle(request: VendorRequest, verdict: Verdict, random: Random): Verdict
  /** The body of a 5xx. */
  failure(status: number): unknown
}

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value, or undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isJson({ headers }: VendorRequest): boolean {
  return /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

export function byteLength(text: string): number {
  return Buffer.byteLength(text)
}
