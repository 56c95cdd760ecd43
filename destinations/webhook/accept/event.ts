import { z } from 'zod'
import { breaks, ruled } from '../../../src/accept/index.js'

const text = z.string('must be text').min(1, 'must not be empty').optional()
const number = z.number('must be a number').optional()
const flag = z.boolean('must be true or false').optional()
const members = z.record(z.string(), z.unknown(), 'must be an object').optional()

function part(shape: z.core.$ZodLooseShape) {
  return z.looseObject(shape, 'must be an object').optional()
}
function texts(...names: string[]) {
  return Object.fromEntries(names.map((name) => [name, text]))
}

const device = part({
  ...texts('id', 'manufacturer', 'brand', 'model', 'name', 'type', 'version', 'token'),
  advertisingId: text,
  adTrackingEnabled: flag,
  attTrackingStatus: z.int('must be a whole number').optional(),
}).refine((given) => given?.advertisingId === undefined || given.adTrackingEnabled === true, {
  message: 'an advertising id is there without tracking being allowed',
  path: ['advertisingId'],
  ...breaks('WH-TRACKING', 'policy'),
})

const context = part({
  ...texts('channel', 'groupId', 'instanceId', 'ip', 'locale', 'timezone', 'userAgent'),
  active: flag,
  app: part(texts('name', 'version', 'build', 'namespace')),
  campaign: part(texts('name', 'source', 'medium', 'term', 'content')),
  consent: members,
  device,
  library: part(texts('name', 'version')),
  location: part({
    ...texts('city', 'country', 'region'),
    latitude: number,
    longitude: number,
    speed: number,
  }),
  network: part({ ...texts('carrier'), bluetooth: flag, cellular: flag, wifi: flag }),
  os: part(texts('name', 'version')),
  page: part({
    keywords: z.array(z.unknown(), 'must be a list').optional(),
    ...texts(
      'path',
      'referrer',
      'referring_domain',
      'initial_referrer',
      'initial_referring_domain',
      'search',
      'title',
      'url',
    ),
  }),
  referrer: part(texts('type', 'name', 'url', 'link', 'id')),
  screen: part({ width: number, height: number, density: number }),
  traits: members,
  userAgentData: members,
  integrations: nowhere(),
})

const types = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const

/** The body as the mapping makes it: one canonical event. */
export const event = ruled(
  'WH-EVENT',
  'silent',
  z
    .looseObject(
      {
        type: z.enum(types, 'must be a call type'),
        messageId: z.string('must be text').min(1, 'must not be empty'),
        timestamp: z.iso.datetime({ precision: 3, error: 'must be ISO 8601 in UTC' }),
        ...texts('userId', 'anonymousId', 'previousId', 'groupId', 'name', 'category'),
        event: text,
        properties: members,
        traits: members,
        context,
        integrations: nowhere(),
      },
      'must be a JSON object',
    )
    .refine(({ type, event }) => (type === 'track') === (event !== undefined), {
      message: 'must be there with track alone',
      path: ['event'],
    }),
)

/** A body that makes itself out to be one; else it is the user's own, made by `overrides`. */
export function isEvent(body: unknown): boolean {
  const { type, messageId, timestamp } = Object(body)
  return types.includes(type) && messageId !== undefined && timestamp !== undefined
}

function nowhere() {
  return ruled(
    'WH-INTEGRATIONS',
    'policy',
    z.undefined('tells where else the event goes').optional(),
  )
}
