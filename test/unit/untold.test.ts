import { destinations } from 'crosswalk/destinations'
import { expect, test } from 'vitest'
import { createRouter, prepareConnection } from '../../src/index.js'
import { settingsFor } from '../fixtures/read.js'
import { untold } from '../generate/refusals.js'

const settings = settingsFor('amplitude')
const prepared = prepareConnection(
  { id: 'a', destination: 'amplitude', settings },
  { destinations },
)
if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems))
const router = createRouter([prepared.connection])

function explained(properties: object) {
  const timestamp = '2026-03-10T11:00:00Z'
  const event = { type: 'track', event: 'Tea Made', userId: 'member-1', timestamp, properties }
  return router.explain(event, 'a', { now: Date.UTC(2026, 2, 10, 12) })
}

test('an alteration is told by a warning at its field, within it, or at its cut name', () => {
  const long = 'x'.repeat(2000)
  const name = 'n'.repeat(200)
  const trace = explained({ cups: long, list: [{ tea: long }], [name]: long })
  expect(trace.altered).toHaveLength(3)
  expect(untold(trace)).toEqual([])
  const targets = untold({ ...trace, altered: [] }).map(({ target }) => target)
  expect(targets).toEqual(['cups', 'list', name].map((one) => `event_properties.${one}`))
})

test('what JSON has no form for is no alteration', () => {
  const trace = explained({ cups: { black: undefined }, list: [{ tea: undefined }] })
  expect(trace.altered).toEqual([])
  expect(untold(trace)).toEqual([])
})
