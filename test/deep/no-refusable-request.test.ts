import { expect, test } from 'vitest'
import { findRefusals } from '../generate/refusals.js'

test('20,000 events, two thirds of them harmed: no request that a vendor would refuse, and no realistic event lost', () => {
  const { counts, refused, untold, unmapped } = findRefusals(20_000, 20_261_124)
  console.log(Object.fromEntries([...counts].sort()))
  expect(refused).toEqual([])
  expect(untold).toEqual([])
  expect(unmapped).toEqual([])
  expect([...counts.keys()].filter((key) => key.includes('DESTINATION_BUG'))).toEqual([])
})
