import {
  type Accepted,
  isObject,
  isText,
  parseJson,
  type VendorRequest,
  type Verdict,
} from './vendor.js'

const mostMappings = 2000
const mostBytes = 1_000_000

/** User Mapping: https://amplitude.com/docs/apis/analytics/user-mapping */
export function judgeMapping(request: VendorRequest, keys: ReadonlySet<string>): Verdict {
  if (request.bytes > mostBytes) return refused(413, 'payload_too_large')
  const type = request.headers['content-type'] ?? ''
  const form = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type) ? request.text : ''
  const fields = new URLSearchParams(form)
  if (!keys.has(fields.get('api_key') ?? '')) return refused(400, 'invalid_api_key')
  const given = parseJson(fields.get('mapping') ?? '')
  const mappings = Array.isArray(given) ? given : [given]
  if (mappings.length > mostMappings || !mappings.every(isMapping)) {
    return refused(400, 'missing_mapping')
  }
  return { status: 200, body: 'success', stored: mappings.map(accepted) }
}

/** What came of late was too much: the vendor does not say which. */
export const mappingThrottled: Verdict = refused(429, 'too_many_requests')

function isMapping(value: unknown): boolean {
  if (!isObject(value) || !isText(value.user_id)) return false
  return value.unmap === true || isText(value.global_user_id)
}

/** The same mapping again changes nothing. */
function accepted(mapping: { user_id: string }, index: number): Accepted {
  return { index, id: null, userKey: mapping.user_id, body: mapping, dedupeKey: null }
}

function refused(status: number, body: string): Verdict {
  return { status, body, stored: [] }
}
