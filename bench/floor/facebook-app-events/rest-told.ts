import { parameters as own } from '../../../destinations/facebook-app-events/parameters.js'
import { put, textsIn } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { fitted, quote } from '../facebook/name.js'
import type { Reading } from '../facebook/reading.js'
import { renamed, tellClash, valued } from '../facebook/rest-told.js'
import { bits, OMITTED } from './bits.js'
import type { Custom } from './parameters.js'
import { campaignLeft, LONGEST_VALUE, MOST_PARAMETERS } from './rest.js'

const AT = 'custom_events[0]'
const silent = { settings: {}, refuse: () => undefined, warn: () => undefined }
type Members = Record<string, unknown>

/** The same event with all parameters that the vendor takes, and no others; tells what was altered or left out. `wanted`: the names that the settings list, if they do. */
export function fitParameters(reading: Reading, custom: Custom, wanted: unknown): Members {
  const { _valueToSum, _eventName, _logTime, _session_id, _eventID, fb_currency, ...fields } =
    custom
  const { warnings } = reading
  const parameters: Members = {}
  for (const name of fieldNames) {
    const value = fields[name]
    if (value !== undefined) parameters[name] = value
  }
  const rest = valued(
    renamed(leftOf(reading, custom), AT, warnings, nameOf),
    AT,
    warnings,
    LONGEST_VALUE,
  )
  for (const [name, value] of Object.entries(rest)) {
    if (!isField(name)) put(parameters, name, value)
    else if (parameters[name] !== value && (reading.taken & (bits.get(name) ?? 0)) === 0)
      tellClash(AT, name, warnings)
  }
  const listed = wanted === undefined ? undefined : new Set(textsIn(wanted))
  const fitting: Members = { _valueToSum, _eventName, _logTime, _session_id, _eventID, fb_currency }
  let room = MOST_PARAMETERS - (fb_currency === undefined ? 0 : 1)
  const beyond: string[] = []
  for (const [name, value] of Object.entries(parameters)) {
    if (listed !== undefined && !listed.has(name)) continue
    if (name === 'fb_currency') {
      if (value !== fb_currency) tellClash(AT, name, warnings)
    } else if (room-- > 0) put(fitting, name, value)
    else beyond.push(name)
  }
  tellBeyond(beyond, warnings)
  return fitting
}

const fieldNames = [
  'fb_content',
  'fb_content_id',
  'fb_content_type',
  'fb_search_string',
  'fb_success',
  'fb_num_items',
  'fb_description',
  'fb_mobile_launch_source',
  'fb_push_campaign',
  'fb_push_action',
  'fb_order_id',
  'campaign_name',
  'campaign_source',
  'campaign_medium',
  'campaign_content',
  'campaign_ad_creative',
  'campaign_ad_group',
] as const
const isField = (name: string) => (fieldNames as readonly string[]).includes(name)

/** What no field took, the members of the catalogue first. */
function leftOf(reading: Reading, custom: Custom): Members {
  const left: Members = {}
  for (const name of Object.keys(reading.properties)) {
    const bit = bits.get(name)
    if (bit !== undefined && ((reading.taken | OMITTED) & bit) !== 0) continue
    const isCampaign = name === 'campaign'
    const member = isCampaign ? campaignLeft(reading, custom) : reading.properties[name]
    if (!isCampaign || member !== undefined) put(left, name, member)
  }
  return own.cataloguedFirst(left) as Members
}

/** Names that begin with `_` are the vendor's own. */
function nameOf(name: string, warnings: Warning[]): string | undefined {
  const free = own.parameter(name, silent)
  if (free !== name)
    warnings.push({ code: 'NAME_CHANGED', path: '', message: `name: "${name}" became "${free}"` })
  return fitted(free, warnings, '', 'name')
}
function tellBeyond(names: readonly string[], warnings: Warning[]): void {
  if (names.length === 0) return
  const listed = names.slice(0, 20).map(quote).join(', ')
  const more = names.length > 20 ? ` and ${names.length - 20} more` : ''
  const message = `only ${MOST_PARAMETERS} members are taken; left out: ${listed}${more}`
  warnings.push({ code: 'MEMBERS_DROPPED', path: AT, message })
}
