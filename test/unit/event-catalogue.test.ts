import { describe, expect, it } from 'vitest'
import { context } from '../../src/event/catalogue/context.js'
import {
  isListShape,
  type MemberShapes,
  type Shape,
  spellingOf,
} from '../../src/event/catalogue/shape.js'
import { groupTraits, userTraits } from '../../src/event/catalogue/traits.js'
import { catalogue, pathTypes } from '../../src/event/catalogue.js'
import { nameKey } from '../../src/event/name-key.js'

const shapes: [string, MemberShapes][] = [
  ['context', context],
  ['user', userTraits],
  ['group', groupTraits],
  ...[...catalogue].map(([name, { properties }]): [string, MemberShapes] => [name, properties]),
]

/** Every object that some members hold, themselves included. */
function objects(shape: Shape): MemberShapes[] {
  if (typeof shape === 'string') return []
  if (isListShape(shape)) return objects(shape[0])
  return [shape, ...Object.values(shape).flatMap(objects)]
}

describe('catalogue', () => {
  it('has the whole of each spec', () => {
    const kinds = [...catalogue.values()].map(({ kind }) => kind)
    const count = (kind: string) => kinds.filter((one) => one === kind).length
    expect([count('lifecycle'), count('campaign'), count('ecommerce')]).toEqual([7, 6, 28])
    expect(
      [...catalogue.values()].filter(({ automatic }) => automatic).map(({ name }) => name),
    ).toEqual([
      'Application Installed',
      'Application Opened',
      'Application Backgrounded',
      'Application Foregrounded',
      'Application Updated',
      'Install Attributed',
      'Push Notification Received',
      'Push Notification Tapped',
      'Push Notification Bounced',
      'Deep Link Opened',
      'Deep Link Clicked',
    ])
  })

  it('describes every event in one sentence', () => {
    for (const { about } of catalogue.values()) expect(about).toMatch(/^[A-Z][^.]+\.$/)
  })

  it.each(shapes)('%s has no two members that are spelt alike', (_, members) => {
    for (const object of objects(members)) {
      const keys = Object.keys(object).map(nameKey)
      expect(keys).toEqual([...new Set(keys)])
      for (const shape of Object.values(object)) {
        const right = spellingOf(shape)
        if (right !== undefined) expect(Object.keys(object)).toContain(right)
      }
    }
  })
})

describe('path types', () => {
  it.each([
    ['properties.revenue', 'number'],
    ['properties.quantity', 'integer'],
    ['properties.from_background', 'boolean'],
    ['properties.rating', 'text'],
    ['properties.products', 'list'],
    ['properties.products[].price', 'number'],
    ['properties.products[].product_id', 'text'],
    ['properties.campaign.ad_group', 'text'],
    ['properties.keywords', 'list'],
    ['properties.currency', 'text'],
    ['context.app.build', 'text'],
    ['context.device.adTrackingEnabled', 'boolean'],
    ['context.screen.density', 'number'],
    ['context.sessionId', 'any'],
    ['context.page.url', 'text'],
    ['user.address.city', 'text'],
    ['user.company.employee_count', 'number'],
    ['user.createdAt', 'time'],
    ['user.birthday', 'any'],
    ['traits.industry', 'text'],
    ['traits.email', 'text'],
    ['sent.properties', 'object'],
    ['sent.channel', 'text'],
    ['options', 'object'],
    ['timestamp', 'time'],
    ['index', 'integer'],
  ])('%s is %s', (path, type) => expect(pathTypes.get(path)).toBe(type))

  it('has none for a name that two events use differently', () => {
    const different = [...pathTypes].filter(
      ([path, type]) => type === 'any' && path.startsWith('properties.'),
    )
    expect(different.map(([path]) => path)).toEqual([
      'properties.filters[].value',
      'properties.sorts[].value',
      'properties.position',
    ])
  })

  it('has no path for what is only another spelling', () => {
    expect([...pathTypes.keys()].filter((path) => /\.(id|zip|zipcode)$/.test(path))).toEqual([
      'context.device.id',
      'context.referrer.id',
      'user.company.id',
      'user.id',
      'traits.company.id',
      'traits.id',
    ])
  })
})
