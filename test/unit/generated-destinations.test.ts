import { describe, expect, test } from 'vitest'
import { destinations } from '../../destinations/index.js'
import type { Destination } from '../../src/destination.js'
import { eventNames } from '../../src/event/names.js'
import { normalize } from '../../src/event/normalize.js'
import { isObject } from '../../src/event/values.js'
import { interpreter } from '../../src/mapping/interpret.js'
import { compiled } from '../../src/routing/compiled.js'
import { casesFor } from '../fixtures/read.js'
import { pairwiseSettings } from '../generate/settings.js'
import { generated } from '../generated.js'
import { areSame, frozen, type Outcome, objectsOf, pairOf } from '../same-outcome.js'
import { sharedIsThere, sharedJson } from '../shared.js'

const now = Date.UTC(2026, 2, 14, 9)
const modules: readonly Destination[] = destinations
const names = eventNames()
/** An id that a vendor's own SDK gives an app, where an event has none. */
const instance = { appInstanceId: '4b1f0c97e5a4632b8f0d1a2c3e4f5061' }

function visible(module: Destination, settings: Record<string, unknown>) {
  const seen = compiled(module).visible
  const taken = Object.entries(module.settings.parse(settings) as object)
  return frozen(Object.fromEntries(taken.filter(([name]) => seen.has(name))))
}

type Sent = { events: readonly unknown[]; settings: Record<string, unknown> }

/** Maps raw events both ways, as far as they are events at all; gives how often which outcome came. */
async function mapBothWays(module: Destination, cases: readonly Sent[]) {
  const tree = compiled(module).tree()
  const other = await generated(tree, module.functions)
  const reference = interpreter(tree, module.functions)
  const counts: Record<string, number> = {}
  for (const { events, settings } of cases) {
    const { expected, actual } = pairOf(reference, other, visible(module, settings))
    for (const raw of events) {
      const normalized = normalize(raw, names, now)
      if (!normalized.ok) continue
      const event = frozen(normalized.event)
      const options = Object.values(event.integrations).find(isObject) ?? instance
      const wanted = expected(event, options)
      const got = actual(event, options)
      const message = JSON.stringify({ raw, settings })
      expect(got, message).toStrictEqual(wanted)
      expect(areSame(wanted, got), message).toBe(true)
      expect([...objectsOf(wanted), ...objectsOf(got)].filter(Object.isFrozen)).toEqual([])
      counts[outcomeOf(wanted)] = (counts[outcomeOf(wanted)] ?? 0) + 1
    }
  }
  return counts
}

function outcomeOf(outcome: Outcome): string {
  return 'threw' in outcome ? 'threw' : (outcome.given as { outcome: string }).outcome
}

describe.each(modules)('the generated mapping of $slug', (module) => {
  const { slug } = module

  test('gives what the interpreter gives of the fixtures', async () => {
    const counts = await mapBothWays(module, casesFor(slug))
    expect(counts.mapped).toBeGreaterThan(5)
    expect(counts.threw).toBe(undefined)
  })

  test.skipIf(!sharedIsThere)(
    'gives the same of what phones send, under any settings',
    async () => {
      const events = sharedJson('events/mobile.json')
      const cases = pairwiseSettings(module).map((settings) => ({ events, settings }))
      const counts = await mapBothWays(module, cases)
      expect(counts.mapped).toBeGreaterThan(0)
      expect(counts.threw).toBe(undefined)
    },
  )
})
