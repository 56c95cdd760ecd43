import { isDeepStrictEqual } from 'node:util'
import { type Fields, own, type Told } from './read-told.js'

/** Tells a member whose name a field has, unless the field has its value, or has told it. */
export function clash(name: string, value: unknown, fields: Fields, told: Told, at: string): void {
  const path = `${at}.${name}`
  if (isDeepStrictEqual(own(fields, name), value)) return
  if (told.some((warning) => warning.code === 'VALUE_DROPPED' && warning.path === path)) return
  const message = `"${name}" is the name of a field of its own; the event's member was left out`
  told.push({ code: 'NAME_CLASH', path, message })
}
