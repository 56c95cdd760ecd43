import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isoOf } from '../../src/event/iso.js'

it('writes any time as a Date does, whatever was written before', () => {
  const time = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 })
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          time,
          time.map((ms) => ms - (ms % 86_400_000)),
        ),
      ),
      (times) => {
        for (const ms of times) expect(isoOf(ms)).toBe(new Date(ms).toISOString())
      },
    ),
    { seed: 20_260_310 },
  )
  for (const ms of [8.64e15, -8.64e15, -1, 0]) expect(isoOf(ms)).toBe(new Date(ms).toISOString())
})
