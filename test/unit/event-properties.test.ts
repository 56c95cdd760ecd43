import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../src/event/catalogue.js'
import { base, deepFreeze, settle, settleProperties, written } from './event-support.js'

describe('spellings of a catalogued property', () => {
  it.each([
    ['Order Completed', { orderId: 'o1' }, { order_id: 'o1' }],
    [
      'Order Completed',
      { 'Order-ID': 'o1', checkoutid: 'c' },
      { order_id: 'o1', checkout_id: 'c' },
    ],
    ['Product Viewed', { 'Product ID': 'p', imageUrl: 'u' }, { product_id: 'p', image_url: 'u' }],
    ['Product Added', { cartId: 'c', PRICE: 3 }, { cart_id: 'c', price: 3 }],
    ['Coupon Applied', { couponId: 'c' }, { coupon_id: 'c' }],
    ['Application Opened', { fromBackground: true }, { from_background: true }],
    ['Application Opened', { referringApplication: 'x' }, { referring_application: 'x' }],
    ['Application Updated', { previousVersion: '1' }, { previous_version: '1' }],
    ['Install Attributed', { campaign: { adGroup: 'g' } }, { campaign: { ad_group: 'g' } }],
  ])('%s: %j is %j', (event, sent, settled) => {
    expect(settleProperties(event, deepFreeze(sent)).properties).toEqual(settled)
  })

  it('moves on record, and takes its type there', () => {
    const { changes, event } = settleProperties('Product Viewed', { productId: 5 })
    expect(event.properties).toEqual({ productId: undefined, product_id: '5' })
    expect(changes).toEqual([
      { path: 'properties.productId', from: 5, to: undefined, rule: 'spelling' },
      { path: 'properties.product_id', from: undefined, to: 5, rule: 'spelling' },
      { path: 'properties.product_id', from: 5, to: '5', rule: 'type' },
    ])
  })

  it.each([
    ['one that is there', { productId: 'a', product_id: 'b' }, { productId: 'a', product_id: 'b' }],
    ['in either order', { product_id: 'b', productId: 'a' }, { productId: 'a', product_id: 'b' }],
    ['even a 0', { Price: 3, price: 0 }, { Price: 3, price: 0 }],
    [
      'the first of several',
      { productId: 'a', 'Product Id': 'b' },
      { product_id: 'a', 'Product Id': 'b' },
    ],
    [
      'null and "" are not there',
      { product_id: null, sku: '', productId: 'a', SKU: 's' },
      { product_id: 'a', sku: 's' },
    ],
    [
      'an empty one does not count',
      { productId: '', ProductID: 'a' },
      { productId: '', product_id: 'a' },
    ],
  ])('never overwrites: %s', (_, sent, settled) => {
    expect(settleProperties('Product Viewed', sent).properties).toEqual(settled)
  })

  it.each([
    ['Product Viewed', { id: 'p' }, { product_id: 'p' }],
    ['Product Added', { id: 'p' }, { product_id: 'p' }],
    ['Product Reviewed', { id: 'r' }, { id: 'r' }],
    ['Product Added to Wishlist', { id: 'w' }, { id: 'w' }],
    ['Order Completed', { id: 'o' }, { id: 'o' }],
    [
      'Cart Viewed',
      { id: 'c', products: [{ id: 'p' }] },
      { id: 'c', products: [{ product_id: 'p' }] },
    ],
    ['Cart Shared', { products: [{ id: 'p' }] }, { products: [{ product_id: 'p' }] }],
  ])('%s: id is the product only where it can be nothing else: %j', (event, sent, settled) => {
    expect(settleProperties(event, sent).properties).toEqual(settled)
  })
})

describe('types of catalogued properties', () => {
  it.each<[string, unknown, unknown]>([
    ['version', 3, '3'],
    ['version', '3', '3'],
    ['build', 51203, '51203'],
    ['build', true, 'true'],
    ['build', null, null],
    ['build', '', ''],
    ['build', {}, {}],
    ['build', [1], [1]],
    ['from_background', 'true', true],
    ['from_background', 1, true],
    ['from_background', '1', true],
    ['from_background', '0', false],
    ['from_background', ' False ', false],
    ['from_background', 'maybe', 'maybe'],
    ['from_background', 2, 2],
  ])('an app’s %s %j is %j', (name, sent, settled) => {
    const { properties, rules } = settleProperties('Application Opened', { [name]: sent })
    expect(properties).toEqual({ [name]: settled })
    expect(rules).toEqual(
      Object.is(sent, settled) || typeof settled === 'object' ? [] : [`properties.${name}: type`],
    )
  })

  it.each<[string, unknown, unknown]>([
    ['price', '$1,299.00', 1299],
    ['price', '19.99', 19.99],
    ['price', '1e400', '1e400'],
    ['price', '12,50', '12,50'],
    ['price', 'free', 'free'],
    ['price', 0, 0],
    ['price', true, true],
    ['quantity', '2', 2],
    ['quantity', 2.5, 2.5],
    ['quantity', '9'.repeat(10_000), '9'.repeat(10_000)],
    ['sku', 77, '77'],
  ])('a product’s %s %j is %j', (name, sent, settled) => {
    const products = [{ [name]: sent }]
    expect(settleProperties('Product Viewed', { [name]: sent }).properties).toEqual({
      [name]: settled,
    })
    expect(settleProperties('Order Completed', { products }).properties).toEqual({
      products: [{ [name]: settled }],
    })
  })

  it('differ by event where one name means two things', () => {
    expect(settleProperties('Promotion Viewed', { position: 2 }).properties).toEqual({
      position: '2',
    })
    expect(settleProperties('Product Viewed', { position: '2' }).properties).toEqual({
      position: 2,
    })
    expect(settleProperties('Product Reviewed', { rating: 5 }).properties).toEqual({ rating: '5' })
  })
})

describe('products', () => {
  it('are settled one by one, and only those with something to settle are copied', () => {
    const [odd, fine] = deepFreeze([
      { productId: 1, price: '2', own: '3' },
      { product_id: 'b', price: 2 },
    ])
    const { event, rules } = settleProperties(
      'Order Completed',
      deepFreeze({ products: [odd, fine, null, 'x'] }),
    )
    const products = event.properties.products as unknown[]
    expect(written(products)).toEqual([{ product_id: '1', price: 2, own: '3' }, fine, null, 'x'])
    expect(products[1]).toBe(fine)
    expect(rules).toEqual([
      'properties.products[0].productId: spelling',
      'properties.products[0].product_id: spelling',
      'properties.products[0].product_id: type',
      'properties.products[0].price: type',
    ])
  })

  it.each([
    ['a single product is a list of one', { productId: 'a' }, [{ product_id: 'a' }], true],
    ['an object of anything else is none', { '0': { sku: 'a' } }, { '0': { sku: 'a' } }, false],
    ['an empty object is none', {}, {}, false],
    ['text is none', '[{"sku":"a"}]', '[{"sku":"a"}]', false],
  ])('%s', (_, products, settled, changed) => {
    const { properties, rules } = settleProperties('Cart Viewed', { products })
    expect(properties).toEqual({ products: settled })
    expect(rules.includes('properties.products: list of one')).toBe(changed)
  })

  it('ten thousand take no longer than ten times a thousand, nearly', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ productId: index, price: String(index) }))
    const { event, changes } = settleProperties('Order Completed', { products: many(10_000) })
    expect(event.properties.products).toHaveLength(10_000)
    expect(changes).toHaveLength(40_000)
  }, 2000)
})

describe('what the catalogue does not know', () => {
  it('stays as it was sent, on automatic events too', () => {
    const own = { build_flavour: 3, nested: { version: 3 }, flag: 'true', price: '3' }
    expect(settleProperties('Application Installed', own).event.properties).toBe(
      settleProperties('Application Installed', own).event.sent.properties,
    )
  })

  it('an app’s own events stay whole', () => {
    const properties = { productId: 5, price: '3', version: 3, products: { sku: 1 } }
    const { event, rules } = settle({ ...base, properties })
    expect(event.properties).toBe(properties)
    expect(rules).toEqual([])
  })

  it('pages and screens stay whole', () => {
    const properties = { url: 5, productId: 5 }
    expect(settle({ ...base, type: 'screen', properties }).event.properties).toBe(properties)
  })
})

describe('version and build of the app', () => {
  const context = { app: { version: '5.1', build: 51 } }
  it.each(['Application Installed', 'Application Opened', 'Application Updated'])(
    '%s takes them from the context where it does not tell',
    (name) => {
      const { properties, rules } = settleProperties(name, { version: '', own: 1 }, { context })
      expect(properties).toEqual({ version: '5.1', build: '51', own: 1 })
      expect(rules).toEqual([
        'context.app.build: type',
        'properties.version: app of context',
        'properties.build: app of context',
      ])
      expect(settleProperties(name, { version: 7, build: null }, { context }).properties).toEqual({
        version: '7',
        build: '51',
      })
    },
  )

  it('no other event does', () => {
    for (const { name } of catalogue.values()) {
      if (/Installed|Opened|Updated$/.test(name) && name.startsWith('Application')) continue
      expect(settleProperties(name, {}, { context }).properties).toEqual({})
    }
  })

  it.each([{}, { app: 'x' }, { app: { version: '', build: {} } }, { app: null }])(
    'nothing comes of %j',
    (odd) => {
      expect(settleProperties('Application Installed', {}, { context: odd }).properties).toEqual({})
    },
  )
})

describe('whatever is sent', () => {
  const names = [...catalogue.keys()]
  const known = [
    ...new Set([...catalogue.values()].flatMap(({ properties }) => Object.keys(properties))),
  ]
  const odd = fc.constantFrom(
    'productId',
    'Product ID',
    'id',
    '__proto__',
    'constructor',
    'ünï',
    '',
  )
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('$1,299.00', '3', 'true', Number.NaN, undefined, 'x'.repeat(1000), -0),
    fc.array(
      fc.dictionary(fc.oneof(fc.constantFrom(...known), odd), fc.jsonValue({ maxDepth: 1 })),
    ),
  )
  const properties = fc.dictionary(fc.oneof(fc.constantFrom(...known), odd), value)

  it('the event is not changed, nothing of it is lost, and settling again changes nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), properties, (event, sent) => {
        const once = settle(deepFreeze({ ...base, event, properties: sent }))
        const again = settle({ ...base, event, properties: once.event.properties })
        expect(again.changes).toEqual([])
        expect(again.event.properties).toEqual(once.event.properties)
        const moved = once.changes.flatMap(({ from, to, rule }) =>
          rule === 'spelling' && to === undefined ? [from] : [],
        )
        for (const [name, before] of Object.entries(sent)) {
          const after = Object.getOwnPropertyDescriptor(once.event.properties, name)?.value
          if (after === undefined && before !== undefined) expect(moved).toContain(before)
        }
      }),
      { seed: 20260314, numRuns: 1500 },
    )
  })

  it('what stands on a prototype is not read', () => {
    const inherited = Object.create({ version: 3, productId: 'x' })
    const { event, rules } = settle({ ...base, event: 'Application Opened', properties: inherited })
    expect(event.properties).toBe(inherited)
    expect(rules).toEqual([])
  })

  it('members named like those of every object are data only', () => {
    const sent = JSON.parse('{"__proto__":{"version":3},"constructor":1,"Version":2}')
    const { event } = settle({ ...base, event: 'Application Opened', properties: sent })
    expect(Object.entries(event.properties)).toEqual([
      ['__proto__', { version: 3 }],
      ['constructor', 1],
      ['version', '2'],
    ])
  })
})
