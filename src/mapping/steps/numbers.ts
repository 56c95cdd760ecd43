import { z } from 'zod'
import { kindOf, own } from '../../event/values.js'
import { toNumber } from '../coerce.js'
import { type Run, refuse, type Site, warn } from '../run.js'
import { converting, count, none, type StepDefinition, texts } from './define.js'

export const numberSteps: Record<string, StepDefinition> = {
  number: {
    kind: 'convert',
    about: 'Numbers and numeric text; `$ € £`, blanks and thousands commas are taken away.',
    takes: 'scalar',
    gives: 'number',
    argument: none,
    make: () => converting(toNumber, 'number'),
    examples: [
      { as: 'number', of: '$1,299.50', gives: 1299.5 },
      { as: 'number', of: '12,50', warns: ['VALUE_DROPPED'] },
      { as: 'number', of: '1e400', warns: ['VALUE_DROPPED'] },
    ],
  },
  integer: {
    kind: 'convert',
    about: 'As `number`; a fraction is cut off, and from 2⁵³ on it is refused.',
    takes: 'scalar',
    gives: 'integer',
    argument: none,
    make: () => integer,
    examples: [
      { as: 'integer', of: '3', gives: 3 },
      { as: 'integer', of: 2.5, gives: 2, warns: ['VALUE_ROUNDED'] },
      { as: 'integer', of: 1e16, warns: ['VALUE_DROPPED'] },
    ],
  },
  whole: {
    kind: 'convert',
    about: 'As `integer`, but a fraction is refused.',
    takes: 'scalar',
    gives: 'integer',
    argument: none,
    make: () =>
      converting((value) => {
        const number = toNumber(value)
        return Number.isSafeInteger(number) ? number : undefined
      }, 'whole number'),
    examples: [
      { as: 'whole', of: '3', gives: 3 },
      { as: 'whole', of: 2.5, warns: ['VALUE_DROPPED'] },
    ],
  },
  within: {
    kind: 'convert',
    about: 'A number below the first or above the second is refused.',
    takes: 'number',
    gives: 'number',
    argument: z.union(
      [z.tuple([z.number()]), z.tuple([z.number(), z.number()])],
      'takes the least number, and maybe the greatest: [0] or [-90, 90]',
    ),
    make: ({ plain }) => {
      const [least, most = Infinity] = plain as [number, number?]
      const wrong = most === Infinity ? `below ${least}` : `not within ${least} to ${most}`
      return (value, run, site) => {
        const number = toNumber(value)
        return number !== undefined && number >= least && number <= most
          ? value
          : refuse(run, site, `${kindOf(value)} is ${wrong}`)
      }
    },
    examples: [
      { as: { within: [-90, 90] }, of: 51.5, gives: 51.5 },
      { as: { within: [0] }, of: -1, warns: ['VALUE_DROPPED'] },
    ],
  },
  negative: {
    kind: 'convert',
    about: 'As `number`, below zero: what was paid back.',
    takes: 'scalar',
    gives: 'number',
    argument: none,
    make: () =>
      converting((value) => {
        const number = toNumber(value)
        return number === undefined ? undefined : 0 - Math.abs(number)
      }, 'number'),
    examples: [
      { as: 'negative', of: '45.50', gives: -45.5 },
      { as: 'negative', of: -3, gives: -3 },
      { as: 'negative', of: 0, gives: 0 },
    ],
  },
  decimals: {
    kind: 'convert',
    about: 'A number as text with so many decimals.',
    takes: 'number',
    gives: 'text',
    argument: count.max(20),
    make: ({ plain }) => converting((value) => toNumber(value)?.toFixed(plain as number), 'number'),
    examples: [{ as: { decimals: 2 }, of: 3, gives: '3.00' }],
  },
  total: {
    kind: 'convert',
    about:
      'Sum, over a list of objects or one object, of the product of the named members. The first must be there, the others count 1.',
    takes: 'any',
    gives: 'number',
    argument: texts.min(1),
    make:
      ({ plain }) =>
      (value) =>
        total(value, plain as string[]),
    examples: [
      {
        as: { total: ['price', 'quantity'] },
        of: [{ price: 2, quantity: 3 }, { price: '$1.50' }, { quantity: 9 }],
        gives: 7.5,
      },
    ],
  },
}

function integer(value: unknown, run: Run, site: Site): unknown {
  const number = toNumber(value)
  if (number === undefined) return refuse(run, site, `${kindOf(value)} is no number`)
  const whole = Math.trunc(number)
  if (!Number.isSafeInteger(whole)) return refuse(run, site, 'too large for a whole number')
  if (whole !== number) warn(run, 'VALUE_ROUNDED', site, `${site.source}: the fraction was cut off`)
  return whole
}

function total(value: unknown, names: readonly string[]): number | undefined {
  let sum: number | undefined
  for (const element of Array.isArray(value) ? value : [value]) {
    let product = toNumber(own(element, names[0] as string))
    if (product === undefined) continue
    for (const name of names.slice(1)) product *= toNumber(own(element, name)) ?? 1
    sum = (sum ?? 0) + product
  }
  return sum !== undefined && Number.isFinite(sum) ? sum : undefined
}
