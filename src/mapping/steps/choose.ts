import { z } from 'zod'
import { isScalar } from '../../event/values.js'
import { none, type StepDefinition } from './define.js'

const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/

export const chooseSteps: Record<string, StepDefinition> = {
  email: {
    kind: 'choose',
    about: 'The value if it looks like an e-mail address.',
    takes: 'text',
    gives: 'text',
    argument: none,
    make: () => (value) =>
      typeof value === 'string' && value.length <= 254 && EMAIL.test(value) ? value : undefined,
    examples: [
      { as: 'email', of: 'ada@example.com', gives: 'ada@example.com' },
      { as: 'email', of: 'user-1' },
    ],
  },
  only: {
    kind: 'choose',
    about: 'The value if it is listed.',
    takes: 'text',
    gives: 'text',
    argument: 'names',
    make:
      ({ names }) =>
      (value, run) =>
        isScalar(value) && names(run).has(String(value)) ? value : undefined,
    examples: [
      { as: { only: ['ios', 'android'] }, of: 'ios', gives: 'ios' },
      { as: { only: ['ios', 'android'] }, of: 'web' },
    ],
  },
  table: {
    kind: 'choose',
    about:
      'What the table, or an object in a setting, has under this name; nothing if it has none.',
    takes: 'text',
    gives: 'any',
    argument: 'table',
    make:
      ({ lookUp }) =>
      (value, run) =>
        isScalar(value) ? lookUp(run, String(value)) : undefined,
    examples: [
      { as: { table: 'layouts' }, tables: { layouts: { ios: 'i2' } }, of: 'ios', gives: 'i2' },
      { as: { table: 'layouts' }, tables: { layouts: { ios: 'i2' } }, of: 'web' },
    ],
  },
  after: {
    kind: 'choose',
    about: 'What follows this prefix; nothing without it.',
    takes: 'text',
    gives: 'text',
    argument: z.string().min(1),
    make:
      ({ plain }) =>
      (value) => {
        const prefix = plain as string
        return typeof value === 'string' && value.startsWith(prefix)
          ? value.slice(prefix.length)
          : undefined
      },
    examples: [
      { as: { after: 'cio_' }, of: 'cio_03000001', gives: '03000001' },
      { as: { after: 'cio_' }, of: 'user-1' },
    ],
  },
}
