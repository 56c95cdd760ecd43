import { z } from 'zod'
import { isoOf } from '../../event/iso.js'
import { datedTime, toTime } from '../../event/time.js'
import { converting, none, type StepDefinition } from './define.js'

const inBounds = 'time of 1973 to 2100'

export const timeSteps: Record<string, StepDefinition> = {
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
        return time === undefined ? undefined : isoOf(time)
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
}

function compactDate(value: unknown): string | undefined {
  const time = datedTime(value)
  return time === undefined
    ? undefined
    : new Date(time).toISOString().slice(0, 10).replaceAll('-', '')
}
