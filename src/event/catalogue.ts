/** What a path of the canonical event yields: its type, or nothing. */
export type ValueType =
  | 'text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'time'
  | 'object'
  | 'list'
  | 'any'

/** The six call types of the canonical spec. */
export const callTypes = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const
export type CallType = (typeof callTypes)[number]

/**
 * Events that have a meaning of their own. They travel under these names
 * everywhere, however they were spelt, so that charts agree.
 * https://segment.com/docs/connections/spec/mobile/
 */
export const semanticEvents: readonly string[] = ['Application Installed', 'Application Opened']

const texts = (prefix: string, ...names: string[]): [string, ValueType][] =>
  names.map((name) => [`${prefix}${name}`, 'text'])

/**
 * The type of every catalogued path. Mappings read these typed: `51203` at a
 * text path is `"51203"`, `"$1,199.00"` at a number path is 1199. A path that is
 * not here is read as it is.
 */
export const pathTypes: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ...texts('', 'type', 'event', 'name', 'category', 'messageId', 'dedupeKey'),
  ...texts('', 'userId', 'anonymousId', 'previousId', 'groupId'),
  ['timestamp', 'time'],
  ['properties', 'object'],
  ['traits', 'object'],
  ['context', 'object'],
  ['user', 'object'],
  ['sent.properties', 'object'],
  ['sent.traits', 'object'],
  ['sent.context', 'object'],
  ['sent.channel', 'text'],
  ['index', 'integer'],

  ...texts('context.app.', 'name', 'version', 'build', 'namespace'),
  ...texts('context.device.', 'id', 'advertisingId', 'manufacturer', 'brand', 'model', 'name'),
  ...texts('context.device.', 'type', 'version', 'token'),
  ['context.device.adTrackingEnabled', 'boolean'],
  ...texts('context.os.', 'name', 'version'),
  ...texts('context.network.', 'carrier'),
  ['context.network.bluetooth', 'boolean'],
  ['context.network.cellular', 'boolean'],
  ['context.network.wifi', 'boolean'],
  ['context.screen.width', 'integer'],
  ['context.screen.height', 'integer'],
  ['context.screen.density', 'number'],
  ['context.location.latitude', 'number'],
  ['context.location.longitude', 'number'],
  ...texts('context.location.', 'city', 'country', 'region'),
  ...texts('context.campaign.', 'name', 'source', 'medium', 'term', 'content'),
  ...texts('context.library.', 'name', 'version'),
  ...texts('context.', 'ip', 'locale', 'timezone', 'userAgent', 'groupId'),
  ['context.sessionId', 'any'],

  ...texts('user.', 'email', 'firstName', 'lastName', 'name', 'phone', 'gender', 'username'),
  ...texts('user.address.', 'city', 'country', 'postalCode', 'state', 'street'),

  ...texts('properties.', 'version', 'build', 'url', 'referring_application', 'currency'),
  ['properties.from_background', 'boolean'],
  ['properties.revenue', 'number'],
  ['properties.value', 'number'],
  ['properties.price', 'number'],
  ['properties.quantity', 'integer'],
])
