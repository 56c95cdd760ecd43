import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NameSet } from '../../src/mapping/names.js'

it('has a text without its blanks and in lower case, as a set of such texts has', () => {
  const letter = fc.constantFrom(...['a', 'A', 'z', '0', '-', ' ', 'K', 'İ', 'i̇', 'ß', 'é', 'É'])
  const name = fc.array(letter, { maxLength: 3 }).map((letters) => letters.join(''))
  fc.assert(
    fc.property(fc.array(name), name, (names, text) => {
      const bare = text.trim().toLowerCase()
      expect(new NameSet(names).hasFolded(text)).toBe(new Set(names).has(bare))
    }),
    { seed: 20_260_310, numRuns: 5000 },
  )
})
