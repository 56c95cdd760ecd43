import { z } from 'zod'
import { numberOf, ruled } from '../../../src/accept/index.js'
import { ids } from './ids.js'

const text = z.string('must be text')
const token = (rule: string, what: string) =>
  ruled(rule, 'http', text.regex(/^[a-z0-9]+$/, `must be the token of ${what}`))

const texts = ruled(
  'AJ-PARAMS',
  'http',
  text.refine(isFlat, 'must be JSON text of a flat object of texts'),
)
const octet = '(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])'
const flag = ruled('AJ-ATT', 'warning', z.enum(['0', '1'], 'must be 0 or 1'))

/** All that the vendor documents of an event, as texts: a form has no others. */
export const shape = {
  s2s: ruled('AJ-S2S', 'http', z.literal('1', 'must be 1')),
  app_token: token('AJ-APP', 'the app'),
  event_token: token('AJ-EVT', 'an event'),
  ...ids.apple,
  ...ids.android,
  ...ids.others,
  environment: ruled(
    'AJ-ENV',
    'warning',
    z.enum(['sandbox', 'production'], 'must be sandbox or production'),
  ).optional(),
  created_at_unix: ruled(
    'AJ-TIME',
    'http',
    text.regex(/^\d{1,10}$/, 'must be whole seconds since 1970'),
  ).optional(),
  created_at: ruled(
    'AJ-TIME',
    'http',
    text.regex(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|Z?[+-]\d\d:?\d\d)$/,
      'must read like 2017-01-02T15:04:05.000+0000',
    ),
  ).optional(),
  ip_address: ruled(
    'AJ-IP',
    'warning',
    text.regex(new RegExp(`^${octet}(\\.${octet}){3}$`), 'must be an IPv4 address'),
  ).optional(),
  user_agent: text.optional(),
  revenue: ruled(
    'AJ-REV',
    'http',
    text
      .regex(/^\d+(\.\d+)?$/, { error: 'must be a number like 149.99', abort: true })
      .refine(
        (amount) => numberOf(amount) >= 0.001 && numberOf(amount) <= 1e11,
        'must be 0.001 to 1e11',
      ),
  ).optional(),
  currency: ruled(
    'AJ-REV',
    'http',
    text.regex(/^[A-Z]{3}$/, 'must be three capital letters'),
  ).optional(),
  callback_params: texts.optional(),
  partner_params: texts.optional(),
  os_name: text.optional(),
  att_status: ruled('AJ-ATT', 'warning', z.enum(['0', '1', '2', '3'], 'must be 0 to 3')).optional(),
  tracking_enabled: flag.optional(),
  device_name: text.optional(),
  device_type: text.optional(),
  os_version: text.optional(),
  app_version: text.optional(),
  app_version_short: text.optional(),
  bundle_id: text.optional(),
  package_name: text.optional(),
  country: text.optional(),
  language: text.optional(),
  primary_dedupe_token: text.optional(),
  google_app_set_id: text.optional(),
}

function isFlat(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject && Object.values(value).every((member) => typeof member === 'string')
  } catch {
    return false
  }
}
