import type { Event } from '../test/generate/realistic.js'
import type { Random } from '../test/stand-in/vendor.js'

/** An event as one kind of library lays it out: its members, in its order. */
export type Layout = (random: Random, name: string, number: number) => Event

const start = Date.UTC(2026, 2, 10, 8)

const timeOf = (number: number) => new Date(start + number * 1013).toISOString()
const whole = (random: Random, below: number) => Math.floor(random() * below)
const id = (random: Random) =>
  whole(random, 2 ** 31)
    .toString(16)
    .padStart(8, '0')

/** An id that a vendor's own library gave the app. */
const instance = {
  'Google Analytics 4': { appInstanceId: '4b1f0c97e5a4632b8f0d1a2c3e4f5061' },
}

function properties(random: Random, name: string): Event {
  const price = whole(random, 20_000) / 100
  if (name.startsWith('Application')) {
    return { version: '4.12.0', build: '41207', from_background: random() < 0.5 }
  }
  if (name.startsWith('Order') || name.startsWith('Checkout')) {
    return {
      order_id: `order-${id(random)}`,
      total: price * 2,
      revenue: price * 2,
      currency: 'EUR',
      coupon: 'SPRING',
      products: [1, 2].map((position) => ({
        product_id: `sku-${position}`,
        name: 'Rope 12 mm',
        price,
        quantity: position,
        category: 'deck',
      })),
    }
  }
  return { product_id: `sku-${whole(random, 500)}`, name: 'Rope 12 mm', price, currency: 'EUR' }
}

const swift: Layout = (random, name, number) => ({
  type: 'track',
  messageId: `${id(random)}-4D0A-9A57-${number}`,
  timestamp: timeOf(number),
  anonymousId: `${id(random)}-53BD-4F6E-8C21`,
  userId: `member-${whole(random, 5000)}`,
  event: name,
  properties: properties(random, name),
  context: {
    app: { name: 'Tideline', version: '4.12.0', build: '41207', namespace: 'example.tideline' },
    device: {
      manufacturer: 'Apple',
      model: 'iPhone16,2',
      name: 'iPhone',
      type: 'ios',
      id: '6F0C1B52-8E1D-4D0A-9A57-2B7C6E1F9D34',
      advertisingId: 'A17C9E02-53BD-4F6E-8C21-70D4B9E6F315',
      adTrackingEnabled: true,
    },
    os: { name: 'iOS', version: '18.3' },
    screen: { width: 393, height: 852 },
    network: { wifi: true, cellular: false, bluetooth: false, carrier: 'Fjordtel' },
    library: { name: 'swift', version: '1.5.2' },
    locale: 'en-US',
    timezone: 'Europe/Prague',
    ip: '203.0.113.42',
  },
  integrations: instance,
})

const kotlin: Layout = (random, name, number) => ({
  anonymousId: `${id(random)}-6c3e-4a85-b1f4`,
  channel: 'mobile',
  context: {
    app: { build: 51203, name: 'Tideline', namespace: 'example.tideline', version: '4.12.0' },
    device: {
      adTrackingEnabled: random() < 0.7,
      advertisingId: '53bd9e02-a17c-4f6e-8c21-70d4b9e6f315',
      id: '9d2f4c7a1b3e5f60',
      manufacturer: 'Google',
      model: 'Pixel 8',
      name: 'shiba',
      type: 'android',
    },
    library: { name: 'kotlin', version: '1.16.3' },
    locale: 'cs-CZ',
    network: { bluetooth: false, carrier: 'Fjordtel', cellular: true, wifi: false },
    os: { name: 'Android', version: '15' },
    screen: { density: 2.625, height: 2400, width: 1080 },
    timezone: 'Europe/Prague',
    userAgent: 'Dalvik/2.1.0',
  },
  event: name,
  integrations: instance,
  messageId: `${id(random)}-${number}`,
  originalTimestamp: timeOf(number),
  sentAt: timeOf(number + 2),
  properties: properties(random, name),
  type: 'track',
  userId: `member-${whole(random, 5000)}`,
})

/** As another dialect has it: the traits within the context, both times, and the address on top. */
const rudder: Layout = (random, name, number) => ({
  ...kotlin(random, name, number),
  request_ip: '203.0.113.42',
  rudderId: id(random),
  context: {
    ...(kotlin(random, name, number).context as Event),
    sessionId: Math.floor(start / 1000),
    traits: { email: 'Ada.Moreau@example.com', plan: 'harbour', firstName: 'Ada', visits: 12 },
  },
})

const flutter: Layout = (random, name, number) => {
  const { context, ...rest } = swift(random, name, number)
  const { device, os, app, locale } = context as Event
  return { ...rest, context: { locale, os, app, device, instanceId: id(random) } }
}

const reactNative: Layout = (random, name, number) => ({
  ...swift(random, name, number),
  userId: undefined,
  _metadata: { bundled: [], unbundled: [], bundledIds: [] },
})

/** From a backend of the app's own: hardly any context. */
const server: Layout = (random, name, number) => ({
  userId: `member-${whole(random, 5000)}`,
  event: name,
  type: 'track',
  properties: { ...properties(random, name), deck: 7 },
  timestamp: timeOf(number),
  messageId: `server-${number}`,
  context: { ip: '203.0.113.42', library: { name: 'server', version: '3.2.0' } },
})

const identify: Layout = (random, _name, number) => ({
  type: 'identify',
  messageId: `identify-${number}`,
  userId: `member-${whole(random, 5000)}`,
  traits: { email: 'li.wei@example.org', firstName: 'Li', lastName: 'Wei', plan: 'harbour' },
  timestamp: timeOf(number),
  context: swift(random, '', number).context,
})

/** Seven layouts of mobile libraries and of what stands beside them. */
export const layouts: readonly [Layout, ...Layout[]] = [
  swift,
  kotlin,
  rudder,
  flutter,
  reactNative,
  server,
  identify,
]
