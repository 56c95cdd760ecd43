import type { Random } from '../../stand-in/vendor.js'
import { choose, words } from './drawing.js'

/** Scalars that events, tables and conditions share, so that they meet. */
export const scalars: readonly (string | number | boolean)[] = [
  ...['a', 'A', 'b', 'ios', 'Tea Made', 'Order Completed', 'track', '1', 'yes', ''],
  ...[0, 1, 2, -0.5, 19.99, 1e21, true, false],
]

const texts: readonly string[] = [
  ...['ada@example.com', ' Ada ', 'en-US', '$1,299.50', '12,50', '1e400', '-0'],
  ...['2026-03-14T09:26:01.535Z', '1987-06-05', '203.0.113.9', 'EUR', '+1 (650) 555'],
  ...['a\ud800', '\udc00b', '😀😀😀', 'e\u0301', '   ', 'null', 'cio_1', 'AB'.repeat(32)],
  ...['x'.repeat(300), '\u2028', '{{event}}', '__proto__', '01HV5S6E3N8QZJ4Q0C9W7R2T1K'],
]

const odd: readonly (() => unknown)[] = [
  () => null,
  () => '',
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -0,
  () => 2 ** 53,
  () => 1e300,
  () => 12_345_678_901_234_567_890n,
  () => new Date(Date.UTC(2026, 1, 1)),
  () => new Date(Number.NaN),
  () => [],
  () => ({}),
  () => [null, 'a', { a: 1 }, [[]], undefined],
  () => [[1, [2, [3]]]],
  () => JSON.parse('{"__proto__":{"a":1},"constructor":1,"a":{"b":2},"\ud800":3}'),
  () => 1_772_442_000,
  () => Date.UTC(2026, 2, 2),
]

export function drawScalar(random: Random): unknown {
  return random() < 0.5 ? choose(random, scalars) : choose(random, texts)
}

/** Anything that an event may hold. */
export function drawValue(random: Random, depth = 0): unknown {
  const kind = random()
  if (kind < 0.6) return drawScalar(random)
  if (kind < 0.75) return choose(random, odd)()
  if (depth > 2) return 'deep'
  const size = Math.floor(random() * 4)
  if (kind < 0.85) return Array.from({ length: size }, () => drawValue(random, depth + 1))
  return drawObject(random, depth)
}

export function drawObject(random: Random, depth = 0): Record<string, unknown> {
  const size = 1 + Math.floor(random() * 4)
  return Object.fromEntries(
    Array.from({ length: size }, () => [choose(random, words), drawValue(random, depth + 1)]),
  )
}

/** Anything that a mapping file may hold as a constant. */
export function drawConstant(random: Random): unknown {
  if (random() < 0.1) return null
  const text = JSON.stringify(drawValue(random), (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  return JSON.parse(text)
}
