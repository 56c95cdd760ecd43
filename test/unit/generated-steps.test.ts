import { describe, expect, it } from 'vitest'
import { steps } from '../../src/mapping/steps/index.js'
import { bothOf, eventWith, one, payloadOf } from '../both-programs.js'
import { objectsOf } from '../same-outcome.js'

describe('what a function of the module gives', () => {
  const given = [
    ['bigint', '12'],
    ['half', 'a\ufffd'],
    ['negative zero', 0],
    ['no number', undefined],
    ['symbol', undefined],
    ['unmet', undefined],
    ['function', undefined],
  ] as const
  const payload = (x: unknown) => ({ ok: 1, ...(x === undefined ? {} : { x }) })

  it.each(given)('has a form in JSON: %s', async (a, x) => {
    const file = one({ ok: { value: 1 }, x: { from: 'properties.a', as: 'own.odd' } })
    expect(await payloadOf(file, eventWith({ a }))).toStrictEqual(payload(x))
  })

  it.each(given)('has it for the step behind too: %s', async (a, x) => {
    const file = one({ ok: { value: 1 }, x: { from: 'properties.a', as: ['own.odd', 'json'] } })
    expect(await payloadOf(file, eventWith({ a }))).toStrictEqual(payload(JSON.stringify(x)))
  })

  it.each(given)('has it as a member: %s', async (a, x) => {
    const as = { values: 'own.odd' }
    const file = one({ ok: { value: 1 }, x: { from: 'properties', as } })
    const wanted = x === undefined ? undefined : { a: x }
    expect(await payloadOf(file, eventWith({ a }))).toStrictEqual(payload(wanted))
  })
})

describe('steps behind one another, from a text on', () => {
  /** Those that may be written out where they are known to get a text. */
  const plain = ['text', 'lower', 'upper', 'trim', { cut: 3 }, { cut: { bytes: 3 } }, 'own.odd']
  const shown = Object.values(steps).flatMap(({ argument, examples }) =>
    argument === 'source' ? [] : examples.map(({ as }) => as),
  )
  const tables = {
    layouts: { Abcd: 7, žluť: { deep: [1] }, 日本: [true], bigint: 'Text', ' a ': ' b ' },
  }
  const looked = [{ table: 'layouts' }, { only: 'layouts' }, { except: 'layouts' }]
  const texts = [
    'Abcd',
    'abc',
    'žluť',
    '日本',
    'ž',
    ' a ',
    'bigint',
    'symbol',
    '1',
    '2026-03-14',
    'a\ud800',
  ]

  it.each([...plain, ...looked, ...shown].map((as) => [as]))('%j', async (as) => {
    const chains = plain.flatMap((other) => [[as], [as, other], [other, as], ['trim', as, other]])
    const fields = Object.fromEntries(
      chains.map((chain, index) => [`x${index}`, { from: 'event', as: chain }]),
    )
    const file = { ...one({ ok: { value: 1 }, ...fields }), tables }
    const [given, again] = await bothOf(file)
    for (const event of texts) {
      const [wanted, other] = [given, again].map((program) =>
        program.map(eventWith({}, { event }), {}, [], undefined),
      )
      expect(other, event).toStrictEqual(wanted)
    }
  })

  it.each(looked)('a table keeps what it holds: %j', async (as) => {
    const [given, again] = await bothOf({ ...one({ x: { from: 'event', as } }), tables })
    for (const program of [given, again]) {
      const results = [0, 1].map(() =>
        program.map(eventWith({}, { event: 'žluť' }), {}, [], undefined),
      )
      const [first, second] = results.map((given) => objectsOf({ given }))
      expect(first?.filter((object) => second?.includes(object))).toEqual([])
    }
  })
})
