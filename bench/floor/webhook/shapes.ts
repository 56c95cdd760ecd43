/** What a known member is, or the members of a known object. */
export type Kind = 'text' | 'number' | 'integer' | 'boolean' | 'list' | 'object' | Shape

export interface Shape {
  members: ReadonlyMap<string, Kind>
  /** Members that are not passed on as they are. */
  omitted: ReadonlySet<string>
  /** Both. */
  kinds: ReadonlyMap<string, Kind | 'omitted'>
}

const nothing: ReadonlySet<string> = new Set()

function shape(members: Record<string, Kind>, omitted = nothing): Shape {
  const known = new Map(Object.entries(members))
  const kinds = new Map<string, Kind | 'omitted'>(known)
  for (const name of omitted) kinds.set(name, 'omitted')
  return { members: known, omitted, kinds }
}

/** Ids for advertising go by one name, and only where the person allows it. */
const advertisingIds = [
  'advertisingId',
  'advertising_id',
  'idfa',
  'IDFA',
  'gaid',
  'GAID',
  'aaid',
  'AAID',
  'adid',
  'adId',
  'adTrackingId',
]

export const device = shape(
  {
    id: 'text',
    advertisingId: 'text',
    adTrackingEnabled: 'boolean',
    attTrackingStatus: 'integer',
    manufacturer: 'text',
    brand: 'text',
    model: 'text',
    name: 'text',
    type: 'text',
    version: 'text',
    token: 'text',
  },
  new Set(advertisingIds),
)

/** In the order in which the members of a context are told of. Where an event goes is for no receiver to know. */
export const context = shape(
  {
    active: 'boolean',
    app: shape({ name: 'text', version: 'text', build: 'text', namespace: 'text' }),
    campaign: shape({
      name: 'text',
      source: 'text',
      medium: 'text',
      term: 'text',
      content: 'text',
    }),
    channel: 'text',
    consent: 'object',
    device,
    groupId: 'text',
    instanceId: 'text',
    ip: 'text',
    library: shape({ name: 'text', version: 'text' }),
    locale: 'text',
    location: shape({
      city: 'text',
      country: 'text',
      latitude: 'number',
      longitude: 'number',
      region: 'text',
      speed: 'number',
    }),
    network: shape({ bluetooth: 'boolean', carrier: 'text', cellular: 'boolean', wifi: 'boolean' }),
    os: shape({ name: 'text', version: 'text' }),
    page: shape({
      path: 'text',
      referrer: 'text',
      referring_domain: 'text',
      initial_referrer: 'text',
      initial_referring_domain: 'text',
      search: 'text',
      title: 'text',
      url: 'text',
      keywords: 'list',
    }),
    referrer: shape({ type: 'text', name: 'text', url: 'text', link: 'text', id: 'text' }),
    screen: shape({ width: 'integer', height: 'integer', density: 'number' }),
    timezone: 'text',
    userAgent: 'text',
    userAgentData: 'object',
  },
  new Set(['integrations', 'traits', ...advertisingIds]),
)
