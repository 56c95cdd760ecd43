import { z } from 'zod'
import { ruled } from '../../../src/accept/index.js'
import { reservedPrefix, wellFormed } from '../reserved.js'
import { scalar, text, whenObject } from './values.js'

const words = text(100).optional()
const amount = z.number('must be a number').optional()
const count = z.int('must be a whole number').optional()

const known = {
  item_id: words,
  item_name: words,
  affiliation: words,
  coupon: words,
  creative_name: words,
  creative_slot: words,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be three capitals')
    .optional(),
  discount: amount,
  index: count,
  item_brand: words,
  item_category: words,
  item_category2: words,
  item_category3: words,
  item_category4: words,
  item_category5: words,
  item_list_id: words,
  item_list_name: words,
  item_variant: words,
  location_id: words,
  price: amount,
  promotion_id: words,
  promotion_name: words,
  quantity: count,
}

const mostOwn = 10

const item = z
  .object(known, { error: 'must be an object' })
  .catchall(scalar(100))
  .refine(({ item_id, item_name }) => Boolean(item_id) || Boolean(item_name), {
    error: 'must have item_id or item_name',
    ...whenObject,
  })
  .superRefine((all, context) => {
    const own = Object.keys(all).filter((name) => !Object.hasOwn(known, name))
    if (own.length > mostOwn) {
      const message = `must have at most ${mostOwn} parameters of its own`
      context.addIssue({ code: 'custom', message })
    }
    for (const name of own) {
      if (wellFormed.test(name) && !reservedPrefix.test(name)) continue
      context.addIssue({ code: 'custom', path: [name], message: 'must have a name that is taken' })
    }
  }, whenObject)

export const items = ruled(
  'GA-ITEMS',
  'silent',
  z.array(item, 'must be a list of items').max(200, 'must have at most 200 items'),
)
