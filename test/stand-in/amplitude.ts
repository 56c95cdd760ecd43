import { judgeMapping, mappingThrottled } from './amplitude-usermap.js'
import { some } from './random.js'
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

export interface AmplitudeAccount {
  apiKey: string
}

type Indexes = Record<string, number[]>

interface Faulty {
  events_with_invalid_fields: Indexes
  events_with_missing_fields: Indexes
  events_with_invalid_id_lengths: Indexes
}

const limits = {
  '/2/httpapi': { events: 1999, bytes: 999_999 },
  '/batch': { events: 2000, bytes: 20_000_000 },
}

const reservedEvents = new Set([
  '[Amplitude] Start Session',
  '[Amplitude] End Session',
  '[Amplitude] Revenue',
  '[Amplitude] Revenue (Verified)',
  '[Amplitude] Revenue (Unverified)',
  '[Amplitude] Merged User',
])

const refusedIds = new Set([
  'anonymous',
  'nil',
  'none',
  'null',
  'n/a',
  'na',
  'undefined',
  'unknown',
  '',
  '00000000-0000-0000-0000-000000000000',
  '{}',
  'lmy47d',
  '0',
  '-1',
])

const isNumber = (value: unknown) => typeof value === 'number'
const isPlain = (value: unknown) => isObject(value) && isShallow(value, 40)

const fields: Record<string, (value: unknown) => boolean> = {
  time: Number.isSafeInteger,
  session_id: Number.isSafeInteger,
  event_id: Number.isSafeInteger,
  insert_id: (value) => typeof value === 'string',
  price: isNumber,
  revenue: isNumber,
  quantity: Number.isSafeInteger,
  location_lat: isNumber,
  location_lng: isNumber,
  event_properties: isPlain,
  user_properties: isPlain,
  group_properties: isPlain,
  groups: isObject,
  plan: isObject,
  ingestion_metadata: isObject,
}

/** HTTP V2, Batch Event Upload and User Mapping: https://amplitude.com/docs/apis/analytics/http-v2 */
export function amplitude(accounts: readonly AmplitudeAccount[]): Vendor {
  const keys = new Set(accounts.map(({ apiKey }) => apiKey))
  return {
    judge: (request) => (isMapping(request) ? judgeMapping : judge)(request, keys),
    partial: (request, verdict, random) => throttled(request, some(random, verdict.stored)),
    throttle: (request, verdict) => throttled(request, verdict.stored),
    failure: (code) => ({ code, error: 'Server error' }),
  }
}

const isMapping = ({ path }: VendorRequest) => path === '/usermap'

function judge(request: VendorRequest, keys: ReadonlySet<string>): Verdict {
  const limit = request.path === '/batch' ? limits['/batch'] : limits['/2/httpapi']
  if (request.method !== 'POST') return refused('Invalid request path')
  if (request.bytes > limit.bytes) return tooLarge
  if (request.text === '') return refused('Missing request body')
  const body = isJson(request) ? parseJson(request.text) : undefined
  if (!isObject(body)) return refused('Invalid JSON request body')

  const { api_key: key, events, options } = body
  if (!isText(key)) return missing('api_key')
  if (!keys.has(key)) return refused(`Invalid API key: ${key}`)
  if (events === undefined || events === null) return missing('events')
  if (!Array.isArray(events) || !events.every(isObject)) return refused('Invalid event JSON')
  if (events.length === 0) return missing('events')
  if (events.length > limit.events) return tooLarge

  const faulty = faultsOf(events, minIdLength(options))
  const error = errorOf(faulty)
  if (error !== undefined) return refused(error, faulty)
  return {
    status: 200,
    body: {
      code: 200,
      events_ingested: events.length,
      payload_size_bytes: request.bytes,
      server_upload_time: request.receivedAt,
    },
    stored: events.flatMap((event, index) => accepted(event, index, key)),
  }
}

function faultsOf(events: readonly JsonObject[], shortest: number): Faulty {
  const faulty: Faulty = {
    events_with_invalid_fields: {},
    events_with_missing_fields: {},
    events_with_invalid_id_lengths: {},
  }
  const note = (kind: keyof Faulty, field: string, index: number) => {
    const indexes = faulty[kind][field]
    if (indexes === undefined) faulty[kind][field] = [index]
    else indexes.push(index)
  }
  for (const [index, event] of events.entries()) {
    const { event_type: type, user_id: user, device_id: device } = event
    if (type === undefined || type === null) note('events_with_missing_fields', 'event_type', index)
    else if (!isText(type) || reservedEvents.has(type))
      note('events_with_invalid_fields', 'event_type', index)
    if ((user ?? device ?? null) === null) note('events_with_missing_fields', 'user_id', index)
    for (const name of ['user_id', 'device_id']) {
      const id = event[name]
      if (typeof id !== 'string') continue
      if (refusedIds.has(id.toLowerCase())) note('events_with_invalid_fields', name, index)
      else if (id.length < shortest) note('events_with_invalid_id_lengths', name, index)
    }
    for (const [name, fits] of Object.entries(fields)) {
      const value = event[name]
      if (value !== undefined && value !== null && !fits(value))
        note('events_with_invalid_fields', name, index)
    }
  }
  return faulty
}

function errorOf(faulty: Faulty): string | undefined {
  const has = (indexes: Indexes) => Object.keys(indexes).length > 0
  if (has(faulty.events_with_invalid_fields)) return 'Invalid field values on some events'
  if (has(faulty.events_with_missing_fields)) return 'Request missing required field'
  if (has(faulty.events_with_invalid_id_lengths))
    return 'Invalid id length for user_id or device_id'
  return undefined
}

function accepted(event: JsonObject, index: number, key: string): Accepted[] {
  const { insert_id, device_id, user_id } = event
  // Numeric ids are answered 200 and the event is not seen again.
  if ([user_id, device_id].some((id) => typeof id === 'number')) return []
  const id = typeof insert_id === 'string' ? insert_id : null
  // Without a device id the vendor derives one from the user id.
  const device = isText(device_id) ? ['device', device_id] : ['user', user_id]
  return [
    {
      index,
      id,
      userKey: String(device_id ?? user_id),
      body: event,
      dedupeKey: id === null ? null : JSON.stringify([key, id, ...device]),
    },
  ]
}

/** A 429 stores nothing: the named events are to wait, the others may come back at once. */
function throttled(request: VendorRequest, items: readonly Accepted[]): Verdict {
  if (isMapping(request)) return mappingThrottled
  const perSecond = request.path === '/batch' ? 1000 : 30
  const users: Record<string, number> = {}
  const devices: Record<string, number> = {}
  for (const { body } of items) {
    if (!isObject(body)) continue
    if (isText(body.user_id)) users[body.user_id] = perSecond + 1
    if (isText(body.device_id)) devices[body.device_id] = perSecond + 1
  }
  return {
    status: 429,
    body: {
      code: 429,
      error: 'Too many requests for some devices and users',
      eps_threshold: perSecond,
      throttled_devices: devices,
      throttled_users: users,
      throttled_events: items.map(({ index }) => index),
      exceeded_daily_quota_users: {},
      exceeded_daily_quota_devices: {},
    },
    stored: [],
  }
}

const tooLarge: Verdict = {
  status: 413,
  body: { code: 413, error: 'Payload too large' },
  stored: [],
}

function missing(field: string): Verdict {
  return refused('Request missing required field', { missing_field: field })
}

function refused(error: string, more: object = {}): Verdict {
  return { status: 400, body: { code: 400, error, ...more }, stored: [] }
}

function minIdLength(options: unknown): number {
  const length = isObject(options) ? options.min_id_length : undefined
  return typeof length === 'number' && Number.isInteger(length) ? length : 5
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((member) => isShallow(member, depth - 1))
}
