import { describe, expect, it } from 'vitest'
import { base, settle, written } from './event-support.js'

/** One act as three SDKs send it, and as all of them come out. */
interface Act {
  name: string
  segment: Sent
  rudderstack: Sent
  customerio: Sent
  properties: object
}
type Sent = [event: string, properties: unknown, context?: object]

const app = { app: { version: '5.12.3', build: '51203' } }
/** Where Android gives the build as a number. */
const android = { app: { version: '5.12.3', build: 51203 } }
const link = 'shop://cart/9?price=9&utm_campaign=spring'
const release = { version: '5.12.3', build: '51203' }

const acts: Act[] = [
  {
    name: 'installed',
    segment: ['Application Installed', release, app],
    rudderstack: ['Application Installed', { version: '5.12.3' }, android],
    customerio: ['Application Installed', { ...release, build: 51203 }, app],
    properties: release,
  },
  {
    name: 'opened cold, by a link',
    segment: [
      'Application Opened',
      { from_background: false, url: link, referring_application: 'mail', ...release },
      app,
    ],
    rudderstack: [
      'Application Opened',
      {
        ...{ from_background: false, url: link, referring_application: 'mail' },
        ...{ version: '5.12.3', price: '9', utm_campaign: 'spring' },
      },
      android,
    ],
    customerio: [
      'Application Opened',
      { fromBackground: 'false', url: link, referringApplication: 'mail', ...release },
      app,
    ],
    properties: { from_background: false, url: link, referring_application: 'mail', ...release },
  },
  {
    name: 'opened from the background',
    segment: ['Application Opened', { from_background: true, ...release }, app],
    rudderstack: ['Application Opened', { from_background: 1 }, android],
    customerio: ['Application Opened', { from_background: 'true', ...release }, app],
    properties: { from_background: true, ...release },
  },
  {
    name: 'opened, by an SDK that tells nothing more',
    segment: ['Application Opened', {}, app],
    rudderstack: ['Application Opened', undefined, android],
    customerio: ['Opened App', null, app],
    properties: release,
  },
  {
    name: 'updated',
    segment: [
      'Application Updated',
      { previous_version: '5.11.0', previous_build: 51100, ...release },
      app,
    ],
    rudderstack: [
      'Application Updated',
      { previous_version: '5.11.0', previousBuild: '51100', version: '5.12.3' },
      android,
    ],
    customerio: [
      'Application Updated',
      { previousVersion: '5.11.0', previous_build: '51100', ...release },
      app,
    ],
    properties: { previous_version: '5.11.0', previous_build: '51100', ...release },
  },
  {
    name: 'backgrounded',
    segment: ['Application Backgrounded', undefined, app],
    rudderstack: ['Application Backgrounded', {}, android],
    customerio: ['Application Entered Background', {}, app],
    properties: {},
  },
  {
    name: 'foregrounded',
    segment: ['Application Foregrounded', {}, app],
    rudderstack: ['Application Entered Foreground', {}, android],
    customerio: ['Application Became Active', {}, app],
    properties: {},
  },
  {
    name: 'crashed',
    segment: ['Application Crashed', {}, app],
    rudderstack: ['application_crashed', {}, android],
    customerio: ['App Crashed', {}, app],
    properties: {},
  },
  {
    name: 'uninstalled',
    segment: ['Application Uninstalled', {}, {}],
    rudderstack: ['Uninstalled App', {}, {}],
    customerio: ['application uninstalled', {}, {}],
    properties: {},
  },
]

const canonical = ([event, properties, context]: Sent) => {
  const { sent, ...settled } = settle({ ...base, event, properties, context }).event
  return written(settled) as { properties: object; event: string; context: object }
}

describe.each(acts)('$name', ({ segment, rudderstack, customerio, properties }) => {
  it('is the same event from three SDKs', () => {
    const [one, two, three] = [segment, rudderstack, customerio].map(canonical)
    expect(one).toMatchObject({ event: segment[0] })
    expect(one?.properties).toEqual(properties)
    expect(two).toEqual(one)
    expect(three).toEqual(one)
  })
})

it('a link that opened the app names its campaign in all of them', () => {
  const opened = acts.find(({ name }) => name === 'opened cold, by a link') as Act
  for (const sent of [opened.segment, opened.rudderstack, opened.customerio]) {
    expect(canonical(sent).context).toEqual({ ...app, campaign: { name: 'spring' } })
  }
})

describe('time', () => {
  const happened = Date.parse('2026-03-14T08:59:50Z')
  it.each<[string, object]>([
    [
      'Segment: corrected by its server',
      {
        timestamp: '2026-03-14T08:59:50.000Z',
        originalTimestamp: '2026-03-14T08:00:00Z',
        sentAt: '2026-03-14T08:00:10Z',
        receivedAt: '2026-03-14T09:00:00Z',
      },
    ],
    [
      'RudderStack: straight from the SDK',
      {
        originalTimestamp: '2026-03-14T08:00:00.000Z',
        sentAt: '2026-03-14T08:00:10.000Z',
        receivedAt: '2026-03-14T09:00:00.000Z',
      },
    ],
    [
      'Customer.io: straight from the SDK',
      { timestamp: '2026-03-14T08:59:50Z', sentAt: '2026-03-14T09:00:00Z' },
    ],
    ['text without a zone is UTC', { timestamp: '2026-03-14T08:59:50' }],
    ['another zone', { timestamp: '2026-03-14T09:59:50.000+0100' }],
    ['seconds', { timestamp: happened / 1000 }],
  ])('%s', (_, times) => {
    const { event } = settle({ type: 'track', event: 'Application Installed', ...times })
    expect(event.timestamp).toBe(happened)
    expect(event).not.toHaveProperty('timeAssumed')
  })
})
