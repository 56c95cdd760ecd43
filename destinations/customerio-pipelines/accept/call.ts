import { z } from 'zod'
import { ruled } from '../../../src/accept/index.js'
import { identifierText } from '../../customerio/accept/identifier.js'
import { payload, reporter } from '../../customerio/accept/values.js'
import { context, documented } from './context.js'
import { needs } from './needs.js'

export const types = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const

export const time = ruled(
  'CI-TS',
  'silent',
  z.iso.datetime({ offset: true, error: 'must be an ISO 8601 date and time with its zone' }),
)
const identifier = ruled('CI-UID', 'http', identifierText).optional()

const members = z.looseObject(
  {
    type: ruled('CI-UID', 'http', z.enum(types, `must be one of ${types.join(', ')}`)),
    userId: identifier,
    anonymousId: identifier,
    previousId: identifier,
    groupId: identifier,
    event: ruled('CI-CDPEV', 'http', z.string('must be a text')).optional(),
    name: documented('string'),
    properties: ruled('CI-DATA', 'http', payload).optional(),
    traits: ruled('CI-DATA', 'http', payload).optional(),
    context: ruled('CI-DATA', 'http', context),
    messageId: documented('string'),
    timestamp: time.optional(),
    sentAt: time.optional(),
    originalTimestamp: time.optional(),
    integrations: documented('object'),
    version: documented('string'),
  },
  'must be an object',
)
export type Call = z.infer<typeof members>

/** A call of the Pipelines API, in a batch: https://docs.customer.io/integrations/api/cdp/ */
export const call = judged(members)

/** A call at the endpoint of its type, where only that of track has to say its type. */
export function callOf(type: Call['type']) {
  const same = ruled('CI-UID', 'http', z.literal(type, `must be ${type}, as the endpoint is`))
  return judged(members.extend({ type: type === 'track' ? same : same.default(type) }))
}

function judged<Schema extends z.ZodType<Call>>(schema: Schema) {
  const whole = schema.superRefine((given, ctx) => needs(given, reporter(ctx)))
  return ruled('CI-JSON', 'http', whole)
}
