import { expect, test } from 'vitest'
import { chaos } from './chaos.js'

test.each([1, 2])(
  'killed at random and begun again, against vendors that fail at random, nothing is lost: seed %i',
  async (seed) => {
    const found = await chaos({ events: 5000, persons: 300, seed, kills: 8, rate: 0.3 })
    const { lost, unlisted, otherKey, unexplained, disordered, ...figures } = found
    console.log(JSON.stringify(figures))
    const wrong = { lost, unlisted, otherKey, unexplained, disordered }
    expect(Object.entries(wrong).filter(([, names]) => names.length > 0)).toEqual([])
    expect(found.kills).toBeGreaterThan(3)
    expect(found.counts.customerio.faults).toBeGreaterThan(3)
  },
)
