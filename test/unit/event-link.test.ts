import { describe, expect, it } from 'vitest'
import { deepFreeze, settleProperties, written } from './event-support.js'

describe('query parameters of the link, spread over Application Opened', () => {
  const url =
    'shop://cart?price=9&revenue=3&utm_source=mail&na%C3%AFve=caf%C3%A9+noir&Version=7#price=8'

  it('are taken out on record; url still has them', () => {
    const spread = {
      ...{ url, price: '9', revenue: '3', utm_source: 'mail', naïve: 'café noir', Version: '7' },
      ...{ from_background: false, own: 1 },
    }
    const { properties, changes, event } = settleProperties(
      'Application Opened',
      deepFreeze(spread),
    )
    expect(properties).toEqual({ url, from_background: false, own: 1 })
    expect(changes).toContainEqual({
      path: 'properties.revenue',
      from: '3',
      to: undefined,
      rule: 'parameter of url',
    })
    expect(event.sent.properties).toBe(spread)
  })

  it.each<[string, object, object]>([
    ['another value', { price: '10' }, { price: '10' }],
    ['a number is the same value', { price: 9 }, {}],
    ['an object is not', { price: ['9'] }, { price: ['9'] }],
    ['a parameter of the fragment', { price: '8' }, { price: '8' }],
    ['another case of the name', { Price: '9' }, { Price: '9' }],
  ])('%s', (_, members, left) => {
    const { properties } = settleProperties('Application Opened', { url, ...members })
    expect(properties).toEqual({ url, ...left })
  })

  it('leave the event its own properties, in their own spelling only', () => {
    const link = 'x://y?version=7&build=3&from-background=1'
    const sent = { url: link, version: '7', build: '3', 'from-background': '1' }
    expect(settleProperties('Application Opened', sent).properties).toEqual({
      url: link,
      version: '7',
      build: '3',
    })
  })

  it('stay on every other event', () => {
    const sent = { url, price: '9' }
    expect(settleProperties('Deep Link Opened', sent).event.properties).toBe(sent)
  })

  it('may be named as every object’s members are', () => {
    const sent = JSON.parse('{"url":"a:?__proto__=1&toString=2","__proto__":"1","toString":"2"}')
    const { properties, event } = settleProperties('Application Opened', sent)
    expect(properties).toEqual({ url: sent.url })
    expect(Object.getPrototypeOf(event.properties)).toBe(Object.prototype)
  })

  it('a hundred thousand are no more work than as many properties', () => {
    const spread = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`p${n}`, `${n}`]))
    const link = `x://y?${new URLSearchParams(spread)}`
    const { properties } = settleProperties('Application Opened', { url: link, ...spread })
    expect(Object.keys(properties as object)).toEqual(['url'])
  }, 30_000)
})

describe('the campaign of a link', () => {
  const link =
    'shop://x?utm_source=mail&utm_medium=push&utm_campaign=Spring%20Sale&utm_term=&utm_content=a&utm_id=5'

  it.each(['Application Opened', 'Deep Link Opened', 'Deep Link Clicked', 'opened_app'])(
    '%s takes it into the context, on record',
    (name) => {
      const { event, changes } = settleProperties(name, { URL: link }, { context: { ip: 'x' } })
      const campaign = { source: 'mail', medium: 'push', name: 'Spring Sale', content: 'a' }
      expect(event.context).toEqual({ ip: 'x', campaign })
      expect(changes).toContainEqual({
        path: 'context.campaign',
        from: undefined,
        to: campaign,
        rule: 'utm of url',
      })
    },
  )

  it.each([
    ['one that is there', { campaign: { name: 'own' } }, { campaign: { name: 'own' } }],
    ['even of text', { campaign: 'own' }, { campaign: 'own' }],
  ])('never overwrites %s', (_, context, left) => {
    expect(settleProperties('Deep Link Opened', { url: link }, { context }).event.context).toEqual(
      left,
    )
  })

  it.each([[null], [{}], ['']])('%j is none', (campaign) => {
    const { event } = settleProperties('Deep Link Opened', { url: link }, { context: { campaign } })
    expect(event.context.campaign).toMatchObject({ name: 'Spring Sale' })
  })

  it.each<[string, unknown, unknown]>([
    ['no query', 'url://location', undefined],
    ['no host', 'myapp:///x?utm_source=a', { source: 'a' }],
    ['no scheme at all', '?utm_source=a', { source: 'a' }],
    [
      'a malformed escape',
      'x:?utm_source=%E0%A4%A&utm_medium=%',
      { source: '\ufffd%A', medium: '%' },
    ],
    ['the first of several', 'x:?utm_source=a&utm_source=b', { source: 'a' }],
    ['a query in the fragment', 'x:#/y?utm_source=a', undefined],
    ['other parameters', 'x:?a=b', undefined],
    ['empty ones', 'x:?utm_source=&utm_medium', undefined],
    ['a number', 5, undefined],
    ['an object', { href: 'x:?utm_source=a' }, undefined],
    ['null', null, undefined],
  ])('of a link with %s', (_, url, campaign) => {
    const { event } = settleProperties('Deep Link Clicked', { url })
    expect(event.context.campaign).toEqual(campaign)
  })

  it('is not asked of other events', () => {
    expect(settleProperties('Product Viewed', { url: link }).event.context).toEqual({})
    expect(written(settleProperties('Tea Made', { url: link }).event.context)).toEqual({})
  })
})
