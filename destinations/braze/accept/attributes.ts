import { z } from 'zod'
import { ruled } from '../../../src/accept/index.js'
import { identified, identifiers } from './identifier.js'
import { isObject, reporter, sized, text, time } from './values.js'

const subscription = z.enum(['opted_in', 'subscribed', 'unsubscribed'])
const token = z.looseObject({ app_id: text, token: text, device_id: text.optional() })

/** https://www.braze.com/docs/api/objects_filters/user_attributes_object/ */
export const attributes = ruled(
  'BZ-ATTR',
  'silent',
  sized(
    z
      .looseObject({
        ...identifiers,
        _update_existing_only: z.boolean().optional(),
        first_name: z.string().nullish(),
        last_name: z.string().nullish(),
        home_city: z.string().nullish(),
        email: z
          .string()
          .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an e-mail address')
          .nullish(),
        phone: z.string().nullish(),
        gender: z.enum(['M', 'F', 'O', 'N', 'P']).nullish(),
        dob: z
          .string()
          .regex(/^\d{4}-\d\d-\d\d$/, 'must be YYYY-MM-DD')
          .nullish(),
        country: z
          .string()
          .regex(/^[A-Z]{2}$/, 'must be two letters')
          .nullish(),
        language: z
          .string()
          .regex(/^[a-z]{2}$/, 'must be two letters')
          .nullish(),
        time_zone: z.string().nullish(),
        current_location: z
          .looseObject({
            longitude: z.number().min(-180).max(180),
            latitude: z.number().min(-90).max(90),
          })
          .nullish(),
        date_of_first_session: time.nullish(),
        date_of_last_session: time.nullish(),
        marked_email_as_spam_at: time.nullish(),
        email_subscribe: subscription.nullish(),
        push_subscribe: subscription.nullish(),
        subscription_groups: z
          .array(
            z.looseObject({
              subscription_group_id: text,
              subscription_state: z.enum(['subscribed', 'unsubscribed']),
            }),
          )
          .optional(),
        push_tokens: ruled('BZ-TOKEN', 'silent', z.array(token)).optional(),
        push_token_import: ruled('BZ-TOKEN', 'silent', z.boolean()).optional(),
        image_url: z.string().nullish(),
        facebook: z.record(z.string(), z.unknown()).nullish(),
        twitter: z.record(z.string(), z.unknown()).nullish(),
      })
      .superRefine((given, context) => {
        const report = reporter(context)
        identified(given, report, 'attributes')
        if (given.user_alias !== undefined && given._update_existing_only !== false) {
          const message = 'must be false, or no profile is made of an alias'
          report('BZ-ALIAS', 'silent', ['_update_existing_only'], message)
        }
        if (given.push_token_import === true && given.push_tokens === undefined) {
          report('BZ-TOKEN', 'silent', ['push_tokens'], 'must be there')
        }
        for (const [name, member] of Object.entries(given)) {
          if (!isObject(member) && !Array.isArray(member)) continue
          if (hasNull(member)) {
            report('BZ-ATTR', 'silent', [name], 'must hold no null: it sinks all of the attribute')
          }
        }
      }),
  ),
)

function hasNull(value: unknown): boolean {
  if (value === null) return true
  return typeof value === 'object' && Object.values(value as object).some(hasNull)
}
