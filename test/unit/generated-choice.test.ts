import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CanonicalEvent } from '../../src/event/canonical.js'
import { bothOf, eventWith, isMapping } from '../both-programs.js'

const types = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const
const names = ['Opened', 'Order Completed', '__proto__', 'constructor', 'a\ud800']

const some = <Value>(values: readonly Value[]) => fc.subarray([...values], { minLength: 1 })
const ofText = (texts: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...texts),
    some(texts),
    some(texts).map((listed) => ({ not: listed })),
    fc.constant({ exists: true }),
  )
const when = fc.record(
  {
    type: ofText(types),
    event: fc.oneof({ weight: 4, arbitrary: some(names) }, ofText(names)),
    'properties.a': fc.boolean().map((exists) => ({ exists })),
  },
  { requiredKeys: [] },
)
/** Mostly of names alone, as those are looked up. */
const whens = fc.array(
  fc.oneof(when, fc.record({ type: fc.constant('track'), event: some(names) })),
  { minLength: 1, maxLength: 9 },
)

const events: readonly CanonicalEvent[] = types.flatMap((type) =>
  [undefined, ...names, 'Other'].flatMap((event) =>
    [{}, { a: 1 }].map((properties) =>
      eventWith(properties, { type, ...(event === undefined ? {} : { event }) }),
    ),
  ),
)

/** Rules that ask so, but for those that others before them leave nothing to. */
function reached(asked: readonly object[]) {
  const rules: object[] = []
  for (const [number, when] of asked.entries()) {
    const emit = [{ action: 'event', fields: { x: { value: number } } }]
    const all = [...rules, { name: `rule ${number}`, when, emit }]
    if (isMapping({ rules: all })) rules.splice(0, rules.length, ...all)
  }
  return rules
}

it('chooses the first rule that takes an event, whatever the rules ask for', async () => {
  const chosen = new Set<string | null>()
  await fc.assert(
    fc.asyncProperty(whens, async (asked) => {
      const [interpreted, generated] = await bothOf({ rules: reached(asked) })
      for (const event of events) {
        const expected = interpreted.map(event, {}, [], undefined)
        expect(generated.map(event, {}, [], undefined)).toStrictEqual(expected)
        if (expected.outcome !== 'failed') chosen.add(expected.rule)
      }
    }),
    { seed: 20_260_314, numRuns: 300 },
  )
  expect(chosen.size).toBeGreaterThan(8)
})
