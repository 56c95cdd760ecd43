import { problemOf, type Refusal } from './customerio-operation.js'
import { pick, some } from './random.js'
import {
  type Accepted,
  isJson,
  isObject,
  isText,
  type JsonObject,
  parseJson,
  type Vendor,
  type VendorRequest,
  type Verdict,
} from './vendor.js'

export interface CustomerioAccount {
  siteId: string
  apiKey: string
}

interface ItemError extends Refusal {
  batch_index: number
}

const maxBatchBytes = 500 * 1024
const ulid = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i

/** Track v2: https://docs.customer.io/integrations/api/track/ */
export function customerio(accounts: readonly CustomerioAccount[]): Vendor {
  const known = new Set(accounts.map(({ siteId, apiKey }) => `${siteId}:${apiKey}`))
  return {
    judge: (request) => judge(request, known),
    partial: (request, verdict, random) =>
      request.path === '/api/v2/batch'
        ? unlucky(verdict, some(random, verdict.stored))
        : throttled(pick(random, ['0', '1'])),
    throttle: (_request, _verdict, random) => throttled(pick(random, ['0', '1'])),
    failure: (status) => ({ meta: { error: `status ${status}` } }),
  }
}

function judge(request: VendorRequest, known: ReadonlySet<string>): Verdict {
  const [, credentials = ''] = /^Basic (.+)$/i.exec(request.headers.authorization ?? '') ?? []
  const account = Buffer.from(credentials, 'base64').toString()
  if (!known.has(account))
    return { status: 401, body: { meta: { error: 'Unauthorized request' } }, stored: [] }
  if (request.method !== 'POST')
    return refused(405, { reason: 'invalid', field: 'method', message: 'must be POST' })
  const body = isJson(request) ? parseJson(request.text) : undefined
  if (!isObject(body))
    return refused(400, { reason: 'malformed', field: 'body', message: 'must be a JSON object' })
  return request.path === '/api/v2/entity'
    ? judgeEntity(body, account)
    : judgeBatch(request, body, account)
}

function judgeEntity(operation: object, account: string): Verdict {
  const problem = problemOf(operation)
  if (problem !== undefined) return refused(400, problem)
  return { status: 200, body: {}, stored: [accepted(operation, 0, account)] }
}

function judgeBatch({ bytes }: VendorRequest, { batch }: JsonObject, account: string): Verdict {
  if (bytes > maxBatchBytes)
    return refused(400, { reason: 'invalid', field: 'batch', message: 'is larger than 500 KB' })
  if (!Array.isArray(batch) || batch.length === 0)
    return refused(400, { reason: 'required', field: 'batch', message: 'must be a filled array' })
  const errors: ItemError[] = []
  const stored: Accepted[] = []
  for (const [index, operation] of batch.entries()) {
    const problem = problemOf(operation)
    if (problem === undefined) stored.push(accepted(operation, index, account))
    else errors.push({ batch_index: index, ...problem })
  }
  return answered(errors, stored)
}

/** The verdict again, with some of the good items refused. */
function unlucky(verdict: Verdict, items: readonly Accepted[]): Verdict {
  const known = isObject(verdict.body) ? verdict.body.errors : undefined
  const errors = items.map(({ index }) => ({
    batch_index: index,
    reason: 'invalid',
    field: 'identifiers',
    message: 'this item could not be taken',
  }))
  const stored = verdict.stored.filter((item) => !items.includes(item))
  return answered([...(Array.isArray(known) ? known : []), ...errors], stored)
}

function answered(errors: readonly ItemError[], stored: Accepted[]): Verdict {
  if (errors.length === 0) return { status: 200, body: {}, stored }
  return { status: 207, body: { errors }, stored }
}

function accepted(operation: unknown, index: number, account: string): Accepted {
  const { id, identifiers, primary } = isObject(operation) ? operation : {}
  const who = isObject(identifiers) ? identifiers : isObject(primary) ? primary : {}
  const own = isText(id) ? id : null
  return {
    index,
    id: own,
    userKey: Object.values(who).map(String).join('/') || null,
    body: operation,
    // Any other id is taken, and no double is known by it.
    dedupeKey: own !== null && ulid.test(own) ? `${account} ${own.toUpperCase()}` : null,
  }
}

function throttled(retryAfter: string): Verdict {
  const refusal = { reason: 'throttled', field: '', message: 'too many requests' }
  return { ...refused(429, refusal), headers: { 'Retry-After': retryAfter } }
}

function refused(status: number, error: Refusal): Verdict {
  return { status, body: { errors: [error] }, stored: [] }
}
