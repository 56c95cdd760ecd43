import { expect, test } from 'vitest'
import { language, usesOf } from '../generate/mapping/uses.js'
import { validMappings } from '../generate/mapping/valid.js'

test('the mappings that are drawn use all that the language has, and nothing else', () => {
  const counts = new Map(language.map((use) => [use, 0]))
  for (const { tree } of validMappings(1000)) {
    for (const use of usesOf(tree)) counts.set(use, (counts.get(use) ?? 0) + 1)
  }
  expect([...counts.keys()].filter((use) => !language.includes(use))).toEqual([])
  const seldom = [...counts].filter(([, mappings]) => mappings < 5)
  expect(Object.fromEntries(seldom)).toEqual({})
})
