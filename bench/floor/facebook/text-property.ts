import { toText } from '../../../src/event/coerce.js'
import { kindOf, own } from '../../../src/event/values.js'
import { any, refuse } from '../read-or-tell.js'
import type { Reading } from './reading.js'

/** A property as text, for the field at `path`. */
export function textProperty(
  { properties, warnings }: Reading,
  name: string,
  path: string,
): string | undefined {
  const value = any(own(properties, name))
  if (value === undefined || value === '') return undefined
  return (
    toText(value) ?? refuse(warnings, path, `properties.${name}`, `${kindOf(value)} is no text`)
  )
}
