import { describe, expect, it } from 'vitest'
import { eventNames } from '../../src/event/names.js'
import { normalize } from '../../src/event/normalize.js'
import { interpreter } from '../../src/mapping/interpret.js'
import { parseMapping } from '../../src/mapping/parse.js'
import type { Example } from '../../src/mapping/steps/define.js'
import { steps } from '../../src/mapping/steps/index.js'

const now = Date.parse('2026-03-14T09:26:02.000Z')

/** What a field with these steps makes of `properties.of`. */
function run({ as, of, tables = {} }: Omit<Example, 'gives' | 'warns'>) {
  const file = {
    destination: 'example',
    title: 'Example',
    docs: ['https://example.com/'],
    checked: '2026-03-14',
    version: '1.0.0',
    tables,
    rules: [
      {
        name: 'all',
        emit: [
          {
            action: 'event',
            fields: { always: { value: true }, result: { from: 'properties.of', as } },
          },
        ],
      },
    ],
  }
  const program = interpreter(parseMapping(file, { actions: ['event'], settings: [] }))
  const raw = {
    type: 'track',
    event: 'E',
    timestamp: '2026-03-14T09:26:01.535Z',
    properties: { of },
  }
  const normalized = normalize(raw, eventNames(), now)
  if (!normalized.ok) throw new Error(normalized.problem.message)
  const mapped = program.map(normalized.event, {}, program.bind({}), undefined)
  if (mapped.outcome !== 'mapped') throw new Error(mapped.outcome)
  return { gives: mapped.actions[0]?.payload.result, warnings: mapped.warnings }
}

const examples = Object.entries(steps).flatMap(([name, { examples }]) =>
  examples.map((example) => ({ name, example })),
)

describe('the examples that document each step', () => {
  it.each(Object.keys(steps))('%s has at least one', (name) => {
    expect(steps[name]?.examples.length).toBeGreaterThan(0)
  })

  it.each(examples)('$name: $example.as of $example.of', ({ name, example }) => {
    const used = typeof example.as === 'string' ? example.as : Object.keys(example.as as object)[0]
    expect(used).toBe(name)
    const { gives, warnings } = run(example)
    expect(gives).toEqual(example.gives)
    expect(warnings.map(({ code }) => code)).toEqual(example.warns ?? [])
  })
})

describe('every step, whatever it is given', () => {
  const odd = [
    ...[0, -1, 1.5, 1e300, true, false, ' ', 'text', '😀'.repeat(50), '1970-01-01', '$1'],
    ...[[], [null], [[1]], {}, { a: null }, { '': 1, 'a.b': 2, ünï: 3 }],
    ...[JSON.parse('{"__proto__":{"a":1},"constructor":1,"toString":"x"}'), 'constructor'],
  ]
  it.each(examples)(
    '$name $example.as does not throw, and never gives a number that is none',
    ({ example }) => {
      for (const of of odd) {
        const { gives } = run({ ...example, of })
        expect(JSON.parse(JSON.stringify(gives ?? null)), JSON.stringify(of)).toEqual(gives ?? null)
      }
    },
  )
})

describe('steps in detail', () => {
  it.each([
    ['number', '$1,199.00', 1199],
    ['number', '€ 12.50', 12.5],
    ['number', '-£3', -3],
    ['number', '1,234,567.8', 1234567.8],
    ['number', '.5', 0.5],
    ['number', '1,2345', undefined],
    ['number', '0x10', undefined],
    ['number', '12abc', undefined],
    ['number', 'Infinity', undefined],
    ['number', true, undefined],
    ['integer', '-2.9', -2],
    ['integer', '1e3', 1000],
    ['boolean', 'FALSE', false],
    ['boolean', 0, false],
    ['boolean', 2, undefined],
    ['boolean', 'toString', undefined],
    ['flag', 'no', 0],
    ['currency', ' usd ', 'USD'],
    ['currency', 'US$', undefined],
    ['currency', 'ÄÖÜ', undefined],
    [{ date: 'YYYYMMDD' }, '1899-12-31', undefined],
    [{ date: 'YYYYMMDD' }, '1900-01-01', '19000101'],
    [{ date: 'YYYYMMDD' }, '2000-02-29T23:59:59-05:00', '20000301'],
    [{ decimals: 2 }, 1.005, '1.00'],
    [{ decimals: 2 }, '-3.456', '-3.46'],
    [{ total: ['price', 'quantity'] }, [{ price: '$2', quantity: '3' }, 'x', null], 6],
    [{ total: ['price', 'quantity'] }, { price: 4 }, 4],
    [{ total: ['price'] }, [{ price: 0 }], 0],
    [{ total: ['price'] }, [{ quantity: 2 }], undefined],
    [{ total: ['length'] }, 'text', undefined],
    [{ table: 'names' }, 'a', 'A'],
    [{ table: 'names' }, 'toString', undefined],
    [{ table: 'names' }, '__proto__', undefined],
    [{ only: 'names' }, 'a', 'a'],
    [{ only: 'names' }, 'constructor', undefined],
    [{ only: 'list' }, 'y', 'y'],
    [{ after: 'cio_' }, 'cio_', undefined],
    ['email', 'a@b.c', 'a@b.c'],
    ['email', 'a b@c.de', undefined],
    ['email', 'a@b', undefined],
    ['email', `${'a'.repeat(250)}@b.cd`, undefined],
    ['phone', '0049 (0) 170', '490170'],
    ['scalar', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['letters', '12', undefined],
    [{ cut: 3 }, '    ', undefined],
    [{ cut: { bytes: 3 } }, '😀', undefined],
    [{ cut: { bytes: 4 } }, '😀😀', '😀'],
    [{ clean: ['A-Z', 'A-Z0-9'] }, '123', undefined],
    ['dateSeconds', 'March', 'March'],
    ['dateSeconds', 5, 5],
    [{ pick: ['__proto__', 'toString', 'a'] }, { a: 1 }, { a: 1 }],
    [{ values: ['text', 'trim'] }, { a: 1, b: ' ', c: ' x ' }, { a: '1', c: 'x' }],
    [{ keys: 'lower' }, { A: 1, a: 2, B: 3 }, { a: 2, b: 3 }],
    [{ each: 'index' }, ['a', 'b'], [0, 1]],
    [{ fit: { keyBytes: 2 } }, { ä: 1, äb: 2 }, { ä: 1 }],
    [{ fit: { depth: 2 } }, { a: { b: 1, c: { d: 1 } } }, { a: { b: 1 } }],
    [{ fit: { bytes: 5 } }, { a: [1, 2], b: [1, 23], c: 'äöü' }, { a: [1, 2], c: 'äö' }],
    [{ hashed: { only: ['x'] } }, 'y', undefined],
  ])('%j of %j gives %j', (as, of, gives) => {
    expect(run({ as, of, tables: { names: { a: 'A' }, list: ['x', 'y'] } }).gives).toEqual(gives)
  })

  it('measures what JSON has no form for as it will be written', () => {
    const { gives, warnings } = run({ as: { fit: { bytes: 5 } }, of: { a: [7n], b: [1234n] } })
    expect(gives).toEqual({ a: ['7'] })
    expect(warnings.map(({ code }) => code)).toEqual(['VALUE_DROPPED'])
  })

  it('makes text of a number that JSON cannot write', () => {
    expect(run({ as: 'scalar', of: 7n }).gives).toBe('7')
  })

  it('never shows a value in a warning', () => {
    const secret = 'ada@example.com'
    for (const as of ['number', 'boolean', 'epochMs', 'currency', { maxBytes: 3 }, { cut: 3 }]) {
      const { warnings } = run({ as, of: secret })
      expect(warnings.length, JSON.stringify(as)).toBe(1)
      expect(JSON.stringify(warnings)).not.toContain('ada')
    }
  })

  it('names the place and both names of a changed name', () => {
    const { gives, warnings } = run({ as: { keys: { clean: 'a-z_' } }, of: { 'a b': 1 } })
    expect(gives).toEqual({ a_b: 1 })
    expect(warnings).toEqual([
      { code: 'NAME_CHANGED', path: 'result.a_b', message: 'name: "a b" became "a_b"' },
    ])
  })
})
