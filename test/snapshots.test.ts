import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type Connection,
  createBatcher,
  createRouter,
  mask,
  prepareConnection,
  type Result,
  type WireRequest,
} from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import { describe, expect, test } from 'vitest'
import { settingsFor, sharedEvents } from './fixtures/read.js'

const folder = fileURLToPath(new URL('./snapshots/', import.meta.url))
const now = Date.UTC(2026, 2, 10, 12)
const events = [...sharedEvents()].map(([fixture, event]) => ({ fixture, event }))

describe.each(destinations)('$slug', ({ slug }) => {
  test.each(events)('$fixture', async ({ fixture, event }) => {
    const router = createRouter([connect(slug)])
    const batcher = createBatcher(router)
    const results = router.map(event, { ref: fixture, now })
    const requests = [...results.flatMap((result) => batcher.add(result)), ...batcher.flush()]
    const shown = picture(results, requests)
    await expect(shown).toMatchFileSnapshot(`${folder}${slug}/${fixture}.json`)
  })
})

test('every snapshot belongs to a shared event and a destination', () => {
  const expected = destinations.flatMap(({ slug }) =>
    events.map(({ fixture }) => `${slug}/${fixture}.json`),
  )
  const found = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(`${folder}${entry.name}`).map((file) => `${entry.name}/${file}`)
      : [entry.name],
  )
  expect(found.filter((file) => !expected.includes(file))).toEqual([])
})

function connect(slug: string): Connection {
  const config = { id: slug, destination: slug, settings: settingsFor(slug) }
  const preparation = prepareConnection(config, { destinations })
  if (!preparation.ok) throw new Error(JSON.stringify(preparation.problems))
  return preparation.connection
}

function picture(results: Result[], requests: WireRequest[]): string {
  const wire = requests.map(mask).map((request) => ({ ...request, body: readable(request) }))
  return `${JSON.stringify(sorted({ results, requests: wire }), null, 2)}\n`
}

/** A JSON body as what it says, so that a change shows as the line that changed. */
function readable({ headers, body }: WireRequest): unknown {
  const json = Object.values(headers).some((value) => value.includes('json'))
  return json ? JSON.parse(body) : body
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]))
}
