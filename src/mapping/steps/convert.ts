import { z } from 'zod'
import { sha256 } from '#sha256'
import { copy } from '../../event/copy.js'
import { jsonText } from '../../event/json-text.js'
import { isScalar, kindOf } from '../../event/values.js'
import { utf8Length } from '../../utf8.js'
import { toBoolean, toText } from '../coerce.js'
import { type Run, refuse, type Site } from '../run.js'
import { converting, count, none, onText, type StepDefinition } from './define.js'
import { ulid } from './ulid.js'

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
    make: () => jsonText,
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
      if (typeof value === 'string') return value.toWellFormed()
      if (typeof value === 'boolean') return value ? '1' : '0'
      return typeof value === 'object' && !(value instanceof Date) ? jsonText(value) : copy(value)
    },
    examples: [
      { as: 'scalar', of: true, gives: '1' },
      { as: 'scalar', of: { a: [1] }, gives: '{"a":[1]}' },
      { as: 'scalar', of: 7, gives: 7 },
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
        isScalar(value) && names(run).hasFolded(String(value)) ? refuseListed(run, site) : value,
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

export function refuseListed(run: Run, site: Site): undefined {
  return refuse(run, site, 'the vendor refuses this value')
}

function ipv4(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim().replace(/^::ffff:/i, '') : ''
  return z.regexes.ipv4.test(text) ? text : undefined
}

function ip(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : ''
  return ipv4(text) !== undefined || z.regexes.ipv6.test(text) ? text : undefined
}
