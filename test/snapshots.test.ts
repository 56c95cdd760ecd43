import { existsSync, readdirSync } from 'node:fs'
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
import { accept } from 'crosswalk/accept'
import { destinations } from 'crosswalk/destinations'
import { acceptors } from 'crosswalk/destinations/acceptors'
import { describe, expect, test } from 'vitest'
import { casesFor } from './fixtures/read.js'

const folder = fileURLToPath(new URL('./snapshots/', import.meta.url))
// No shared event is older than a vendor takes.
const now = Date.UTC(2026, 2, 7, 12)

describe.each(destinations)('$slug', ({ slug }) => {
  test.each(casesFor(slug))('$name', async ({ name, settings, events }) => {
    const router = createRouter([connect(slug, settings)])
    const batcher = createBatcher(router)
    const results = events.flatMap((event, index) =>
      router.map(event, { ref: events.length === 1 ? name : `${name} ${index + 1}`, now }),
    )
    const requests = [...results.flatMap((result) => batcher.add(result)), ...batcher.flush()]
    const shown = events.length === 1 ? results : results.map(withoutBodies)
    for (const request of requests) {
      const verdict = accept({ ...mask(request), now: now / 1000 }, acceptors)
      expect(verdict.ok ? [] : verdict.problems).toEqual([])
    }
    await expect(picture(shown, requests)).toMatchFileSnapshot(`${folder}${slug}/${name}.json`)
  })

  test('every snapshot belongs to a case', () => {
    const names = casesFor(slug).map(({ name }) => `${name}.json`)
    expect(new Set(names).size).toBe(names.length)
    const found = existsSync(`${folder}${slug}`) ? readdirSync(`${folder}${slug}`) : []
    expect(found.filter((file) => !names.includes(file))).toEqual([])
  })
})

test('every folder of snapshots belongs to a destination', () => {
  const slugs = destinations.map(({ slug }): string => slug)
  expect(readdirSync(folder).filter((name) => !slugs.includes(name))).toEqual([])
})

function connect(slug: string, settings: Record<string, unknown>): Connection {
  const preparation = prepareConnection({ id: slug, destination: slug, settings }, { destinations })
  if (!preparation.ok) throw new Error(JSON.stringify(preparation.problems))
  return preparation.connection
}

/** Where several events stand in one picture, the requests alone show what was made of them. */
function withoutBodies(result: Result): unknown {
  if (result.outcome !== 'mapped') return result
  const { ref, outcome, items, warnings } = result
  return { ref, outcome, items: items.map(({ key }) => key), warnings }
}

function picture(results: unknown[], requests: WireRequest[]): string {
  const wire = requests.map(mask).map((request) => ({ ...request, body: readable(request) }))
  return `${JSON.stringify(sorted({ results, requests: wire }), null, 2)}\n`
}

/** A body as what it says, so that a change shows as the line that changed. */
function readable({ headers, body }: WireRequest): unknown {
  const says = (type: string) => Object.values(headers).some((value) => value.includes(type))
  if (says('json')) return JSON.parse(body)
  return says('x-www-form-urlencoded') ? Object.fromEntries(new URLSearchParams(body)) : body
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]))
}
