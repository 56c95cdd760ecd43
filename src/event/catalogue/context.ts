import type { MemberShapes } from './shape.js'

const brands: MemberShapes = { brand: 'text', version: 'text' }

export const page: MemberShapes = {
  path: 'text',
  referrer: 'text',
  // Of RudderStack's SDK for the web, as are the two below.
  referring_domain: 'text',
  initial_referrer: 'text',
  initial_referring_domain: 'text',
  search: 'text',
  title: 'text',
  url: 'text',
  keywords: ['text'],
}

/** https://segment.com/docs/connections/spec/common/#context, and what mobile SDKs add. */
export const context: MemberShapes = {
  active: 'boolean',
  app: { name: 'text', version: 'text', build: 'text', namespace: 'text' },
  campaign: { name: 'text', source: 'text', medium: 'text', term: 'text', content: 'text' },
  channel: 'text',
  consent: { categoryPreferences: 'object' },
  device: {
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
  groupId: 'text',
  instanceId: 'text',
  ip: 'text',
  library: { name: 'text', version: 'text' },
  locale: 'text',
  location: {
    city: 'text',
    country: 'text',
    latitude: 'number',
    longitude: 'number',
    region: 'text',
    speed: 'number',
  },
  network: { bluetooth: 'boolean', carrier: 'text', cellular: 'boolean', wifi: 'boolean' },
  os: { name: 'text', version: 'text' },
  page,
  referrer: { type: 'text', name: 'text', url: 'text', link: 'text', id: 'text' },
  screen: { width: 'integer', height: 'integer', density: 'number' },
  // A number with some SDKs, text with others.
  sessionId: 'any',
  timezone: 'text',
  traits: 'object',
  userAgent: 'text',
  userAgentData: {
    brands: [brands],
    mobile: 'boolean',
    platform: 'text',
    bitness: 'text',
    model: 'text',
    platformVersion: 'text',
    uaFullVersion: 'text',
    fullVersionList: [brands],
    wow64: 'boolean',
  },
}
