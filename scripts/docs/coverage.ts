import type { Destination } from '../../src/destination.js'
import {
  isListShape,
  type MemberShapes,
  type Shape,
  spellingOf,
} from '../../src/event/catalogue/shape.js'
import { callTypes, catalogue, type ValueType } from '../../src/event/catalogue.js'
import { createRouter } from '../../src/index.js'
import type { Trace } from '../../src/trace.js'
import { code, type Page, table } from './page.js'

const NOW = Date.UTC(2026, 2, 10, 12)

/** Which event becomes what, where: one whole sample of each through every destination. */
export function coveragePage(
  destinations: readonly Destination[],
  settingsOf: (slug: string) => Record<string, unknown>,
): Page {
  return {
    file: 'coverage.md',
    make() {
      const router = createRouter({
        destinations,
        connections: destinations.map(({ slug }) => ({
          id: slug,
          destination: slug,
          settings: settingsOf(slug),
        })),
      })
      const row = (name: string, event: object) => [
        name,
        ...destinations.map(({ slug }) => cell(router.explain(event, slug, { now: NOW }))),
      ]
      const head = [
        'Event',
        ...destinations.map(({ title, slug }) => `[${title}](destinations/${slug}.md)`),
      ]
      const calls = callTypes
        .filter((type) => type !== 'track')
        .map((type) => row(type, { ...person, ...more[type], type }))
      const events = [...catalogue.values()].map(({ name, properties }) =>
        row(name, { ...person, type: 'track', event: name, properties: sampleOf(properties) }),
      )
      const own = row('any other', { ...person, type: 'track', event: 'Berth Booked' })
      return `# Coverage

What becomes of each call and each [catalogued event](events.md), with a phone's whole context and the settings of
\`test/fixtures/settings\`: the vendor's name for it, and how many items it makes where that is more than one.
*Skipped* tells the reason. Every destination's own page has the fields.

## Calls

${table(head, calls)}

## Track events

${table(head, [...events, own])}
`
    },
  }
}

const person = {
  userId: 'member-2041',
  anonymousId: '2f7b9d10-6c3e-4a85-b1f4-8d2e5c7a9063',
  messageId: 'sample',
  timestamp: '2026-03-10T08:00:00.000Z',
  context: {
    app: { name: 'Tideline', version: '4.12.0', build: '41207', namespace: 'com.example.tideline' },
    device: {
      id: '9d2f4c7a1b3e5f60',
      advertisingId: 'c3a5e7d9-1b2f-4e6a-8c0d-2f4b6a8c0e1d',
      adTrackingEnabled: true,
      type: 'android',
      token: 'token-of-the-device',
    },
    os: { name: 'Android', version: '15' },
    traits: { email: 'jana@example.com' },
  },
}

const more: Record<string, object> = {
  identify: { traits: { email: 'jana@example.com' } },
  page: { name: 'Home', properties: {} },
  screen: { name: 'Home', properties: {} },
  group: { groupId: 'crew-7', traits: { name: 'Crew Seven' } },
  alias: { previousId: 'guest-88' },
}

const samples: Record<ValueType, unknown> = {
  text: 'text',
  number: 9.5,
  integer: 2,
  boolean: false,
  time: '2026-03-10T08:00:00.000Z',
  object: { a: 1 },
  list: ['a'],
  any: 'any',
}

function sampleOf(shapes: MemberShapes): Record<string, unknown> {
  const own = Object.entries(shapes).filter(([, shape]) => spellingOf(shape) === undefined)
  const samples = own.map(([name, shape]) => [name, name === 'currency' ? 'EUR' : sample(shape)])
  return Object.fromEntries(samples)
}

function sample(shape: Shape): unknown {
  if (isListShape(shape)) return [sample(shape[0])]
  return typeof shape === 'string' ? samples[shape as ValueType] : sampleOf(shape)
}

function cell({ outcome, reason, error, items, fields, rule }: Trace): string {
  if (outcome === 'skipped') return `*${reason}*`
  if (outcome === 'failed') return `fails: ${error?.code}`
  const named = fields.find(({ value, source }) => typeof value === 'string' && isName(source))
  const name = code(String(named?.value ?? rule))
  return items.length === 1 ? name : `${name}, ${items.length} items`
}

/** What fills the vendor's name of an event. */
function isName(source: string | null): boolean {
  return source !== null && /^(event|name)$|^template of /.test(source)
}
