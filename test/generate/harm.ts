import { put } from '../../src/event/values.js'
import { pick } from '../stand-in/random.js'
import type { Random } from '../stand-in/vendor.js'
import type { Event } from './realistic.js'

function deep(levels: number): unknown {
  return levels === 0 ? 'bottom' : { down: deep(levels - 1) }
}

const values: readonly [() => unknown, ...(() => unknown)[]] = [
  () => null,
  () => undefined,
  () => '',
  () => '   ',
  () => 0,
  () => -12.5,
  () => 1e21,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => true,
  () => 'true',
  () => 'abc',
  () => '12,50',
  () => '$1,299.00',
  () => '1e400',
  () => [],
  () => [null, 'a', { a: 1 }, [[]]],
  () => ({}),
  () => ({ a: null, b: { c: ['d'] }, '': 1 }),
  () => deep(40),
  () => deep(45),
  () => 'x'.repeat(2000),
  () => '😀'.repeat(700),
  () => 'a\u0000b\ud800',
  () => 'name@example.com',
  () => 'cio_cio_1',
  () => '00000000-0000-0000-0000-000000000000',
  () => 'null',
  () => 'anonymous',
  () => 'a'.repeat(64),
  () => ` ${'AB'.repeat(32)} `,
  () => '2026-03-10',
  () => '+050000-01-01T00:00:00Z',
  () => 1_772_442_000,
  () => 4_000_000_000_000,
  () => Date.UTC(2027, 2, 10),
  () => Date.UTC(2026, 2, 2),
  () => new Date(Date.UTC(2026, 1, 1)),
  () => 12_345_678_901_234_567_890n,
  () => JSON.parse('{"__proto__":{"a":1},"constructor":1,"toString":"x","$set":{"a":1},"a.b":2}'),
  () => Object.fromEntries(Array.from({ length: 350 }, (_, index) => [`member ${index}`, index])),
  () => '{"a":1',
  () => '-leading',
  () => '$identify',
  () => '_eventName',
]

const names: readonly [string, ...string[]] = [
  ...(['_eventName', '_valueToSum', '_logTime', 'fb_currency', '$set', '$append', ''] as const),
  ...(['a.b', 'x'.repeat(200), 'žluťoučký', '__proto__', 'toString', 'email', 'phone'] as const),
  ...(['_timestamp', 'cio_relationships', 'anonymous_id', 'products', 'revenue', 'price'] as const),
  ...(['recipient', 'objectId', 'object_type_id', 'deliveryId', 'metric', 'session_id'] as const),
]

const fatal = new Set(['type', 'event'])

/** The event with up to so many odd values at places of its own, or at new ones; the event itself stays. */
export function harmed(random: Random, event: Event, most = 4): Event {
  const copy = structuredClone(event)
  const times = 1 + Math.floor(random() * most)
  for (let time = 0; time < times; time++) harmOnce(random, copy)
  if (random() < 0.01) copy.products = Array.from({ length: 10_000 }, () => ({ price: 1 }))
  return copy
}

function harmOnce(random: Random, event: Event): void {
  let at: Record<string, unknown> = event
  for (;;) {
    const own = Object.keys(at)
    const fresh = own.length === 0 || random() < 0.15
    const chosen = fresh ? pick(random, names) : (own[Math.floor(random() * own.length)] ?? '')
    // An event without type or name is refused before any mapping sees it.
    const name = at === event && fatal.has(chosen) && random() < 0.9 ? 'properties' : chosen
    const inside = at[name]
    if (typeof inside === 'object' && inside !== null && !fresh && random() < 0.75) {
      at = inside as Record<string, unknown>
      continue
    }
    put(at, name, pick(random, values)())
    return
  }
}
