import { type OwnContext, textOf } from '../../src/destination.js'
import { personal } from './reserved.js'

const yes = ['true', '1', 'yes', 'granted']
const no = ['false', '0', 'no', 'denied']

/** What it takes to be an address or a number is looked for first: the pattern takes long. */
function isPersonal(text: string): boolean {
  return (text.includes('@') || text.includes('+') || text.includes('%40')) && personal.test(text)
}

const refusePersonal = (context: OwnContext) =>
  context.refuse('an e-mail address or phone number, which the terms forbid')

/** A level of a category such as `Clothing/Shirts`, which is a parameter itself. */
function levelOf(category: unknown, level: number, context: OwnContext): string | undefined {
  const text = textOf(category)
  // Most have one level, and nothing that an address or a number is told by.
  if (!/[/@+%]/.test(text)) return level === 1 ? text.trim() : undefined
  if (isPersonal(text)) return refusePersonal(context)
  return text.split('/')[level - 1]?.trim()
}

/** Value functions about parameters, amounts and consent. */
export const values = {
  /** The terms forbid what tells who somebody is; lists and objects are not taken. */
  parameter(value: unknown, context: OwnContext) {
    if (typeof value === 'string') return isPersonal(value) ? refusePersonal(context) : value
    return typeof value === 'object' && !(value instanceof Date)
      ? context.refuse('lists and objects are not taken')
      : value
  },

  positive: (value: unknown) => Math.abs(Number(value)),

  micros: (value: unknown) => Number(value) * 1000,

  /** What cannot be read is no consent. */
  consent(value: unknown, context: OwnContext) {
    const said = textOf(value).trim().toLowerCase()
    if (yes.includes(said)) return 'GRANTED'
    if (!no.includes(said))
      context.warn('VALUE_REPLACED', 'cannot be read as consent; taken as refused')
    return 'DENIED'
  },

  listOfOne: (value: unknown) => [value],

  first200(value: unknown, context: OwnContext) {
    if (!Array.isArray(value) || value.length <= 200) return value
    context.warn('ITEM_DROPPED', `the first 200 of ${value.length} are sent`)
    return value.slice(0, 200)
  },

  ...Object.fromEntries(
    [1, 2, 3, 4, 5].map((level) => [
      `level${level}`,
      (value: unknown, context: OwnContext) => levelOf(value, level, context),
    ]),
  ),
}
