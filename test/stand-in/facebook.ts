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

export interface FacebookAccount {
  appId: string
  accessToken: string
}

const eventKinds = new Set(['MOBILE_APP_INSTALL', 'CUSTOM_APP_EVENTS', 'DEFERRED_APP_LINK'])
const eventName = /^[0-9a-zA-Z_][0-9a-zA-Z _-]{0,39}$/
const booleans = new Set(['0', '1', 'true', 'false'])

/** App Events API: https://developers.facebook.com/docs/graph-api/reference/application/activities/ */
export function facebook(accounts: readonly FacebookAccount[]): Vendor {
  return {
    judge: (request) => judge(request, accounts),
    // A call is taken whole or not at all.
    partial: () => failed(500, 2, 'Service temporarily unavailable', { is_transient: true }),
    throttle: () => ({
      ...failed(400, 4, 'Application request limit reached', { is_transient: true }),
      headers: { 'X-App-Usage': '{"call_count":100,"total_time":20,"total_cputime":20}' },
    }),
    failure: (status) => failed(status, 1, 'An unknown error occurred').body,
  }
}

function judge(request: VendorRequest, accounts: readonly FacebookAccount[]): Verdict {
  if (request.method !== 'POST') return absent(request)
  const params = paramsOf(request)
  if (params === undefined) return invalid('the body is no JSON object')
  const token =
    params.access_token ?? /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const known = accounts.filter(({ accessToken }) => accessToken === token)
  if (known.length === 0) return failed(400, 190, 'Invalid OAuth access token.')
  const appId = request.path.split('/').at(-2)
  if (!known.some((account) => account.appId === appId)) return absent(request)

  const custom = params.event === 'CUSTOM_APP_EVENTS'
  const events = nested(params.custom_events)
  const problem = problemOfCall(params) ?? (custom ? problemOfEvents(events) : undefined)
  if (problem !== undefined) return invalid(problem)
  const { access_token, ...call } = params
  const items = custom && Array.isArray(events) ? events : [call]
  return {
    status: 200,
    body: { success: true },
    stored: items.map((item, index) => accepted(item, index, call, appId)),
  }
}

/** The parameters of query and body together; undefined when the body cannot be read. */
function paramsOf(request: VendorRequest): JsonObject | undefined {
  const query = Object.fromEntries(request.query)
  if (/^application\/x-www-form-urlencoded/i.test(request.headers['content-type'] ?? ''))
    return { ...query, ...Object.fromEntries(new URLSearchParams(request.text)) }
  if (!isJson(request) || request.text === '') return query
  const body = parseJson(request.text)
  return isObject(body) ? { ...query, ...body } : undefined
}

function problemOfCall(params: JsonObject): string | undefined {
  if (!isText(params.event) || !eventKinds.has(params.event))
    return 'Param event must be one of MOBILE_APP_INSTALL, CUSTOM_APP_EVENTS, DEFERRED_APP_LINK'
  if (!hasIdentity(params)) return 'The call names neither a device nor a person'
  for (const name of ['advertiser_tracking_enabled', 'application_tracking_enabled']) {
    if (params[name] !== undefined && !booleans.has(String(params[name])))
      return `Param ${name} must be a boolean`
  }
  return params.extinfo === undefined ? undefined : problemOfExtinfo(nested(params.extinfo))
}

function hasIdentity(params: JsonObject): boolean {
  const has = (name: string) => isText(params[name]) || typeof params[name] === 'number'
  const ud = nested(params.ud)
  return (
    ['attribution', 'advertiser_id', 'anon_id', 'page_scoped_user_id'].some(has) ||
    (has('user_id_type') && has('user_id')) ||
    (isObject(ud) && Object.values(ud).some((value) => value !== ''))
  )
}

function problemOfExtinfo(extinfo: unknown): string | undefined {
  if (!Array.isArray(extinfo)) return 'Param extinfo must be an array'
  if (extinfo.length === 1 && extinfo[0] === 'mb1') return undefined
  if (extinfo.length !== 16) return 'Param extinfo must have 16 entries'
  if (!['a2', 'i2'].includes(extinfo[0])) return 'Param extinfo[0] must be a2 or i2'
  return isText(extinfo[4]) ? undefined : 'Param extinfo[4] must be the version of the system'
}

function problemOfEvents(events: unknown): string | undefined {
  if (!Array.isArray(events) || events.length === 0)
    return 'Param custom_events must be a non-empty array'
  for (const [index, event] of events.entries()) {
    const at = `custom_events[${index}]`
    if (!isObject(event)) return `Param ${at} must be an object`
    if (!isText(event._eventName) || !eventName.test(event._eventName))
      return `Param ${at}['_eventName'] must match ${eventName.source}`
    for (const [name, value] of Object.entries(event)) {
      if (name.startsWith('_') || name === 'fb_content' || name === 'fb_content_id') continue
      if (typeof value !== 'string' && typeof value !== 'number')
        return `Param ${at}['${name}'] must be a string or a number`
      if (typeof value === 'string' && value.length > 100)
        return `Param ${at}['${name}'] must be at most 100 characters long`
    }
  }
  return undefined
}

function accepted(item: unknown, index: number, call: JsonObject, appId = ''): Accepted {
  const { _eventID, event_id, _eventName = call.event } = isObject(item) ? item : {}
  const id = [_eventID, event_id].find(isText) ?? null
  const who = [call.anon_id, call.advertiser_id, call.app_user_id, call.attribution].find(isText)
  const dedupeKey = id === null ? null : JSON.stringify([appId, _eventName, id])
  return { index, id, userKey: who ?? null, body: item, dedupeKey }
}

/** Nested values come as they are, or as JSON text. */
function nested(value: unknown): unknown {
  return typeof value === 'string' ? parseJson(value) : value
}

function invalid(why: string): Verdict {
  return failed(400, 100, `(#100) ${why}`)
}

function absent({ method, path }: VendorRequest): Verdict {
  const message = `Unsupported ${method.toLowerCase()} request. Object with ID '${path.split('/').at(-2)}' does not exist`
  return failed(400, 100, message, { type: 'GraphMethodException', error_subcode: 33 })
}

function failed(status: number, code: number, message: string, more: object = {}): Verdict {
  const error = { message, type: 'OAuthException', code, ...more, fbtrace_id: 'AStandInTrace' }
  return { status, body: { error }, stored: [] }
}
