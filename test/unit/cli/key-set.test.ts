import { expect, test } from 'vitest'
import { createKeySet } from '../../../src/cli/key-set.js'

test('knows what was added, and nothing else', () => {
  const set = createKeySet()
  for (let n = 0; n < 50_000; n++) set.add(`key ${n}`)
  for (let n = 0; n < 50_000; n++) set.add(`key ${n}`)
  expect(set.size).toBe(50_000)
  const known = Array.from({ length: 100_000 }, (_, n) => set.has(`key ${n}`))
  expect(known.indexOf(false)).toBe(50_000)
  expect(known.lastIndexOf(true)).toBe(49_999)
})
