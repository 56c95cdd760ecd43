import { describe, expect, it } from 'vitest'
import { CrosswalkError } from '../../src/errors.js'
import { catalogue } from '../../src/event/catalogue.js'
import { eventNames, spellings } from '../../src/event/names.js'
import { normalize } from '../../src/event/normalize.js'
import { base, now, settle } from './event-support.js'

const named = (event: unknown, names = eventNames()) =>
  settle({ ...base, event }, names).event.event

describe('a catalogued event is recognised', () => {
  it.each<[unknown, string]>([
    ['Application Opened', 'Application Opened'],
    ['application_opened', 'Application Opened'],
    ['APPLICATION-OPENED', 'Application Opened'],
    ['applicationOpened', 'Application Opened'],
    [' application  installed ', 'Application Installed'],
    ['order\tcompleted', 'Order Completed'],
    ['Completed Order', 'Order Completed'],
    ['completedOrder', 'Order Completed'],
    ['viewed_product_list', 'Product List Viewed'],
    ['Added Product to Wishlist', 'Product Added to Wishlist'],
    ['wishlist-product-added-to-cart', 'Wishlist Product Added to Cart'],
    ['Added Wishlist Product To Cart', 'Wishlist Product Added to Cart'],
    ['Completed Checkout Step', 'Checkout Step Completed'],
    ['Received Push Notification', 'Push Notification Received'],
    ['Opened Deep Link', 'Deep Link Opened'],
    ['App Opened', 'Application Opened'],
    ['Installed App', 'Application Installed'],
    ['updated_app', 'Application Updated'],
    ['Opened Application', 'Application Opened'],
    ['Viewed Product Category', 'Product List Viewed'],
    ['Started Order', 'Checkout Started'],
    ['Viewed Product', 'Product Viewed'],
    ['Removed Product', 'Product Removed'],
    ['Clicked Promotion', 'Promotion Clicked'],
    ['Order Canceled', 'Order Cancelled'],
    ['Application Became Active', 'Application Foregrounded'],
    ['App Entered Foreground', 'Application Foregrounded'],
    ['application_entered_background', 'Application Backgrounded'],
  ])('%j is %s', (name, canonical) => {
    const { event, rules } = settle({ ...base, event: name })
    expect(event.event).toBe(canonical)
    expect(event.sent.event).toBe(name)
    expect(rules.filter((rule) => rule.startsWith('event'))).toEqual(
      canonical === name ? [] : ['event: event name'],
    )
  })

  it('in no spelling that is also one of another', () => {
    const names = new Map<string, string>()
    for (const [key, name] of spellings()) {
      expect([key, names.get(key) ?? name]).toEqual([key, name])
      names.set(key, name)
    }
    expect(new Set(names.values())).toEqual(new Set(catalogue.keys()))
  })
})

describe('any other name passes as it was sent', () => {
  it.each<[unknown, string]>([
    ['my_own_event', 'my_own_event'],
    [' own ', ' own '],
    ['Opened', 'Opened'],
    ['Application', 'Application'],
    ['Order Completed!', 'Order Completed!'],
    ['Órder Completed', 'Órder Completed'],
    [404, '404'],
    [0, '0'],
    ['toString', 'toString'],
    ['__proto__', '__proto__'],
    ['\ud800', '\ufffd'],
    ['x'.repeat(10_000), 'x'.repeat(10_000)],
  ])('%j', (name, text) => expect(named(name)).toBe(text))

  it.each([undefined, null, '', ' ', {}, [], true, Number.NaN, new Date(0)])(
    'but %j is none',
    (event) => {
      expect(normalize({ ...base, event }, eventNames(), now)).toMatchObject({
        ok: false,
        problem: { code: 'EVENT_NAME_MISSING', path: 'event' },
      })
    },
  )

  it('and no other call needs one', () => {
    expect(settle({ ...base, type: 'screen', event: 'Tea Made' }).event).not.toHaveProperty('event')
  })

  it('an inherited one is not read', () => {
    const inherited = Object.create({ event: 'Tea Made' })
    expect(normalize(Object.assign(inherited, { type: 'track' }), eventNames(), now)).toMatchObject(
      { problem: { code: 'EVENT_NAME_MISSING' } },
    )
  })
})

describe('aliases', () => {
  it('win over everything, in any spelling, and may name any spelling', () => {
    const names = eventNames({
      'App Launch': 'opened_app',
      'tea-made': 'Tea Served',
      'order completed': 'Basket Paid',
      'Application Opened': 'Woken',
    })
    expect(named('app_launch', names)).toBe('Application Opened')
    expect(named('Tea Made', names)).toBe('Tea Served')
    for (const order of ['Order Completed', 'order_completed'])
      expect(named(order, names)).toBe('Basket Paid')
    expect(named('Completed Order', names)).toBe('Order Completed')
    expect(named('Application Opened', names)).toBe('Woken')
  })

  it('are followed one step only, so that a circle ends', () => {
    const names = eventNames({ A: 'B', B: 'C', X: 'Y', Y: 'X', Z: 'Z' })
    expect(['A', 'B', 'X', 'Y', 'Z'].map((name) => named(name, names))).toEqual([
      ...['B', 'C', 'Y', 'X', 'Z'],
    ])
  })

  it('give the catalogued event its meaning', () => {
    const { event } = settle(
      { ...base, event: 'Launch', properties: { fromBackground: 'true' } },
      eventNames({ launch: 'Application Opened' }),
    )
    expect(event.properties.from_background).toBe(true)
  })

  it.each<[string, unknown, string]>([
    ['an empty target', { A: '' }, 'aliases.A'],
    ['a target that is no text', { A: 5 }, 'aliases.A'],
    ['an empty name', { ' _': 'A' }, 'aliases. _'],
    ['one name in two spellings', { 'a b': 'C', A_B: 'D' }, 'aliases.A_B'],
  ])('%s is refused', (_, aliases, path) => {
    const make = () => eventNames(aliases as Record<string, string>)
    expect(make).toThrow(CrosswalkError)
    try {
      make()
    } catch (error) {
      expect((error as CrosswalkError).problems).toMatchObject([{ code: 'CONFIG_INVALID', path }])
    }
  })

  it('may say the same twice', () => {
    expect(named('a-b', eventNames({ 'a b': 'app opened', A_B: 'Opened App' }))).toBe(
      'Application Opened',
    )
  })
})
