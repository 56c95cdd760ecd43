import { z } from 'zod'
import { sha256 } from '#sha256'
import { copy } from '../../event/copy.js'
import { datedTime, toTime } from '../../event/time.js'
import { isScalar, kindOf, own } from '../../event/values.js'
import { utf8Length } from '../../utf8.js'
import { toBoolean, toNumber, toText } from '../coerce.js'
import { type Run, refuse, type Site, warn } from '../run.js'
import { count, none, onText, type StepDefinition, texts } from './define.js'
import { ulid } from './ulid.js'

function integer(value: unknown, run: Run, site: Site): unknown {
  const number = toNumber(value)
  if (number === undefined) return refuse(run, site, `${kindOf(value)} is no number`)
  const whole = Math.trunc(number)
  if (!Number.isSafeInteger(whole)) return refuse(run, site, 'too large for a whole number')
  if (whole !== number) warn(run, 'VALUE_ROUNDED', site, `${site.source}: the fraction was cut off`)
  return whole
}

/** A step that gives what `convert` gives, and refuses what it gives nothing for. */
const converting =
  (convert: (value: unknown) => unknown, wanted: string) =>
  (value: unknown, run: Run, site: Site): unknown =>
    convert(value) ?? refuse(run, site, `${kindOf(value)} is no ${wanted}`)

const inBounds = 'time of 1973 to 2100'

export const convertSteps: Record<string, StepDefinition> = {
  text: {
    kind: 'convert',
    about: 'Text, numbers and booleans as text.',
    takes: 'scalar',
    gives: 'text',
    argument: none,
    make: () => converting(toText, 'text'),
    examples: [
      { as: 'text', of: 51203, gives: '51203' },
      { as: 'text', of: { a: 1 }, warns: ['VALUE_DROPPED'] },
    ],
  },
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
  boolean: {
    kind: 'convert',
    about: 'true, false, 1, 0 and their texts, "yes", "no" as true or false.',
    takes: 'scalar',
    gives: 'boolean',
    argument: none,
    make: () => converting(toBoolean, 'yes or no'),
    examples: [
      { as: 'boolean', of: 'Yes', gives: true },
      { as: 'boolean', of: 'maybe', warns: ['VALUE_DROPPED'] },
    ],
  },
  flag: {
    kind: 'convert',
    about: 'As `boolean`, but 1 or 0.',
    takes: 'scalar',
    gives: 'integer',
    argument: none,
    make: () =>
      converting((value) => {
        const truth = toBoolean(value)
        return truth === undefined ? undefined : Number(truth)
      }, 'yes or no'),
    examples: [
      { as: 'flag', of: false, gives: 0 },
      { as: 'flag', of: 'true', gives: 1 },
    ],
  },
  epochMs: {
    kind: 'convert',
    about:
      'A time as milliseconds since 1970. Numbers below 10¹¹ are seconds; outside 1973–2100 is refused.',
    takes: 'time',
    gives: 'integer',
    argument: none,
    make: () => converting(toTime, inBounds),
    examples: [
      { as: 'epochMs', of: '2026-03-14T09:26:01.535Z', gives: 1773480361535 },
      { as: 'epochMs', of: 1773480361, gives: 1773480361000 },
      { as: 'epochMs', of: '1970-01-01', warns: ['VALUE_DROPPED'] },
    ],
  },
  unixSeconds: {
    kind: 'convert',
    about: 'As `epochMs`, but whole seconds.',
    takes: 'time',
    gives: 'integer',
    argument: none,
    make: () =>
      converting((value) => {
        const time = toTime(value)
        return time === undefined ? undefined : Math.floor(time / 1000)
      }, inBounds),
    examples: [{ as: 'unixSeconds', of: '2026-03-14T09:26:01.535Z', gives: 1773480361 }],
  },
  iso: {
    kind: 'convert',
    about: 'As `epochMs`, but ISO 8601 text in UTC.',
    takes: 'time',
    gives: 'text',
    argument: none,
    make: () =>
      converting((value) => {
        const time = toTime(value)
        return time === undefined ? undefined : new Date(time).toISOString()
      }, inBounds),
    examples: [{ as: 'iso', of: 1773480361535, gives: '2026-03-14T09:26:01.535Z' }],
  },
  date: {
    kind: 'convert',
    about: 'A date as `YYYYMMDD` in UTC; years 1900 to 2100.',
    takes: 'time',
    gives: 'text',
    argument: z.literal('YYYYMMDD'),
    make: () => converting(compactDate, 'date of 1900 to 2100'),
    examples: [
      { as: { date: 'YYYYMMDD' }, of: '1987-06-05', gives: '19870605' },
      { as: { date: 'YYYYMMDD' }, of: 'June', warns: ['VALUE_DROPPED'] },
    ],
  },
  currency: {
    kind: 'convert',
    about: 'Three letters, upper-cased.',
    takes: 'text',
    gives: 'text',
    argument: none,
    make: () =>
      converting((value) => {
        const text = typeof value === 'string' ? value.trim() : ''
        return /^[a-z]{3}$/i.test(text) ? text.toUpperCase() : undefined
      }, 'currency of three letters'),
    examples: [
      { as: 'currency', of: 'eur', gives: 'EUR' },
      { as: 'currency', of: 'Euro', warns: ['VALUE_DROPPED'] },
    ],
  },
  ip: {
    kind: 'convert',
    about:
      'An IP address; for `v4` of that version only, which may be written as one of version 6.',
    takes: 'text',
    gives: 'text',
    argument: z.enum(['v4', 'any'], 'takes v4 or any'),
    make: ({ plain }) =>
      converting(
        plain === 'v4' ? ipv4 : ip,
        plain === 'v4' ? 'IP address of version 4' : 'IP address',
      ),
    examples: [
      { as: { ip: 'any' }, of: ' 2001:db8::1 ', gives: '2001:db8::1' },
      { as: { ip: 'any' }, of: '203.0.113', warns: ['VALUE_DROPPED'] },
      { as: { ip: 'v4' }, of: '::ffff:203.0.113.9', gives: '203.0.113.9' },
      { as: { ip: 'v4' }, of: '2001:db8::1', warns: ['VALUE_DROPPED'] },
    ],
  },
  ulid: {
    kind: 'convert',
    about: "A ULID stays; of other text one is made: the event's time, and 80 bits of its SHA-256.",
    takes: 'text',
    gives: 'text',
    argument: none,
    make: () =>
      onText((text, run) => ulid(text, run.event.timeAssumed ? undefined : run.event.timestamp)),
    examples: [
      { as: 'ulid', of: '01HV5S6E3N8QZJ4Q0C9W7R2T1K', gives: '01HV5S6E3N8QZJ4Q0C9W7R2T1K' },
    ],
  },
  json: {
    kind: 'convert',
    about: 'Anything as JSON text.',
    takes: 'any',
    gives: 'text',
    argument: none,
    make: () => (value) => JSON.stringify(copy(value)),
    examples: [{ as: 'json', of: ['a', 1], gives: '["a",1]' }],
  },
  scalar: {
    kind: 'convert',
    about:
      'Text and numbers stay; true is "1", false "0"; dates become ISO text, lists and objects JSON text.',
    takes: 'any',
    gives: 'any',
    argument: none,
    make: () => (value) => {
      if (typeof value === 'boolean') return value ? '1' : '0'
      const plain = copy(value)
      return typeof plain === 'object' ? JSON.stringify(plain) : plain
    },
    examples: [
      { as: 'scalar', of: true, gives: '1' },
      { as: 'scalar', of: { a: [1] }, gives: '{"a":[1]}' },
      { as: 'scalar', of: 7, gives: 7 },
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
  maxBytes: {
    kind: 'convert',
    about: 'Text longer than this in UTF-8 is refused: an id must not be cut.',
    takes: 'text',
    gives: 'text',
    argument: count,
    make:
      ({ plain }) =>
      (value, run, site) =>
        isScalar(value) && utf8Length(String(value)) <= (plain as number)
          ? value
          : refuse(
              run,
              site,
              isScalar(value) ? `longer than ${plain} bytes` : `${kindOf(value)} is no text`,
            ),
    examples: [
      { as: { maxBytes: 3 }, of: 'abc', gives: 'abc' },
      { as: { maxBytes: 3 }, of: 'äö', warns: ['VALUE_DROPPED'] },
    ],
  },
  except: {
    kind: 'convert',
    about: 'Refused when listed; texts are compared lower-cased.',
    takes: 'any',
    gives: 'any',
    argument: 'names',
    make:
      ({ names }) =>
      (value, run, site) =>
        isScalar(value) && names(run).has(String(value).trim().toLowerCase())
          ? refuse(run, site, 'the vendor refuses this value')
          : value,
    examples: [
      { as: { except: ['none'] }, of: 'None', warns: ['VALUE_DROPPED'] },
      { as: { except: ['none'] }, of: 'nobody', gives: 'nobody' },
    ],
  },
  hashed: {
    kind: 'normalise',
    about:
      '64 hex digits stay, lower-cased; else the steps, and then SHA-256 in hex. Never twice, never of nothing.',
    takes: 'text',
    gives: 'text',
    argument: 'steps',
    make:
      ({ steps }) =>
      (value, run, site) => {
        if (typeof value === 'string' && /^\s*[0-9a-f]{64}\s*$/i.test(value)) {
          return value.trim().toLowerCase()
        }
        if (!isScalar(value)) return refuse(run, site, `${kindOf(value)} is no text`)
        const settled = toText(steps(value, run, site))
        return settled === undefined || settled === '' ? undefined : sha256(settled)
      },
    examples: [
      {
        as: { hashed: ['trim', 'lower'] },
        of: ' Mary ',
        gives: '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec',
      },
      { as: { hashed: 'trim' }, of: '  ' },
      { as: { hashed: 'trim' }, of: 'AB'.repeat(32), gives: 'ab'.repeat(32) },
    ],
  },
}

function ipv4(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim().replace(/^::ffff:/i, '') : ''
  return z.regexes.ipv4.test(text) ? text : undefined
}

function ip(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : ''
  return ipv4(text) !== undefined || z.regexes.ipv6.test(text) ? text : undefined
}

function compactDate(value: unknown): string | undefined {
  const time = datedTime(value)
  return time === undefined
    ? undefined
    : new Date(time).toISOString().slice(0, 10).replaceAll('-', '')
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
