import { z } from 'zod'
import { datedTime } from '../../event/time.js'
import { isObject, put } from '../../event/values.js'
import { none, onText, type StepDefinition } from './define.js'

const ISO_DATE_START = /^\d{4}-\d{2}-\d{2}/

export const normaliseSteps: Record<string, StepDefinition> = {
  trim: {
    kind: 'normalise',
    about: 'Blanks at both ends away.',
    takes: 'text',
    gives: 'text',
    argument: none,
    make: () => onText((text) => text.trim()),
    examples: [{ as: 'trim', of: ' a ', gives: 'a' }],
  },
  lower: {
    kind: 'normalise',
    about: 'Lower case.',
    takes: 'text',
    gives: 'text',
    argument: none,
    make: () => onText((text) => text.toLowerCase()),
    examples: [{ as: 'lower', of: 'ÄB', gives: 'äb' }],
  },
  upper: {
    kind: 'normalise',
    about: 'Upper case.',
    takes: 'text',
    gives: 'text',
    argument: none,
    make: () => onText((text) => text.toUpperCase()),
    examples: [{ as: 'upper', of: 'äb', gives: 'ÄB' }],
  },
  letters: {
    kind: 'normalise',
    about: 'Unicode letters and their marks only.',
    takes: 'text',
    gives: 'text',
    argument: none,
    make: () => onText((text) => text.replace(/[^\p{L}\p{M}]+/gu, '')),
    examples: [{ as: 'letters', of: "O'Brien-Ünal 3", gives: 'OBrienÜnal' }],
  },
  phone: {
    kind: 'normalise',
    about: 'Digits only, without leading zeros.',
    takes: 'text',
    gives: 'text',
    argument: none,
    make: () => onText((text) => text.replace(/\D+/g, '').replace(/^0+/, '')),
    examples: [{ as: 'phone', of: '+1 (650) 555-1212', gives: '16505551212' }],
  },
  before: {
    kind: 'normalise',
    about: 'Text up to the first such mark, else all of it.',
    takes: 'text',
    gives: 'text',
    argument: z.string().min(1),
    make: ({ plain }) =>
      onText((text) => {
        const end = text.indexOf(plain as string)
        return end < 0 ? text : text.slice(0, end)
      }),
    examples: [
      { as: { before: '-' }, of: 'en-US', gives: 'en' },
      { as: { before: '-' }, of: 'en', gives: 'en' },
    ],
  },
  replace: {
    kind: 'normalise',
    about: 'Literal replacements, in order, everywhere.',
    takes: 'text',
    gives: 'text',
    argument: z.record(z.string().min(1), z.string()),
    make: ({ plain }) => {
      const pairs = Object.entries(plain as Record<string, string>)
      return onText((text) => {
        let all = text
        for (const [from, to] of pairs) if (all.includes(from)) all = all.replaceAll(from, to)
        return all
      })
    },
    examples: [{ as: { replace: { '-': '_' } }, of: 'en-US-x', gives: 'en_US_x' }],
  },
  dateSeconds: {
    kind: 'normalise',
    about:
      'ISO date texts of the years 1900 to 2100 as Unix seconds, at any depth; all else stays as it is.',
    takes: 'any',
    gives: 'any',
    argument: none,
    make: () => withSeconds,
    examples: [
      { as: 'dateSeconds', of: '2026-03-14T09:26:01.535Z', gives: 1773480361 },
      { as: 'dateSeconds', of: { born: ['1969-12-31'] }, gives: { born: [-86400] } },
      { as: 'dateSeconds', of: '2026', gives: '2026' },
    ],
  },
}

function withSeconds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSeconds)
  if (isObject(value)) {
    const result: Record<string, unknown> = {}
    for (const [name, member] of Object.entries(value)) put(result, name, withSeconds(member))
    return result
  }
  const dated = value instanceof Date || (typeof value === 'string' && ISO_DATE_START.test(value))
  const time = dated ? datedTime(value) : undefined
  return time === undefined ? value : Math.floor(time / 1000)
}
