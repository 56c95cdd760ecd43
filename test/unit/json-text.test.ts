import fc from 'fast-check'
import { expect, it } from 'vitest'
import { copy } from '../../src/event/copy.js'
import { jsonText } from '../../src/event/json-text.js'

class Told {
  name = 'x'
  toJSON() {
    return 'told'
  }
}

const odd = fc.constantFrom<unknown>(
  ...[undefined, Number.NaN, -0, 12n, 'a\ud800', new Date(0), new Date(Number.NaN), new Told()],
  ...[
    () => 1,
    Symbol('x'),
    [undefined],
    { 'a\ud800': 1 },
    { toJSON: 'x' },
    Object.create({ a: 1 }),
  ],
)

it('is the text of a copy, whatever there is in a value', () => {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), odd),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), tie('value'), { maxKeys: 4 }),
    ),
  }))
  fc.assert(
    fc.property(value, (given) => {
      expect(jsonText(given)).toBe(JSON.stringify(copy(given)))
    }),
    { seed: 20_260_310, numRuns: 2000 },
  )
})
