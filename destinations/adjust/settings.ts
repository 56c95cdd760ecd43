import { byEvent, secret, z } from '../../src/destination.js'

const token = (what: string) =>
  z.string().regex(/^[a-z0-9]+$/, `must be ${what}: lower-case letters and digits`)

const automatic = [
  'Application Installed',
  'Install Attributed',
  'Application Opened',
  'Application Foregrounded',
  'Application Backgrounded',
]

export const settings = z.strictObject({
  appToken: token('an app token').describe(
    'The app token, which is public. Where Adjust has one app for each system, make a connection for each and say its `platform`.',
  ),
  eventTokens: byEvent(
    token('an event token'),
    z.string().refine((name) => !automatic.includes(name), {
      error: 'installs and sessions are measured by the SDK, and never sent as events',
    }),
  ).describe(
    'Event → its token, which is public: `{ "Order Completed": "abc123" }`. Events of the catalogue in any spelling, others as the app sends them. Those without a token are left out.',
  ),
  screenTokens: z
    .record(z.string(), token('an event token'))
    .default({})
    .describe(
      'Name of a screen or page → the token, which is public, of the event it is sent as. Those without one are left out.',
    ),
  platform: z
    .enum(['ios', 'android'])
    .optional()
    .describe('The one system that the app is for: events of devices of the other are left out.'),
  environment: z
    .enum(['production', 'sandbox'])
    .default('production')
    .describe('Where the devices were seen first: Adjust does not know them in the other one.'),
  callbackParameters: z
    .array(z.string())
    .optional()
    .describe(
      'Only these properties become callback parameters; all, where it is left out. `user_id` and `message_id` always do.',
    ),
  partnerParameters: z
    .array(z.string())
    .default([])
    .describe('Properties that become partner parameters, which go to advertising networks.'),
  s2sToken: secret(
    'The S2S token of the app, with the scope Events; needed once S2S Security is switched on.',
  ).optional(),
})
export type Settings = z.infer<typeof settings>
