import { datedTime } from '../../../src/event/time.js'
import { put } from '../../../src/event/values.js'
import { object } from '../read-told.js'

const ISO_DATE_START = /^\d{4}-\d{2}-\d{2}/

/** ISO dates, at any depth, as Unix seconds. */
export function inSeconds(value: unknown): unknown {
  if (typeof value === 'string') return textInSeconds(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inSeconds)
  const members = object(value)
  if (members === undefined) return settled(value, value)
  const result: Record<string, unknown> = {}
  for (const name of Object.keys(members)) put(result, name, inSeconds(members[name]))
  return result
}

/** Most texts have no dash in this place. */
export function textInSeconds(value: string): unknown {
  return value.charCodeAt(4) === 45 && ISO_DATE_START.test(value) ? settled(value, value) : value
}

function settled(date: unknown, otherwise: unknown): unknown {
  const time = datedTime(date)
  return time === undefined ? otherwise : Math.floor(time / 1000)
}
