import { context } from '../../src/event/catalogue/context.js'
import {
  isListShape,
  type MemberShapes,
  type Shape,
  spellingOf,
} from '../../src/event/catalogue/shape.js'
import { groupTraits, userTraits } from '../../src/event/catalogue/traits.js'
import { callTypes, catalogue } from '../../src/event/catalogue.js'
import { pick } from '../stand-in/random.js'
import type { Random } from '../stand-in/vendor.js'

export type Event = Record<string, unknown>

/** Members whose name says what stands in them; all others are filled by their type. */
const byName: Record<string, readonly [unknown, ...unknown[]]> = {
  email: ['Ada.Moreau@example.com', 'li.wei@example.org'],
  phone: ['+14155550132', '+420601234567'],
  gender: ['female', 'm', 'other'],
  birthday: ['1991-04-09', '1987-12-31T00:00:00Z'],
  currency: ['USD', 'eur', 'CZK'],
  locale: ['en-US', 'cs_CZ'],
  timezone: ['Europe/Prague', 'America/Los_Angeles'],
  ip: ['203.0.113.42', '2001:db8::1'],
  url: ['https://tideline.example/a?utm_source=postbox', 'tideline://routes/12'],
  country: ['US', 'Czechia'],
  rating: ['5', '4.5'],
  version: ['4.12.0', '17.5'],
  build: ['41207', '51203'],
  adTrackingEnabled: [true, false],
  advertisingId: ['A17C9E02-53BD-4F6E-8C21-70D4B9E6F315'],
  latitude: [50.08],
  longitude: [14.43],
}

const kinds: Record<string, readonly [unknown, ...unknown[]]> = {
  text: ['rope 12 mm', 'Šťastný 🐎', 'G-32'],
  number: [45, 19.99, 0],
  integer: [1, 3],
  boolean: [true, false],
  time: ['2024-11-02T08:15:30.000Z'],
  object: [{ a: 'b' }],
  list: [['a']],
  any: ['any', 7],
}

/** Ids that the vendors' own SDKs give an app, and that no SDK of the events knows. */
const instances = {
  'Google Analytics 4': { appInstanceId: '4b1f0c97e5a4632b8f0d1a2c3e4f5061' },
}

const NOW = Date.UTC(2026, 2, 10, 12)
const types = callTypes as unknown as readonly ['track', ...string[]]
const names = [...catalogue.values()].map(({ name }) => name) as [string, ...string[]]

/** An event as an SDK sends it, of any call and any catalogued or own name; nothing in it is odd. */
export function realistic(random: Random, number: number): Event {
  const type = random() < 0.6 ? 'track' : pick(random, types)
  const own = random() < 0.2
  const name = own ? pick(random, ['Berth Booked', 'level_up', 'Tea Made']) : pick(random, names)
  return {
    type,
    messageId: `message-${number}`,
    userId: `member-${Math.floor(random() * 5000)}`,
    anonymousId: '2f7b9d10-6c3e-4a85-b1f4-8d2e5c7a9063',
    timestamp: new Date(NOW - Math.floor(random() * 86_400_000)).toISOString(),
    channel: 'mobile',
    context: phone(random),
    integrations: instances,
    ...call(type, name, random),
  }
}

function call(type: string, name: string, random: Random): Event {
  switch (type) {
    case 'track': {
      const known = catalogue.get(name)
      const properties = known === undefined ? {} : members(known.properties, random)
      return { event: name, properties: { ...properties, deck: 7, 'own property': 'x' } }
    }
    case 'page':
    case 'screen':
      return { name: 'Home', properties: { url: 'https://tideline.example/home', tab: 2 } }
    case 'identify':
      return { traits: { ...members(userTraits, random), plan: 'harbour', visits: 12 } }
    case 'group':
      return { groupId: 'crew-7', traits: members(groupTraits, random) }
    default:
      return { previousId: `guest-${Math.floor(random() * 5000)}` }
  }
}

/** A phone knows all of its context that mappings read. */
function phone(random: Random): Event {
  const ios = random() < 0.5
  const whole = members(context, random, 1)
  const device = whole.device as Event
  return {
    ...whole,
    consent: undefined,
    groupId: random() < 0.3 ? 'crew-7' : undefined,
    sessionId: NOW - 60_000,
    device: {
      ...device,
      id: ios ? '6F0C1B52-8E1D-4D0A-9A57-2B7C6E1F9D34' : '9d2f4c7a1b3e5f60',
      type: ios ? 'ios' : 'Android',
      token: 'b4d1f0c97e5a4632',
    },
    os: { name: ios ? 'iOS' : 'Android', version: ios ? '18.3' : '15' },
    traits: members(userTraits, random, 0.5),
  }
}

function members(shapes: MemberShapes, random: Random, chance = 0.8): Event {
  const own = Object.entries(shapes).filter(
    ([, shape]) => spellingOf(shape) === undefined && random() < chance,
  )
  return Object.fromEntries(own.map(([name, shape]) => [name, member(name, shape, random)]))
}

function member(name: string, shape: Shape, random: Random): unknown {
  if (isListShape(shape)) return [member('', shape[0], random), member('', shape[0], random)]
  if (typeof shape !== 'string') return members(shape, random)
  if (Object.hasOwn(byName, name)) return pick(random, byName[name] as readonly [unknown])
  return pick(random, kinds[shape] as readonly [unknown])
}
