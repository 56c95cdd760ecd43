import { z } from 'zod'
import { breaks, ruled } from '../../../src/accept/index.js'
import { ecommerce } from './ecommerce.js'
import { identified, identifiers } from './identifier.js'
import { properties, reporter, short, sized, text, time } from './values.js'

const common = {
  ...identifiers,
  app_id: text.optional(),
  time: ruled('BZ-TIME', 'silent', time),
  properties: properties.optional(),
  _update_existing_only: z.boolean().optional(),
}

/** https://www.braze.com/docs/api/objects_filters/event_object/ */
export const event = ruled(
  'BZ-NAME',
  'silent',
  sized(
    z
      .strictObject({ ...common, name: ruled('BZ-NAME', 'silent', text) })
      .superRefine((given, context) => {
        identified(given, reporter(context), 'actions')
        if (!Object.hasOwn(ecommerce, given.name)) return
        const judged = ecommerce[given.name]?.safeParse(given.properties ?? {})
        for (const { path, message } of judged?.error?.issues ?? []) {
          const place = ['properties', ...path]
          context.addIssue({
            code: 'custom',
            path: place,
            message,
            ...breaks('BZ-ECOM', 'silent'),
          })
        }
      }),
  ),
)

/** https://www.braze.com/docs/api/objects_filters/purchase_object/ */
export const purchase = ruled(
  'BZ-PURCH',
  'silent',
  sized(
    z
      .strictObject({
        ...common,
        product_id: short,
        currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capitals'),
        price: z.number(),
        quantity: z.int().min(1).max(100).optional(),
      })
      .superRefine((given, context) => identified(given, reporter(context), 'actions')),
  ),
)
