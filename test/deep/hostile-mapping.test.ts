import { test } from 'vitest'
import { hostileTexts, titled } from '../generate/hostile.js'
import { expectData, takers } from '../hostile-mapping.js'

/** The other half runs with the unit tests. */
const half = hostileTexts.filter((_, index) => index % 2 === 1)

test.each(titled(half))('a text of a mapping file is data: %s', async (_, text) => {
  await expectData(text, takers(text))
})
