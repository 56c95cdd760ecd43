import { z } from 'zod'
import { breaks, ruled, textOf } from '../../../src/accept/index.js'
import { personal, reservedPrefix, reservedProperties, sdkProperties } from '../reserved.js'
import { micros } from './event.js'
import { scalar } from './values.js'

const property = z.strictObject(
  { value: scalar(36), timestamp_micros: micros.optional() },
  { error: 'must be an object with a value' },
)

const userProperties = ruled(
  'GA-UPROP',
  'silent',
  z.record(z.string(), property, 'must be an object').superRefine((all, context) => {
    const names = Object.keys(all)
    if (names.length > 25)
      context.addIssue({ code: 'custom', message: 'must have at most 25 user properties' })
    for (const name of names) {
      const note = (message: string, rule: string, effect: 'silent' | 'warning') =>
        context.addIssue({ code: 'custom', path: [name], message, ...breaks(rule, effect) })
      if (!/^[A-Za-z][A-Za-z0-9_]{0,23}$/.test(name))
        note('must have a name of at most 24 letters, digits and _', 'GA-UPROP', 'silent')
      if (reservedPrefix.test(name) || reservedProperties.has(name))
        note('must not have a reserved name', 'GA-UPROP', 'silent')
      if (sdkProperties.has(name)) note('is a name of the SDK', 'GA-UPROP', 'warning')
      if (personal.test(textOf(all[name]?.value)))
        note('must not hold an e-mail address or phone number', 'GA-PII', 'warning')
    }
  }),
)

const answer = z.enum(['GRANTED', 'DENIED'], { error: 'must be GRANTED or DENIED' }).optional()
const code = (form: RegExp, error: string) => z.string().regex(form, error).optional()
const words = z.string('must be text').optional()

/** What of a request is around its events. */
export const around = {
  app_instance_id: ruled(
    'GA-AIID',
    'silent',
    z.string('must be text').regex(/^[0-9a-f]{32}$/i, 'must have 32 hex digits'),
  ),
  user_id: ruled(
    'GA-UID',
    'warning',
    z
      .string('must be text')
      .max(256, 'must have at most 256 characters')
      .refine((id) => !/@/.test(id), { error: 'must not be an e-mail address' }),
  ).optional(),
  timestamp_micros: micros.optional(),
  user_properties: userProperties.optional(),
  consent: ruled(
    'GA-CONSENT',
    'silent',
    z.strictObject({ ad_user_data: answer, ad_personalization: answer }),
  ).optional(),
  non_personalized_ads: z.boolean('must be true or false').optional(),
  user_data: z.looseObject({}, { error: 'must be an object' }).optional(),
  user_location: ruled(
    'GA-LOC',
    'silent',
    z.strictObject({
      city: words,
      region_id: code(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'must be a code such as US-CA'),
      country_id: code(/^[A-Z]{2}$/, 'must be a code such as US'),
      subcontinent_id: code(/^\d{3}$/, 'must be three digits'),
      continent_id: code(/^\d{3}$/, 'must be three digits'),
    }),
  ).optional(),
  ip_override: words,
  device: ruled(
    'GA-DEV',
    'silent',
    z.strictObject({
      category: words,
      language: words,
      screen_resolution: words,
      operating_system: words,
      operating_system_version: words,
      model: words,
      brand: words,
      browser: words,
      browser_version: words,
    }),
  ).optional(),
  user_agent: words,
}
