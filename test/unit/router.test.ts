import { describe, expect, it } from 'vitest'
import { type Destination, z } from '../../src/destination.js'
import { createRouter } from '../../src/router.js'
import { prepareConnection } from '../../src/routing/prepare.js'

const now = Date.parse('2026-03-14T09:26:02.000Z')
const event = {
  type: 'track',
  event: 'Tea Made',
  messageId: 'm1',
  anonymousId: 'a1',
  timestamp: now - 1000,
}

/** A destination of one endpoint that passes on what the user sent. */
function destination(
  slug: string,
  endpoint: Partial<Destination['endpoints'][string]> = {},
  more: Partial<Destination> = {},
): Destination {
  return {
    slug,
    title: slug,
    settings: z.strictObject({}) as unknown as Destination['settings'],
    mapping: {
      destination: slug,
      title: slug,
      docs: ['https://example.com/'],
      checked: '2026-03-14',
      version: '1.0.0',
      rules: [
        {
          name: 'two',
          when: { event: 'Two' },
          emit: [
            { action: 'event', fields: { id: 'dedupeKey' } },
            { action: 'event', fields: { id: 'dedupeKey' } },
          ],
        },
        {
          name: 'all',
          when: { type: 'track' },
          emit: [
            {
              action: 'event',
              fields: { name: { from: 'event', as: { cut: 20 } } },
              rest: 'sent.properties',
            },
          ],
        },
      ],
    },
    actions: { event: () => 'events' },
    endpoints: {
      events: {
        envelope: (batch) => ({
          method: 'POST',
          url: 'https://x.example/',
          headers: {},
          body: batch.json(),
        }),
        limits: { items: 10 },
        outcome: [],
        ordering: 'none',
        ambiguous: 'retry',
        ...endpoint,
      },
    },
    ...more,
  }
}

function router(...modules: Destination[]) {
  return createRouter(
    modules.map((module) => {
      const prepared = prepareConnection(
        { id: `to-${module.slug}`, destination: module.slug },
        { destinations: modules },
      )
      if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems))
      return prepared.connection
    }),
  )
}

const outcomes = (results: { outcome: string }[]) => results.map(({ outcome }) => outcome)

describe('map', () => {
  it('gives one result a connection, in order, with all that names the event', () => {
    expect(
      router(destination('a'), destination('b')).map(event, { ref: { line: 1 }, now }),
    ).toEqual(
      ['a', 'b'].map((slug) => ({
        ref: { line: 1 },
        event: 'm1',
        connection: `to-${slug}`,
        destination: slug,
        mapping: `${slug}@1.0.0`,
        outcome: 'mapped',
        items: [
          {
            key: 'event#0',
            endpoint: 'events',
            body: { name: 'Tea Made' },
            dedupeKey: 'm1',
            orderKey: null,
            notAfter: null,
          },
        ],
        warnings: [],
      })),
    )
  })

  it('numbers the items of an event, and tells dedupe keys apart', () => {
    const [result] = router(destination('a')).map({ ...event, event: 'Two' }, { now })
    expect(result).toMatchObject({
      items: [
        { key: 'event#0', dedupeKey: 'm1', body: { id: 'm1' } },
        { key: 'event#1', dedupeKey: 'm1:1', body: { id: 'm1:1' } },
      ],
    })
  })

  it('gives order key, last moment and batch key as the endpoint declares them', () => {
    const endpoint = {
      ordering: 'user' as const,
      window: { pastMs: 5000 },
      build: () => ({ body: { built: true }, batchKey: 'k' }),
    }
    expect(router(destination('a', endpoint)).map(event, { now })).toMatchObject([
      { items: [{ body: { built: true }, batchKey: 'k', orderKey: 'a1', notAfter: now + 4000 }] },
    ])
  })

  it.each([
    ['within', { pastMs: 1000 }, now - 1000, 'mapped'],
    ['past it', { pastMs: 999 }, now - 1000, 'failed'],
    ['without a window', {}, now - 9e9, 'mapped'],
  ])('an event as old as the vendor takes it: %s', (_, window, timestamp, outcome) => {
    const [result] = router(destination('a', { window })).map({ ...event, timestamp }, { now })
    expect(result).toMatchObject(
      outcome === 'mapped' ? { outcome } : { outcome, error: { code: 'TOO_OLD' } },
    )
  })

  it('takes the present for a clock that is further ahead than the vendor takes', () => {
    const ahead = (ms: number) =>
      router(destination('a', { window: { futureMs: 5000 } })).map(
        { ...event, timestamp: now + ms },
        { now },
      )
    expect(ahead(5000)).toMatchObject([{ warnings: [] }])
    expect(ahead(5001)).toMatchObject([{ warnings: [{ code: 'TIME_ASSUMED', path: 'timestamp' }] }])
  })

  it('tells the warnings of the event before those of the mapping', () => {
    const odd = { ...event, timestamp: 'soon', context: 'text', event: 'x'.repeat(30) }
    const [result] = router(destination('a')).map(odd, { now })
    expect(result?.outcome === 'mapped' && result.warnings.map(({ code }) => code)).toEqual([
      ...['TIME_ASSUMED', 'VALUE_DROPPED', 'TEXT_CUT'],
    ])
  })

  it('gives results of the chosen connections only', () => {
    const all = router(destination('a'), destination('b'), destination('c'))
    const chosen = (only: string[]) =>
      all.map(event, { now, only }).map(({ connection }) => connection)
    expect(chosen(['to-c', 'to-a'])).toEqual(['to-a', 'to-c'])
    expect(chosen(['to-x'])).toEqual([])
    expect(chosen([])).toEqual([])
  })

  it.each([[{ line: 1, list: [null] }], [0], [null], [''], ['x'], [[1]], [undefined]])(
    'hands ref %j back as it is',
    (ref) => {
      const results = [
        ...router(destination('a')).map(event, { ref: ref as never, now }),
        ...router(destination('a')).map('no event', { ref: ref as never, now }),
        ...router(destination('a')).map({ ...event, type: 'alias' }, { ref: ref as never, now }),
      ]
      expect(outcomes(results)).toEqual(['mapped', 'failed', 'skipped'])
      for (const result of results) expect(result.ref).toBe(ref)
    },
  )

  it.each<[string, unknown, string]>([
    ['text', 'x', 'EVENT_NOT_OBJECT'],
    ['null', null, 'EVENT_NOT_OBJECT'],
    ['undefined', undefined, 'EVENT_NOT_OBJECT'],
    ['no type', {}, 'EVENT_TYPE_UNKNOWN'],
    ['no event name', { type: 'track' }, 'EVENT_NAME_MISSING'],
    [
      'a getter that throws',
      Object.defineProperty({ type: 'track' }, 'event', {
        get: () => {
          throw new Error('no')
        },
      }),
      'EVENT_UNREADABLE',
    ],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no')
          },
        },
      ),
      'EVENT_UNREADABLE',
    ],
  ])('of %s fails at each connection, and never throws', (_, raw, code) => {
    const results = router(destination('a'), destination('b')).map(raw, { ref: 7, now })
    expect(results).toMatchObject([
      { ref: 7, connection: 'to-a', outcome: 'failed', error: { code } },
      { ref: 7, connection: 'to-b', outcome: 'failed', error: { code } },
    ])
  })

  it.each<[string, Destination]>([
    [
      'build',
      destination('bad', {
        build: () => {
          throw new TypeError('secret')
        },
      }),
    ],
    [
      'the choice of an endpoint',
      destination(
        'bad',
        {},
        {
          actions: {
            event: () => {
              throw new TypeError('secret')
            },
          },
        },
      ),
    ],
    [
      'an endpoint that is not there',
      destination('bad', {}, { actions: { event: () => 'nowhere' } }),
    ],
    [
      'what is no Error',
      destination('bad', {
        build: () => {
          throw null
        },
      }),
    ],
  ])('a module that throws in %s is told as its bug, and harms no other', (_, bad) => {
    const results = router(destination('a'), bad, destination('b')).map(event, { now })
    expect(outcomes(results)).toEqual(['mapped', 'failed', 'mapped'])
    expect(results[1]).toMatchObject({ connection: 'to-bad', error: { code: 'DESTINATION_BUG' } })
    expect(JSON.stringify(results)).not.toContain('secret')
  })

  it('fails an item that is too large, by the bytes of its text', () => {
    const small = router(destination('a', { limits: { items: 1, itemBytes: 30 } }))
    const sized = (text: string) => small.map({ ...event, properties: { text } }, { now })[0]
    const spare = 30 - '{"name":"Tea Made","text":""}'.length
    expect(sized('x'.repeat(spare))?.outcome).toBe('mapped')
    expect(sized('x'.repeat(spare + 1))).toMatchObject({
      outcome: 'failed',
      error: { code: 'ITEM_TOO_LARGE' },
    })
    expect(sized('ä'.repeat(spare))?.outcome).toBe('failed')
  })

  it('is pure: the same event gives equal results, and stays as it was', () => {
    const raw = { ...event, properties: { 'a.b': [1, { c: null }], ünï: 'x' } }
    const before = structuredClone(raw)
    const all = router(destination('a'), destination('b'))
    const first = all.map(raw, { now })
    expect(all.map(raw, { now })).toEqual(first)
    expect(raw).toEqual(before)
    expect(JSON.parse(JSON.stringify(first))).toEqual(
      JSON.parse(JSON.stringify(all.map(before, { now }))),
    )
  })

  it('survives names that every object has', () => {
    const raw = JSON.parse(
      '{"type":"track","event":"E","properties":{"__proto__":{"a":1},"constructor":"x","toString":{"valueOf":1},"":2}}',
    )
    const [result] = router(destination('a')).map(raw, { now })
    expect(JSON.stringify(result)).toContain(
      '"__proto__":{"a":1},"constructor":"x","toString":{"valueOf":1},"":2',
    )
  })
})

describe('fail', () => {
  const problem = { code: 'EVENT_NOT_JSON', path: '', message: 'no JSON' } as const
  it('gives an event that could not be read its results', () => {
    const all = router(destination('a'), destination('b'))
    expect(all.fail(problem, { ref: { line: 3 } })).toEqual(
      ['a', 'b'].map((slug) => ({
        ref: { line: 3 },
        event: null,
        connection: `to-${slug}`,
        destination: slug,
        mapping: `${slug}@1.0.0`,
        outcome: 'failed',
        error: problem,
      })),
    )
    expect(all.fail(problem, { only: ['to-b'] })).toHaveLength(1)
  })
})
