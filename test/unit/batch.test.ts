import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBatcher } from '../../src/delivery/batch.js'
import { type Destination, secret, z } from '../../src/destination.js'
import type { Result } from '../../src/result.js'
import { createRouter } from '../../src/router.js'

const now = Date.parse('2026-03-14T09:26:02.000Z')
const before = '{"key":"k1","events":'

function destination(limits: { items: number; bytes?: number }): Destination {
  const endpoint: Destination['endpoints'][string] = {
    build: (payload) => ({
      body: { text: payload.text ?? null },
      ...(typeof payload.group === 'string' ? { batchKey: payload.group } : {}),
    }),
    envelope: (batch, { key }) => ({
      method: 'POST',
      url: 'https://x.example/',
      headers: {},
      body: `{"key":"${key}","events":${batch.json()}}`,
    }),
    limits,
    outcome: [],
    ordering: 'none',
    ambiguous: 'retry',
  }
  const fields = { text: 'properties.text', group: 'properties.group', ok: { value: true } }
  return {
    slug: 'x',
    title: 'X',
    settings: z.strictObject({ key: secret('The key.') }) as unknown as Destination['settings'],
    mapping: {
      destination: 'x',
      title: 'X',
      docs: ['https://example.com/'],
      checked: '2026-03-14',
      version: '1.0.0',
      rules: [
        { name: 'skip', when: { event: 'Skip' }, skip: 'filtered' },
        {
          name: 'both',
          when: { event: 'Both' },
          emit: [
            { action: 'event', fields },
            { action: 'other', fields },
          ],
        },
        { name: 'all', emit: [{ action: 'event', fields }] },
      ],
    },
    actions: { event: () => 'events', other: () => 'others' },
    endpoints: { events: endpoint, others: endpoint },
  }
}

function setUp(limits: { items: number; bytes?: number }, ids = ['a']) {
  const connections = ids.map((id) => ({ id, destination: 'x', settings: { key: 'k1' } }))
  const router = createRouter({ connections, destinations: [destination(limits)] })
  let line = 0
  const results = (properties: object, event = 'E', only?: string[]): Result[] => {
    line++
    return router.map(
      { type: 'track', event, messageId: `m${line}`, timestamp: now, properties },
      { now, ref: line, ...(only === undefined ? {} : { only }) },
    )
  }
  const result = (properties: object, event?: string, only?: string[]): Result => {
    const [first] = results(properties, event, only)
    if (first === undefined) throw new Error('no result')
    return first
  }
  return { router, result }
}

const refs = (requests: { items: { ref: unknown }[] }[]) =>
  requests.map(({ items }) => items.map(({ ref }) => ref))

describe('createBatcher', () => {
  it('hands out a request when it is full by count, and the rest at flush', () => {
    const { router, result } = setUp({ items: 2 })
    const batcher = createBatcher(router)
    expect(batcher.add(result({ text: 'a' }))).toEqual([])
    const [full] = batcher.add(result({ text: 'b' }))
    expect(full).toEqual({
      connection: 'a',
      destination: 'x',
      endpoint: 'events',
      method: 'POST',
      url: 'https://x.example/',
      headers: {},
      body: `${before}[{"text":"a"},{"text":"b"}]}`,
      items: [
        { ref: 1, event: 'm1', key: 'event#0', of: 1 },
        { ref: 2, event: 'm2', key: 'event#0', of: 1 },
      ],
    })
    expect(full?.inside.entries.map(({ item }) => item.dedupeKey)).toEqual(['m1', 'm2'])
    expect(JSON.stringify(full)).not.toContain('inside')
    batcher.add(result({ text: 'c' }))
    expect(refs(batcher.flush())).toEqual([[3]])
    expect(batcher.flush()).toEqual([])
  })

  it('takes items as they are: frozen, or copied and changed after they were measured', () => {
    const { router, result } = setUp({ items: 3 })
    const batcher = createBatcher(router)
    const [frozen, first] = [result({ text: 'a' }), result({ text: 'b' })]
    if (frozen.outcome !== 'mapped' || first.outcome !== 'mapped') throw new Error('not mapped')
    for (const item of frozen.items) Object.freeze(item)
    batcher.add(frozen)
    batcher.add(first)
    const items = first.items.map((item) => ({ ...item, body: { text: 'c' } }))
    const [full] = batcher.add({ ...first, items })
    expect(full?.body).toBe(`${before}[{"text":"a"},{"text":"b"},{"text":"c"}]}`)
    expect(frozen.items).toEqual([{ ...first.items[0], dedupeKey: 'm1', body: { text: 'a' } }])
  })

  it('groups by connection, endpoint and batch key', () => {
    const { router, result } = setUp({ items: 10 }, ['a', 'b'])
    const batcher = createBatcher(router)
    batcher.add(result({}))
    batcher.add(result({ group: 'null' }))
    batcher.add(result({ group: 'g' }))
    batcher.add(result({}, 'Both'))
    batcher.add(result({}, 'E', ['b']))
    batcher.add(result({ group: 'g' }))
    const requests = batcher.flush()
    const shown = requests.map(
      ({ connection, endpoint, items }) =>
        `${connection} ${endpoint} ${items.map(({ ref }) => ref)}`,
    )
    expect(shown.sort()).toEqual([
      'a events 1,4',
      'a events 2',
      'a events 3,6',
      'a others 4',
      'b events 5',
    ])
    expect(requests.find(({ endpoint }) => endpoint === 'others')?.items).toEqual([
      { ref: 4, event: 'm4', key: 'other#1', of: 2 },
    ])
  })

  it('takes no item of a result that was skipped or failed', () => {
    const { router, result } = setUp({ items: 1 })
    const batcher = createBatcher(router)
    expect(batcher.add(result({}, 'Skip'))).toEqual([])
    expect(
      router.fail({ code: 'EVENT_NOT_JSON', path: '', message: '' }).flatMap(batcher.add),
    ).toEqual([])
    expect(batcher.flush()).toEqual([])
  })

  it('splits by the bytes of the whole body, which it never exceeds', () => {
    const item = '{"text":"ä"}'
    const size = (items: number) =>
      Buffer.byteLength(`${before}[${Array(items).fill(item).join(',')}]}`)
    const split = (bytes: number) => {
      const { router, result } = setUp({ items: 100, bytes })
      const batcher = createBatcher(router)
      const requests = [1, 2, 3, 4].flatMap(() => batcher.add(result({ text: 'ä' })))
      return refs([...requests, ...batcher.flush()])
    }
    expect(split(size(2) - 1)).toEqual([[1], [2], [3], [4]])
    expect(split(size(3) - 1)).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(split(size(4) + 1)).toEqual([[1, 2, 3, 4]])
  })

  it('counts what the envelope adds to each item, too', () => {
    const each = destination({ items: 100, bytes: 200 })
    const events = each.endpoints.events as NonNullable<typeof each.endpoints.events>
    events.envelope = ({ items }, { key }) => ({
      method: 'POST',
      url: 'https://x.example/',
      headers: {},
      body: JSON.stringify(items.map(({ body }) => ({ ...body, token: `${key} of the project` }))),
    })
    const connections = [{ id: 'a', destination: 'x', settings: { key: 'k1' } }]
    const router = createRouter({ connections, destinations: [each] })
    const batcher = createBatcher(router)
    const results = Array.from({ length: 20 }, (_, n) =>
      router.map({ type: 'track', event: 'E', messageId: `m${n}`, properties: { text: 'a' } }),
    ).flat()
    const requests = [...results.flatMap((one) => batcher.add(one)), ...batcher.flush()]
    expect(requests.length).toBeLessThan(10)
    for (const { body } of requests) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(200)
  })

  it('sends an item that alone is over the limit alone', () => {
    const { router, result } = setUp({ items: 100, bytes: 60 })
    const batcher = createBatcher(router)
    const requests = ['a', 'x'.repeat(100), 'b'].flatMap((text) => batcher.add(result({ text })))
    expect(refs([...requests, ...batcher.flush()])).toEqual([[1], [2], [3]])
  })

  it('hands out the longest untouched when too many are open', () => {
    const { router, result } = setUp({ items: 100 })
    const batcher = createBatcher(router, { maxOpen: 2 })
    const add = (group: string) => refs(batcher.add(result({ group })))
    expect([add('a'), add('b'), add('a'), add('c')]).toEqual([[], [], [], [[2]]])
    expect(add('d')).toEqual([[[1, 3]]].flat())
    expect(refs(batcher.flush())).toEqual([[4], [5]])
  })

  it('hands out the longest untouched when it holds too many bytes', () => {
    const { router, result } = setUp({ items: 100 })
    const batcher = createBatcher(router, { maxBytes: 250 })
    const add = (group: string) => refs(batcher.add(result({ group, text: 'x'.repeat(100) })))
    expect([add('a'), add('b'), add('c'), add('c')]).toEqual([[], [], [[1]], [[2]]])
    expect(refs(createBatcher(router, { maxBytes: 0 }).add(result({})))).toEqual([[5]])
  })

  it('refuses a result of a connection that its router has not', () => {
    const { result } = setUp({ items: 1 }, ['gone'])
    const batcher = createBatcher(setUp({ items: 1 }).router)
    expect(() => batcher.add(result({}))).toThrow(/CONNECTION_UNKNOWN.*"gone"/)
  })

  it('takes results that went through JSON', () => {
    const { router, result } = setUp({ items: 2 })
    const given = [result({ text: 'ä' }), result({ text: '😀' }, 'Both')]
    const send = (results: Result[]) => {
      const batcher = createBatcher(router)
      return [...results.flatMap(batcher.add), ...batcher.flush()]
    }
    expect(send(JSON.parse(JSON.stringify(given)))).toEqual(send(given))
  })

  it('hands out every item once, in order, within all limits', () => {
    const property = fc.property(
      fc.record({
        items: fc.integer({ min: 1, max: 5 }),
        bytes: fc.integer({ min: 60, max: 200 }),
      }),
      fc.record({
        maxOpen: fc.integer({ min: 1, max: 4 }),
        maxBytes: fc.integer({ min: 50, max: 500 }),
      }),
      fc.array(
        fc.record({
          text: fc.string({ unit: 'grapheme', maxLength: 15 }),
          group: fc.constantFrom('g', 'h', 'i', ''),
        }),
        { maxLength: 40 },
      ),
      (limits, options, all) => {
        const { router, result } = setUp(limits)
        const batcher = createBatcher(router, options)
        const requests = [
          ...all.flatMap((properties) => batcher.add(result(properties))),
          ...batcher.flush(),
        ]
        const sent = requests.flatMap(({ items }) => items.map(({ ref }) => ref as number))
        expect(sent.toSorted((a, b) => a - b)).toEqual(all.map((_, index) => index + 1))
        for (const { items, body } of requests) {
          expect(items.length).toBeLessThanOrEqual(limits.items)
          if (items.length > 1) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limits.bytes)
          expect(JSON.parse(body).events).toHaveLength(items.length)
          expect(new Set(items.map(({ ref }) => all[Number(ref) - 1]?.group)).size).toBe(1)
          expect(items.map(({ ref }) => ref)).toEqual(
            items.map(({ ref }) => Number(ref)).toSorted((a, b) => a - b),
          )
        }
      },
    )
    fc.assert(property, { seed: 20260314, numRuns: 150 })
  })
})
