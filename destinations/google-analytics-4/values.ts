import { type OwnContext, textOf } from '../../src/destination.js'
import { personal } from './reserved.js'

const yes = ['true', '1', 'yes', 'granted']
const no = ['false', '0', 'no', 'denied']

/** What it takes to be an address or a number is looked for first: the pattern takes long. */
function isPersonal(value: unknown): boolean {
  const text = String(value)
  return (text.includes('@') || text.includes('+') || text.includes('%40')) && personal.test(text)
}

function levelOf(text: string, level: number): string | undefined {
  if (!text.includes('/')) return level === 1 ? text.trim() : undefined
  return text.split('/')[level - 1]?.trim()
}

/** Value functions about parameters, amounts and consent. */
export const values = {
  /** The terms forbid what tells who somebody is; lists and objects are not taken. */
  parameter(value: unknown, { refuse }: OwnContext) {
    if (typeof value === 'object' && !(value instanceof Date))
      return refuse('lists and objects are not taken')
    return isPersonal(value)
      ? refuse('an e-mail address or phone number, which the terms forbid')
      : value
  },

  positive: (value: unknown) => Math.abs(Number(value)),

  micros: (value: unknown) => Number(value) * 1000,

  /** What cannot be read is no consent. */
  consent(value: unknown, { warn }: OwnContext) {
    const said = textOf(value).trim().toLowerCase()
    if (yes.includes(said)) return 'GRANTED'
    if (!no.includes(said)) warn('VALUE_REPLACED', 'cannot be read as consent; taken as refused')
    return 'DENIED'
  },

  listOfOne: (value: unknown) => [value],

  first200(value: unknown, { warn }: OwnContext) {
    if (!Array.isArray(value) || value.length <= 200) return value
    warn('ITEM_DROPPED', `the first 200 of ${value.length} are sent`)
    return value.slice(0, 200)
  },

  ...Object.fromEntries(
    [1, 2, 3, 4, 5].map((level) => [
      `level${level}`,
      (value: unknown) => levelOf(textOf(value), level),
    ]),
  ),
}
