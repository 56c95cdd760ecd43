import { describe, test } from 'vitest'
import { otherHostileTexts, titled } from '../generate/hostile.js'
import { expectData, expectRefused, takers } from '../hostile-mapping.js'

describe('a text of a mapping file, of those that the unit tests pass over', () => {
  test.each(titled(otherHostileTexts))('is data wherever it is taken: %s', async (_, text) => {
    await expectData(text, takers(text))
  })

  test.each(titled(otherHostileTexts))('is refused where none is taken: %s', (_, text) => {
    expectRefused(text)
  })
})
