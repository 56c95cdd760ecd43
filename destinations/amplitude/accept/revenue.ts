import { z } from 'zod'
import { breaks, ruled } from '../../../src/accept/index.js'
import { integer, isThere, plainText } from './values.js'

const amount = ruled('AM-REV', 'http', z.number({ error: 'must be a number' })).optional()

/**
 * The members of an event that count as revenue.
 * https://amplitude.com/docs/apis/analytics/http-v2
 */
export const revenue = {
  price: amount,
  quantity: ruled('AM-REV', 'http', integer('must be an integer')).optional(),
  revenue: amount,
  productId: plainText,
  revenueType: plainText,
  currency: ruled(
    'AM-REV',
    'silent',
    z.string({ error: 'must be text' }).regex(/^[A-Z]{3}$/, 'must be three capital letters'),
  ).optional(),
  receipt: plainText,
  receiptSig: plainText,
}

/** Says what is lost for want of an amount. A price without a quantity is one: the quantity is 1 then. */
export function checkRevenue(event: Record<string, unknown>, context: z.core.$RefinementCtx): void {
  if (isThere(event.price) || isThere(event.revenue)) return
  for (const member of ['productId', 'revenueType']) {
    if (!isThere(event[member])) continue
    context.addIssue({
      code: 'custom',
      message: 'must come with revenue, or with price and quantity',
      path: [member],
      ...breaks('AM-REV', 'silent'),
    })
  }
}
