import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AmplitudeAccount, amplitude } from './amplitude.js'
import { type CustomerioAccount, customerio } from './customerio.js'
import { type FacebookAccount, facebook } from './facebook.js'
import { commonFaults, type FaultKind, fault, type Reply, whole } from './faults.js'
import { finish, read, send } from './http.js'
import { mulberry32 } from './random.js'
import {
  type Answer,
  parseJson,
  type Random,
  type Vendor,
  type VendorName,
  type VendorRequest,
} from './vendor.js'

export { commonFaults, type FaultKind, faultKinds } from './faults.js'
export type { Answer, VendorName } from './vendor.js'

export interface StandInOptions {
  /** Accounts that the vendors know; one, or several. */
  amplitude?: AmplitudeAccount | readonly AmplitudeAccount[]
  facebook?: FacebookAccount | readonly FacebookAccount[]
  customerio?: CustomerioAccount | readonly CustomerioAccount[]
  /** Of the faults that come by chance; each vendor has its own row of numbers. */
  seed?: number
  /** `rate` is the share of requests that meet a fault. */
  faults?: { rate: number; kinds?: readonly FaultKind[] }
  /** How late the second half of a slow answer comes. */
  slowMs?: number
  /** Header of every answer that asks for patience, in place of a vendor's own way: for runs that are not to last. */
  retryAfter?: string
  /** How many of the last requests are kept. */
  keepRequests?: number
  /** False: bodies are not kept, for runs too long to hold them. */
  keepBodies?: boolean
}

export interface Stored {
  vendor: VendorName
  id: string | null
  userKey: string | null
  body: unknown
  /** The number of the request that brought it, counted from 1 over all vendors. */
  at: number
  /** It was stored, and the answer did not say so. */
  untold: boolean
}

export interface Received {
  at: number
  /** Null for a path that is no vendor's. */
  vendor: VendorName | null
  method: string
  path: string
  headers: Record<string, string>
  /** Parsed if it is JSON, else the text. */
  body: unknown
}

/** An answer given out of turn: it stores nothing unless `stores`. `pass` lets the vendor judge. */
export type Scripted = (Answer & { stores?: boolean }) | FaultKind | 'pass'

export interface Counts {
  requests: number
  stored: number
  doubles: number
  faults: number
}

export interface StandIn {
  origin: string
  /** What the vendors stored, in order of acceptance. */
  stored: Stored[]
  /** What came again after it was stored; the vendors answer as if it were new. */
  doubles: Stored[]
  requests: { count: number; list: Received[] }
  storedBy(vendor: VendorName): Stored[]
  /** Answers for the next requests to this vendor; before any fault by chance. */
  next(vendor: VendorName, ...answers: Scripted[]): void
  counts(): Record<VendorName, Counts>
  close(): Promise<void>
}

export const defaultAccounts = {
  amplitude: { apiKey: 'amplitude-key' },
  facebook: { appId: '1234567890', accessToken: 'facebook-token' },
  customerio: { siteId: 'site', apiKey: 'customerio-key' },
}

const vendorNames = ['amplitude', 'facebook', 'customerio'] as const

const routes: [RegExp, VendorName][] = [
  [/^\/(2\/httpapi|batch|usermap)$/, 'amplitude'],
  [/^\/(v\d+\.\d+\/)?[^/]+\/activities$/, 'facebook'],
  [/^\/api\/v2\/(batch|entity)$/, 'customerio'],
]

/** A vendor with what it has been through. */
interface Desk {
  vendor: Vendor
  random: Random
  script: Scripted[]
  seen: Set<string>
  counts: Counts
}

/** The vendors as one local HTTP server that judges, stores and, if told, fails. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const {
    slowMs = 200,
    retryAfter,
    keepRequests = 200,
    keepBodies = true,
    faults,
    seed = 1,
  } = options
  const vendors: Record<VendorName, Vendor> = {
    amplitude: amplitude([options.amplitude ?? defaultAccounts.amplitude].flat()),
    facebook: facebook([options.facebook ?? defaultAccounts.facebook].flat()),
    customerio: customerio([options.customerio ?? defaultAccounts.customerio].flat()),
  }
  const desk = (name: VendorName, index: number): [VendorName, Desk] => [
    name,
    {
      vendor: vendors[name],
      random: mulberry32(seed * vendorNames.length + index),
      script: [],
      seen: new Set(),
      counts: { requests: 0, stored: 0, doubles: 0, faults: 0 },
    },
  ]
  const desks = new Map(vendorNames.map(desk))
  const deskOf = (name: VendorName): Desk => {
    const found = desks.get(name)
    if (found === undefined)
      throw new Error(`no vendor "${name}"; there are ${vendorNames.join(', ')}`)
    return found
  }
  const stored: Stored[] = []
  const doubles: Stored[] = []
  const requests: StandIn['requests'] = { count: 0, list: [] }

  const record = (request: VendorRequest, vendor: VendorName | null): number => {
    requests.count += 1
    const { method, path, headers } = request
    const text = keepBodies ? request.text : ''
    const at = requests.count
    requests.list.push({
      at,
      vendor,
      method,
      path,
      headers,
      get body() {
        return keepBodies ? (parseJson(text) ?? text) : null
      },
    })
    if (requests.list.length > keepRequests) requests.list.shift()
    return at
  }

  const store = (
    vendor: VendorName,
    { answer, stored: items, ending }: Reply,
    at: number,
  ): void => {
    const { seen, counts } = deskOf(vendor)
    const untold = answer.status >= 400 || ending === 'torn' || ending === 'cut'
    for (const { id, userKey, body, dedupeKey } of items) {
      const item = { vendor, id, userKey, body: keepBodies ? body : null, at, untold }
      const double = dedupeKey !== null && seen.has(dedupeKey)
      if (dedupeKey !== null) seen.add(dedupeKey)
      counts[double ? 'doubles' : 'stored'] += 1
      ;(double ? doubles : stored).push(item)
    }
  }

  const replyTo = (request: VendorRequest, desk: Desk): Reply => {
    const { vendor, random, script, counts } = desk
    const verdict = vendor.judge(request)
    const scripted = script.shift() ?? byChance(random, faults)
    if (scripted === 'pass') return whole(verdict)
    counts.faults += 1
    if (typeof scripted === 'string')
      return fault(scripted, { vendor, request, verdict, random, origin })
    const { stores = false, ...answer } = scripted
    return { answer, stored: stores ? verdict.stored : [], ending: 'whole' }
  }

  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await read(message)
    const [, name = null] = routes.find(([path]) => path.test(request.path)) ?? []
    const at = record(request, name)
    if (name === null) return send(response, { status: 404, body: { error: 'no such path' } })
    const desk = deskOf(name)
    desk.counts.requests += 1
    const reply = replyTo(request, desk)
    store(name, reply, at)
    finish(response, patient(reply, retryAfter), slowMs)
  }

  const server = createServer((message, response) => {
    // A client that leaves halfway is no trouble of the vendors.
    serve(message, response).catch((error: unknown) => {
      if (message.complete) throw error
      response.destroy()
    })
  })
  // An idle connection closed under a client's feet would be a fault nobody asked for.
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`

  return {
    origin,
    stored,
    doubles,
    requests,
    storedBy: (vendor) => stored.filter((item) => item.vendor === vendor),
    next(vendor, ...answers) {
      deskOf(vendor).script.push(...answers)
    },
    counts: () => ({
      amplitude: { ...deskOf('amplitude').counts },
      facebook: { ...deskOf('facebook').counts },
      customerio: { ...deskOf('customerio').counts },
    }),
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function patient(reply: Reply, retryAfter: string | undefined): Reply {
  const { answer } = reply
  const { status } = answer
  // What is refused for good is not to be waited for.
  const asks = status === 429 || status >= 500 || isTransient(answer.body)
  if (retryAfter === undefined || !asks) return reply
  return {
    ...reply,
    answer: { ...answer, headers: { ...answer.headers, 'Retry-After': retryAfter } },
  }
}

function isTransient(body: unknown): boolean {
  const error = Object(body).error
  return Object(error).is_transient === true
}

function byChance(random: Random, faults: StandInOptions['faults']): FaultKind | 'pass' {
  if (faults === undefined || random() >= faults.rate) return 'pass'
  const kinds = faults.kinds ?? commonFaults
  return kinds[Math.floor(random() * kinds.length)] ?? 'pass'
}
