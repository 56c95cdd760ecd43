import { afterEach, beforeEach, expect, it } from 'vitest'
import { copy } from '../../src/event/copy.js'
import { startRun } from '../../src/mapping/run.js'
import { fitSteps } from '../../src/mapping/steps/fit.js'

const everywhere = Object.prototype as unknown as Record<string, unknown>

beforeEach(() => {
  everywhere.list = [1]
  everywhere.text = 'a\ud800'
})

afterEach(() => {
  delete everywhere.list
  delete everywhere.text
})

const members = (value: unknown) => Object.entries(value as object)

it('copies nothing that some other code made a member of every object', () => {
  const copied = copy({ a: { b: 'x' } })
  expect(members(copied)).toEqual([['a', copied && (copied as { a: object }).a]])
  expect(members((copied as { a: object }).a)).toEqual([['b', 'x']])
})

it('fits nothing that some other code made a member of every object', () => {
  const run = startRun({ type: 'track' } as Parameters<typeof startRun>[0], {}, [], undefined)
  const step = fitSteps.fit?.make({ plain: { members: 1, chars: 1 } } as never)
  const fitted = step?.({ a: 1 }, run, { target: '', source: 'properties' })
  expect(members(fitted)).toEqual([['a', 1]])
  expect(run.warnings).toEqual([])
})
