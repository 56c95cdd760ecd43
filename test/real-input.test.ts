import { createBatcher, createRouter, mask, type Result } from 'crosswalk'
import { accept } from 'crosswalk/accept'
import { destinations } from 'crosswalk/destinations'
import { acceptors } from 'crosswalk/destinations/acceptors'
import { describe, expect, test } from 'vitest'
import { settingsFor } from './fixtures/read.js'
import { sharedFiles, sharedIsThere, sharedJson, sharedText } from './shared.js'

const now = Date.UTC(2026, 2, 15, 12)
const router = createRouter({
  destinations,
  connections: destinations.map(({ slug }) => ({
    id: slug,
    destination: slug,
    settings: settingsFor(slug),
  })),
})

type Event = Record<string, unknown>

/** Results of one event; every request that comes of it is one that its vendor takes whole. */
function map(event: unknown): Result[] {
  const batcher = createBatcher(router)
  const results = router.map(event, { now })
  const requests = [...results.flatMap((result) => batcher.add(result)), ...batcher.flush()]
  for (const request of requests) {
    const verdict = accept({ ...mask(request), now: now / 1000 }, acceptors)
    expect(verdict.ok ? [] : [request.destination, verdict.problems]).toEqual([])
  }
  for (const result of results) {
    if (result.outcome === 'failed') expect(result.error.code).not.toBe('DESTINATION_BUG')
  }
  return results
}

/** By a rule of the mapping, for a vendor that takes only what its settings list. */
const isLeftOut = (result: Result) => result.outcome === 'skipped' && result.reason === 'filtered'

const phone = {
  anonymousId: '2f7b9d10-6c3e-4a85-b1f4-8d2e5c7a9063',
  timestamp: '2026-03-15T08:00:00.000Z',
  context: {
    app: { name: 'Tideline', version: '4.12.0', build: '41207', namespace: 'com.example.tideline' },
    device: { id: '9d2f4c7a1b3e5f60', type: 'android', model: 'Pixel 9', manufacturer: 'Google' },
    os: { name: 'Android', version: '15' },
    locale: 'en-GB',
  },
}

/** Every JSON object of a document that is an event. */
function examplesIn(text: string): Event[] {
  const found: Event[] = []
  for (let start = text.indexOf('{'); start >= 0; start = text.indexOf('{', start + 1)) {
    for (let end = text.indexOf('}', start); end >= 0; end = text.indexOf('}', end + 1)) {
      const event = parse(text.slice(start, end + 1))
      if (event === undefined) continue
      found.push(event)
      start = end
      break
    }
  }
  return found
}

function parse(text: string): Event | undefined {
  try {
    const value = JSON.parse(text)
    return typeof value.type === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

describe.skipIf(!sharedIsThere)('what the documents of the mobile spec show', () => {
  const examples = sharedFiles('seeds').flatMap((file) =>
    examplesIn(sharedText(file)).map((event) => ({ file, name: event.event, event })),
  )

  test('is found', () => {
    expect(examples.length).toBeGreaterThanOrEqual(11)
  })

  test.each(examples)('$name of $file, bare, maps or says why not', ({ event }) => {
    map(event)
  })

  test.each(examples)(
    '$name of $file, from a phone, is mapped where the vendor has a use for it',
    ({ event }) => {
      for (const result of map({ ...phone, ...event })) {
        if (result.outcome === 'skipped')
          expect(['filtered', 'unsupported']).toContain(result.reason)
        else expect(result.outcome).toBe('mapped')
      }
    },
  )
})

describe.skipIf(!sharedIsThere)('what a phone sends', () => {
  const events = sharedJson<Event>('events/mobile.json')

  test.each(events)('$type $event is mapped where the vendor has a use for it', (event) => {
    for (const result of map(event).filter((one) => !isLeftOut(one))) {
      if (result.outcome === 'skipped') expect(['filtered', 'unsupported']).toContain(result.reason)
      else expect(result.outcome).toBe('mapped')
    }
  })
})

describe.skipIf(!sharedIsThere)('what other libraries were tried with', () => {
  const files = sharedFiles('vectors').filter((file) => file.endsWith('.json'))
  const inputs = files.flatMap((file) =>
    sharedJson<{ id: string; input: unknown }>(file).flatMap(({ id, input }) =>
      [input].flat().map((event) => ({ id, event })),
    ),
  )

  test('is found', () => {
    expect(inputs.length).toBeGreaterThan(300)
  })

  test('maps to requests that are taken, or says why not', () => {
    for (const { event } of inputs) map(event)
  })
})
