import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalSchema } from '../../src/event/canonical-schema.js'
import { catalogue } from '../../src/event/catalogue.js'
import { eventNames } from '../../src/event/names.js'
import { normalize } from '../../src/event/normalize.js'
import { eventSchema } from '../../src/event/schema.js'
import { now } from './event-support.js'

const seed = 20260314
const names = eventNames({ 'App Launch': 'Application Opened' })

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
  maxDepth: 3,
})
const type = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('identify', 'track', 'page', 'screen', 'group', 'alias'),
  },
  fc.constantFrom('TRACK', ' track\n', 'Track ', 'tracks', '', 'constructor', 'trac\u212a'),
  anything,
)
const event = fc.oneof(
  fc.constantFrom(...catalogue.keys()),
  fc.constantFrom('opened app', 'App Launch', '', ' ', '\t\n', '\u00a0', '\ufeff', 'Tea Made'),
  fc.double(),
  anything,
)
const known = [
  ...['version', 'build', 'from_background', 'url', 'price', 'products', 'productId', 'campaign'],
  ...['order_id', 'total', 'rating', 'id', 'name', 'category', 'Version', 'position', '__proto__'],
]
const scalar = fc.oneof(
  fc.constantFrom('3', '$1,299.00', 'true', '', 'x?utm_source=a&price=9', 'null'),
  fc.constantFrom<unknown>(3, 1, 0, true, null, Number.NaN, -0, Number.POSITIVE_INFINITY),
)
const members = (...list: string[]) =>
  fc.dictionary(
    fc.oneof(fc.constantFrom(...list), fc.string()),
    fc.oneof(
      { weight: 4, arbitrary: scalar },
      anything,
      fc.array(fc.dictionary(fc.constantFrom(...known), scalar)),
    ),
  )
const traits = members(
  'name',
  'firstName',
  'lastName',
  'first_name',
  'address',
  'age',
  'createdAt',
  'company',
)
const context = fc.record(
  {
    app: fc.oneof(members('version', 'build'), anything),
    os: fc.oneof(members('name', 'version'), anything),
    device: fc.oneof(
      members('id', 'type', 'advertisingId', 'token', 'adTrackingEnabled'),
      anything,
    ),
    traits: fc.oneof(traits, anything),
    campaign: fc.oneof(members('name'), anything),
    groupId: fc.oneof(scalar, anything),
  },
  { requiredKeys: [] },
)
const record = fc.record(
  {
    type,
    event,
    properties: fc.oneof({ weight: 4, arbitrary: members(...known) }, anything),
    traits: fc.oneof({ weight: 4, arbitrary: traits }, anything),
    context: fc.oneof({ weight: 4, arbitrary: context }, anything),
    integrations: anything,
    name: fc.oneof(scalar, anything),
    category: fc.oneof(scalar, anything),
    userId: fc.oneof(scalar, anything),
    anonymousId: fc.oneof(scalar, anything),
    previousId: anything,
    groupId: anything,
    messageId: anything,
    timestamp: fc.oneof(fc.date().map(String), fc.date(), anything),
    originalTimestamp: anything,
    sentAt: anything,
    receivedAt: anything,
  },
  { requiredKeys: [] },
)
const inherited = record.map((event) => Object.create(event) as object)
const dated = record.map((event) => Object.assign(new Date(0), event))
const raw = fc.oneof({ weight: 10, arbitrary: record }, inherited, dated, anything)

describe('the schemas', () => {
  it('of raw events accept exactly what normalize accepts', () => {
    let accepted = 0
    fc.assert(
      fc.property(raw, (event) => {
        const { ok } = normalize(event, names, now)
        if (ok) accepted++
        expect(eventSchema.safeParse(event).success).toBe(ok)
      }),
      { seed, numRuns: 4000 },
    )
    // Both must be common, or the comparison says nothing.
    expect(accepted).toBeGreaterThan(1000)
    expect(accepted).toBeLessThan(3500)
  })

  it('of canonical events accept whatever normalize gives', () => {
    fc.assert(
      fc.property(record, (event) => {
        const normalized = normalize(event, names, now)
        if (!normalized.ok) return
        const parsed = canonicalSchema.safeParse(normalized.event)
        expect(parsed.error?.issues ?? []).toEqual([])
      }),
      { seed, numRuns: 4000 },
    )
  })

  it.each<[string, object]>([
    ['an unsettled property', { properties: { version: 3 } }],
    [
      'an unsettled price among products',
      { event: 'Cart Viewed', properties: { products: [{ price: '3' }] } },
    ],
    ['an unsettled build', { context: { app: { build: 3 } } }],
    ['an unsettled trait', { user: { age: '3' } }],
    ['an empty id', { userId: '' }],
    ['a time as text', { timestamp: '2026-03-14' }],
    ['no name', { event: undefined }],
    ['a name on another call', { type: 'page' }],
    ['another member', { channel: 'mobile' }],
  ])('of canonical events refuse %s', (_, change) => {
    const none = { properties: {}, traits: {}, context: {}, user: {}, integrations: {}, sent: {} }
    const event = { type: 'track', event: 'Application Installed', timestamp: now, ...none }
    expect(canonicalSchema.safeParse(event).success).toBe(true)
    expect(canonicalSchema.safeParse({ ...event, ...change }).success).toBe(false)
  })

  it('describe every member', () => {
    for (const schema of eventSchema.out.options) {
      expect(schema.description).toMatch(/\.$/)
      for (const [name, member] of Object.entries(schema.shape)) {
        expect([name, member.description]).toEqual([name, expect.stringMatching(/\.|;/)])
      }
    }
  })
})
