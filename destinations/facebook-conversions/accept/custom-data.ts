import { z } from 'zod'
import type { Note } from '../../facebook-app-events/accept/across.js'
import { isMembers } from '../../facebook-app-events/accept/across.js'
import { amount, each, flag, text } from '../../facebook-app-events/accept/values.js'

const content = z.looseObject(
  { id: text.optional(), quantity: amount.optional(), item_price: amount.optional() },
  { error: 'must be an object' },
)

/** https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/custom-data; own members are taken too. */
export const customData = z.looseObject(
  {
    content_ids: z.array(text, { error: 'must be a list of ids' }).optional(),
    contents: z.array(content, { error: 'must be a list of objects' }).optional(),
    status: z.union([z.boolean(), text], { error: 'must be text or a boolean' }).optional(),
    success: flag.optional(),
    ...each(['value', 'num_items', 'max_rating_value', 'predicted_ltv'], amount.optional()),
    ...each(
      [
        'content_category',
        'content_name',
        'content_type',
        'currency',
        'description',
        'level',
        'order_id',
        'registration_method',
        'search_string',
      ],
      text.optional(),
    ),
  },
  { error: 'must be an object' },
)

export function priced(name: unknown, data: unknown, note: Note): void {
  if (name !== 'Purchase') return
  const { value, currency } = isMembers(data) ? data : {}
  if (typeof value !== 'number' || !Number.isFinite(value))
    note(['custom_data', 'value'], 'CAPI-PUR', 'http', 'must be the amount of the purchase')
  // Meta's own samples write usd.
  if (typeof currency !== 'string' || !/^[a-z]{3}$/i.test(currency))
    note(['custom_data', 'currency'], 'CAPI-PUR', 'http', 'must be three letters of ISO 4217')
}
