import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { itemBytes } from '../../src/delivery/aside.js'
import { joinedText, joinKey, partOf } from '../../src/delivery/joined.js'
import type { Item, JsonObject } from '../../src/result.js'

const itemOf = (body: JsonObject, dedupeKey = 'd'): Item => ({
  key: 'a#0',
  endpoint: 'e',
  body,
  dedupeKey,
  orderKey: null,
  notAfter: null,
})

const members = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 5, noNullPrototype: true })
const elements = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 3 })
const runs = { seed: 20_261_201, numRuns: 500 }
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value))

describe('a body that is joined with others', () => {
  test('means what it meant, in two parts whose bytes are known', () => {
    fc.assert(
      fc.property(members, fc.string(), elements, (rest, list, held) => {
        const body = asJson({ ...rest, [list]: held }) as JsonObject
        const item = itemOf(body)
        const { others, elements } = partOf(item, list)
        expect({ ...JSON.parse(others), [list]: JSON.parse(elements ?? '') }).toEqual(body)
        expect(itemBytes(item)).toBe(Buffer.byteLength(joinedText([item], list)))
      }),
      runs,
    )
  })

  test('has the elements of all, also of items that came back from JSON', () => {
    fc.assert(
      fc.property(
        members,
        fc.string(),
        fc.array(elements, { minLength: 1 }),
        (others, list, all) => {
          const bodies = all.map((held) => asJson({ ...others, [list]: held }) as JsonObject)
          const items = bodies.map((body) => itemOf(body))
          const joined = { ...bodies[0], [list]: asJson(all.flat()) }
          expect(JSON.parse(joinedText(items, list))).toEqual(joined)
          expect(JSON.parse(joinedText(asJson(items), list))).toEqual(joined)
        },
      ),
      runs,
    )
  })

  test.each<[string, JsonObject]>([
    ['no list', { person: 'p' }],
    ['an empty one', { person: 'p', events: [] }],
    ['something else there', { person: 'p', events: 'none' }],
    ['nothing at all', {}],
  ])('with %s is itself', (_, body) => {
    const item = itemOf(body)
    expect(partOf(item, 'events')).toMatchObject({
      others: JSON.stringify(body),
      elements: undefined,
    })
    expect(joinedText([item], 'events')).toBe(JSON.stringify(body))
    expect(itemBytes(item)).toBe(Buffer.byteLength(JSON.stringify(body)))
  })

  test('has the key of those that are equal in all but the list', () => {
    const key = (body: JsonObject, dedupeKey?: string) => joinKey(itemOf(body, dedupeKey), 'events')
    expect(key({ person: 'p', events: [1] }, 'a')).toBe(key({ person: 'p', events: [2] }, 'b'))
    expect(key({ person: 'p', events: [1] })).not.toBe(key({ person: 'q', events: [1] }))
    expect(key({ person: 'p' }, 'a')).not.toBe(key({ person: 'p' }, 'b'))
    expect(key({ person: 'p' })).not.toBe(key({ person: 'p', events: [1] }))
  })

  test('begins with what the vendor wants besides', () => {
    const first = { token: 't' }
    const text = (body: JsonObject) => joinedText([itemOf(body)], 'events', first)
    expect(text({ person: 'p', events: [1] })).toBe('{"token":"t","person":"p","events":[1]}')
    expect(text({ events: [1] })).toBe('{"token":"t","events":[1]}')
    expect(text({ person: 'p' })).toBe('{"token":"t","person":"p"}')
    expect(text({})).toBe('{"token":"t"}')
  })

  test('of no items is empty', () => {
    expect(joinedText([], 'events')).toBe('{}')
  })
})
