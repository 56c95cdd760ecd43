import { expect, it } from 'vitest'
import { parsePath } from '../../src/mapping/path.js'
import { startRun, untakeElement } from '../../src/mapping/run.js'

it('keeps once what each element of a list takes', () => {
  const [price, currency, coupon] = [
    parsePath('item.price', [], [undefined]),
    parsePath('properties.currency'),
    parsePath('properties.coupon'),
  ]
  const event = { type: 'track' } as Parameters<typeof startRun>[0]
  const run = startRun(event, {}, [], undefined)
  run.taken.push(coupon)
  for (let element = 0; element < 3; element++) {
    const mark = run.taken.length
    run.taken.push(price, currency, coupon, currency)
    untakeElement(run, mark)
  }
  expect(run.taken).toEqual([coupon, currency])
})
