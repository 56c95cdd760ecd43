import { byEvent, secret, z } from '../../src/destination.js'
import { reservedEvents, reservedPrefix, sdkEvents, wellFormed } from './reserved.js'

const eventName = z
  .string()
  .regex(wellFormed, 'must have at most 40 letters, digits and _, a letter first')
  .refine((name) => !reservedPrefix.test(name) && !reservedEvents.has(name), {
    error: 'is a name that Google keeps for itself',
  })
  .refine((name) => !sdkEvents.has(name), { error: 'is a name of the SDK' })
const path = z.string().min(1).optional()

export const settings = z.strictObject({
  firebaseAppId: z
    .string()
    .regex(/^1:\d+:(ios|android):[0-9a-f]+$/i, 'must read like 1:123456789:ios:0a1b2c3d4e5f')
    .describe('The Firebase app id of the stream, the same for all who use the app.'),
  apiSecret: secret(
    'A Measurement Protocol API secret of the same data stream. Google does not tell of a wrong one: it takes every event and loses it.',
  ),
  region: z
    .enum(['global', 'eu'])
    .default('global')
    .describe('Where events are collected: `eu` for region1, within the European Union.'),
  platform: z
    .enum(['ios', 'android'])
    .optional()
    .describe(
      'The platform of the stream; events of devices of the other are filtered. Without it, all go to this stream: iOS and Android are two.',
    ),
  eventNames: byEvent(
    eventName.refine((name) => name !== 'purchase' && name !== 'refund', {
      error: 'needs more than its name; make it "Order Completed" or "Order Refunded" by an alias',
    }),
  )
    .default({})
    .describe('Your own event names → the names Google Analytics is to see.'),
  lowercaseNames: z
    .boolean()
    .default(false)
    .describe("Whether an app's own event names go in lower case."),
  lifecycleEvents: z
    .boolean()
    .default(false)
    .describe(
      'Whether installs, opens, updates and the like are sent, under names such as `application_opened`. The SDK counts them already.',
    ),
  identifyEvent: eventName
    .optional()
    .describe(
      'Identify calls are sent as an event of this name, with the user properties. Without it they are not sent: Google takes user properties with events only, and each event carries those of its `context.traits`.',
    ),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be three capitals, such as EUR')
    .optional()
    .describe('The currency of amounts that tell none.'),
  engagementTimeMsec: z
    .int()
    .min(1)
    .default(1)
    .describe('Engagement of events that tell none: without it nobody counts as active.'),
  adUserDataConsent: path.describe(
    'A path to the consent to data for advertising: `context.consent.categoryPreferences.advertising`.',
  ),
  adPersonalizationConsent: path.describe(
    'A path to the consent to personalised advertising; that tracking is refused on the device goes before it.',
  ),
  debugMode: z.boolean().default(false).describe('Shows events in DebugView.'),
})

export type Settings = z.infer<typeof settings>
