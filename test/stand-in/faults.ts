import { pick } from './random.js'
import type { Accepted, Answer, Random, Vendor, VendorRequest, Verdict } from './vendor.js'

/** Ways to answer badly. `cut` and `error-before` store nothing, `-after` has stored all. */
export const faultKinds = [
  'partial',
  'throttle',
  'error-before',
  'error-after',
  'cut',
  'cut-after',
  'html',
  'slow',
  'hang',
  'redirect',
] as const

export type FaultKind = (typeof faultKinds)[number]

/** Those that come by chance unless told: a redirect ends a connection, a hang costs a time-out. */
export const commonFaults: readonly FaultKind[] = faultKinds.filter(
  (kind) => kind !== 'hang' && kind !== 'redirect',
)

export interface Reply {
  answer: Answer
  stored: Accepted[]
  /** `whole`, `slow` (the second half late), `torn` (no second half), `cut` (no byte), `hang`. */
  ending: 'whole' | 'slow' | 'torn' | 'cut' | 'hang'
}

export interface Situation {
  vendor: Vendor
  request: VendorRequest
  verdict: Verdict
  random: Random
  origin: string
}

export function whole(verdict: Verdict): Reply {
  return { answer: verdict, stored: verdict.stored, ending: 'whole' }
}

/** What the vendor does instead of giving its verdict. */
export function fault(kind: FaultKind, situation: Situation): Reply {
  const { vendor, request, verdict, random, origin } = situation
  const nothing = { answer: { status: 500 }, stored: [] }
  switch (kind) {
    case 'hang':
      return { ...nothing, ending: 'hang' }
    case 'cut':
      return { ...nothing, ending: 'cut' }
    case 'cut-after':
      return { ...whole(verdict), ending: 'torn' }
    case 'slow':
      return { ...whole(verdict), ending: 'slow' }
    case 'html':
      return { answer: page, stored: [], ending: 'whole' }
    case 'redirect':
      return { answer: elsewhere(origin, request.path), stored: [], ending: 'whole' }
    case 'error-before':
      return broken(vendor, pick(random, [500, 502, 503, 504]), random, [])
    case 'error-after':
      // 503 promises that nothing was stored.
      return broken(vendor, pick(random, [500, 502, 504]), random, verdict.stored)
    case 'partial':
      return isTaken(verdict) ? whole(vendor.partial(request, verdict, random)) : whole(verdict)
    case 'throttle':
      return isTaken(verdict) ? whole(vendor.throttle(request, verdict, random)) : whole(verdict)
  }
}

function broken(vendor: Vendor, status: number, random: Random, stored: Accepted[]): Reply {
  const answer: Answer = { status, body: vendor.failure(status) }
  if (status === 503) answer.headers = { 'Retry-After': pick(random, ['0', '1']) }
  return { answer, stored, ending: 'whole' }
}

const page: Answer = {
  status: 200,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>Welcome</title><p>Please sign in to use this network.',
}

/** 307 keeps method and body, so whoever follows it hands on the credentials. */
function elsewhere(origin: string, path: string): Answer {
  return { status: 307, headers: { Location: `${origin}/elsewhere${path}` }, body: '' }
}

function isTaken({ status }: Verdict): boolean {
  return status === 200 || status === 207
}
