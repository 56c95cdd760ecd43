import { afterAll, describe, expect, test } from 'vitest'
import { someHostileTexts, titled } from '../generate/hostile.js'
import { open } from '../generate/hostile-places.js'
import { imported } from '../generated.js'
import { canary, expectData, expectRefused, takers } from '../hostile-mapping.js'
import { shapeOf } from '../source-shape.js'

/** How many texts each place took. */
const taken = new Map(Object.keys(open).map((name) => [name, 0]))

describe('a text of a mapping file', () => {
  test.each(titled(someHostileTexts))('is data wherever it is taken: %s', async (_, text) => {
    const names = takers(text)
    for (const name of names) taken.set(name, (taken.get(name) ?? 0) + 1)
    await expectData(text, names)
  })

  test.each(titled(someHostileTexts))('is refused where none is taken: %s', (_, text) => {
    expectRefused(text)
  })

  afterAll(() => {
    const seldom = [...taken].filter(([, times]) => times < someHostileTexts.length / 4)
    expect(seldom).toEqual([])
  })
})

describe('what these tests look for', () => {
  test('is seen where a text is run', async () => {
    await imported('canary(); export default 1')
    expect(canary.touched).toBe(1)
    canary.touched = 0
  })

  test.each([
    ['x("a")', 'x("a" + y())'],
    ['x("a")', 'x("a"), y()'],
    ['x("a")', 'x(`a`)'],
    ['x("a")', 'y("a")'],
    ['x(a_1)', 'x(a)'],
    ['x({ "a": 1 })', 'x({ ["a"]: 1 })'],
    ['x({ "a": 1 })', 'x(JSON.parse("[1]"))'],
    ['x({ "a": 1 })', 'x({ get "a"() { return 1 } })'],
    ['x("a")', 'import "a"; x("a")'],
    ['x("a")', 'x(import("a"))'],
  ])('is seen in the shape of source: %s, %s', (one, other) => {
    expect(shapeOf(other)).not.toBe(shapeOf(one))
  })

  test.each([
    ['x("a")', `x('\\u{62}')`],
    ['a_1["a"] = 1', 'put(b_2, "__proto__", 1)'],
    ['x({ "a": [1, -2, null] })', `x(JSON.parse('{"__proto__":[1,-2,null]}'))`],
    ['(object) => object.a', '(object) => object["a b"]'],
  ])('is not seen where only text differs: %s, %s', (one, other) => {
    expect(shapeOf(other)).toBe(shapeOf(one))
  })
})
