import { z } from 'zod'
import { findings } from '../../../src/accept/index.js'
import { platforms } from '../../customerio/accept/device.js'
import { isBlank, type Report } from '../../customerio/accept/values.js'
import type { Call } from './call.js'
import type { Context } from './context.js'

const text = z
  .string('must be a text for this event')
  .refine((given) => !isBlank(given), 'must not be empty for this event')
const whole = z.int('must be an integer for this event')
const one = (...names: string[]) =>
  z.enum(names, `must be one of ${names.join(', ')} for this event`)
const never = z.undefined('must not be given for this event').optional()

const needs = (shape: z.ZodRawShape) => z.looseObject(shape, 'must be given for this event')

const user = needs({ userId: text })
const object = needs({ objectId: text, objectTypeId: whole.optional() })

/** Events that do something instead of being kept as events, and what they need for it: https://docs.customer.io/integrations/api/cdp/customerio/ */
const events: Readonly<Record<string, z.ZodType>> = {
  'Device Created or Updated': needs({
    userId: text,
    context: needs({ device: needs({ token: text, type: one(...platforms) }) }),
    /** The vendor's SDKs remark that the call may fail with these, which it makes itself. */
    properties: needs({ last_used: never, platform: never }).optional(),
  }),
  'Device Deleted': needs({ userId: text, context: needs({ device: needs({ token: text }) }) }),
  'User Deleted': user,
  'User Suppressed': user,
  'User Unsuppressed': user,
  'Relationship Deleted': needs({ userId: text, properties: object }),
  'Object Deleted': needs({ anonymousId: text, properties: object }),
  'Report Delivery Event': needs({
    properties: needs({
      deliveryId: text,
      metric: one('delivered', 'clicked', 'converted', 'opened'),
    }),
  }),
  'Report Content Event': needs({
    properties: needs({
      actionType: one('viewed_content', 'clicked_content'),
      contentId: whole,
      templateId: whole,
    }),
  }),
}

/** Reports what a semantic event lacks; a batch's own context stands for all of its calls. */
export function semantics(call: Call, shared: Context, report: Report) {
  const schema =
    call.event !== undefined && Object.hasOwn(events, call.event) ? events[call.event] : undefined
  if (call.type !== 'track' || schema === undefined) return
  const device = { ...shared?.device, ...call.context?.device }
  const completed = { ...call, context: { device } }
  for (const found of findings(schema, completed, { rule: 'CI-CDPEV', effect: 'silent' })) {
    report(found.path === '' ? [] : [found.path], found)
  }
}
