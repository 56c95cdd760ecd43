import fc from 'fast-check'
import { expect, test } from 'vitest'
import { destinations } from '../../destinations/index.js'
import { createRouter } from '../../src/index.js'
import { settingsFor } from '../fixtures/read.js'

const router = createRouter({
  destinations,
  connections: destinations.map(({ slug }) => ({
    id: slug,
    destination: slug,
    settings: settingsFor(slug),
  })),
})

const anything = fc.jsonValue({ maxDepth: 4 })
const members = ['userId', 'anonymousId', 'messageId', 'event', 'name', 'timestamp', 'integrations']
const objects = ['properties', 'traits', 'context']
const event = fc.record(
  {
    type: fc.oneof(
      fc.constantFrom('identify', 'track', 'page', 'screen', 'group', 'alias'),
      anything,
    ),
    ...Object.fromEntries(members.map((name) => [name, fc.oneof(fc.string(), anything)])),
    ...Object.fromEntries(objects.map((name) => [name, fc.oneof(fc.object(), anything)])),
  },
  { requiredKeys: ['type'] },
)

test('whatever an event holds, each connection gives one JSON-safe result and no module breaks', () => {
  const seen: Record<string, number> = {}
  fc.assert(
    fc.property(event, (given) => {
      const results = router.map(given, { ref: 1, now: 1_772_442_000_000 })
      expect(results.map(({ connection }) => connection)).toEqual(
        destinations.map(({ slug }) => slug),
      )
      expect(JSON.parse(JSON.stringify(results))).toEqual(results)
      for (const result of results) {
        seen[result.outcome] = (seen[result.outcome] ?? 0) + 1
        if (result.outcome === 'failed') expect(result.error.code).not.toBe('DESTINATION_BUG')
      }
    }),
    { numRuns: 20_000, seed: 7 },
  )
  console.log(seen)
  expect(seen.mapped).toBeGreaterThan(1000)
})
