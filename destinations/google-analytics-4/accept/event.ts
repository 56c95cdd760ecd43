import { z } from 'zod'
import { breaks, numberOf, ruled, textOf } from '../../../src/accept/index.js'
import { personal, reservedEvents, reservedPrefix, sdkEvents, wellFormed } from '../reserved.js'
import { items } from './items.js'
import { scalar, whenObject } from './values.js'

const name = ruled(
  'GA-NAME',
  'silent',
  z
    .string('must be text')
    .max(40, 'must have at most 40 characters')
    .regex(wellFormed, 'must have letters, digits and _ only, a letter first')
    .refine((event) => !reservedEvents.has(event) && !reservedPrefix.test(event), {
      error: 'must not be reserved, nor begin as reserved names do',
      ...breaks('GA-RESV', 'silent'),
    })
    .refine((event) => !sdkEvents.has(event), {
      error: 'is a name of the SDK',
      ...breaks('GA-RESV', 'warning'),
    }),
)

/** Seconds and milliseconds are times in 1970. */
export const micros = ruled(
  'GA-TIME',
  'warning',
  z.int('must be whole microseconds since 1970').min(1e15, 'must be microseconds since 1970'),
)

const value = ruled('GA-PVAL', 'silent', scalar(100))

export const params = ruled(
  'GA-PARAM',
  'silent',
  z
    .object({ items: items.optional() }, { error: 'must be an object' })
    .catchall(value)
    .superRefine((all, context) => {
      const note = (path: string, message: string, rule: string, effect: 'silent' | 'warning') =>
        context.addIssue({ code: 'custom', path: [path], message, ...breaks(rule, effect) })
      const names = Object.keys(all)
      if (names.length > 25)
        context.addIssue({ code: 'custom', message: 'must have at most 25 parameters' })
      for (const one of names) {
        if (!wellFormed.test(one) || reservedPrefix.test(one) || one === 'firebase_conversion')
          note(
            one,
            'must have a name of letters, digits and _, none reserved',
            'GA-PARAM',
            'silent',
          )
        if (personal.test(textOf(all[one])))
          note(one, 'must not hold an e-mail address or phone number', 'GA-PII', 'warning')
      }
      const { session_id, engagement_time_msec, value, currency } = all
      if (!/^[1-9]\d*$/.test(textOf(session_id)))
        note('session_id', 'should be the number of a session', 'GA-SESS', 'warning')
      if (!(numberOf(engagement_time_msec) > 0))
        note('engagement_time_msec', 'should be above zero', 'GA-SESS', 'warning')
      if (value === undefined) return
      if (!Number.isFinite(numberOf(value))) note('value', 'must be a number', 'GA-REV', 'warning')
      if (!/^[A-Z]{3}$/.test(textOf(currency)))
        note('currency', 'must be three capitals where there is a value', 'GA-REV', 'warning')
    }, whenObject),
)

/** What of an item is the event's own. */
export const members = { name, params: params.optional(), timestamp_micros: micros.optional() }

export const event = ruled(
  'GA-EVTS',
  'silent',
  z
    .strictObject(members, { error: 'must be an event of name, params and timestamp_micros' })
    .superRefine(({ name, params }, context) => {
      if (!['purchase', 'refund'].includes(name) || params?.transaction_id !== undefined) return
      context.addIssue({
        code: 'custom',
        path: ['params', 'transaction_id'],
        message: `must be there in a ${name}`,
        ...breaks('GA-REV', 'warning'),
      })
    }, whenObject),
)
