import { isNothing } from '../../../src/event/nothing.js'
import { put } from '../../../src/event/values.js'
import { isRevealing } from '../facebook/either.js'
import type { Reading } from '../facebook/reading.js'
import { renamed, tellClash, valued } from '../facebook/rest-told.js'
import { scalar } from '../read-or-tell.js'
import { bits, ITSELF, OMITTED } from './bits.js'
import type { CustomData } from './custom-data.js'

type Members = Record<string, unknown>
const AT = 'custom_data'

/** Adds what no field took of the properties; false where something has to be told, and `fitRest` does all of it. */
export function pourRest(reading: Reading, fields: CustomData): boolean {
  const { properties } = reading
  const into = fields as unknown as Members
  const taken = reading.taken | OMITTED
  for (const name of Object.keys(properties)) {
    const bit = bits.get(name)
    if (bit !== undefined && (taken & bit) !== 0) continue
    if (bit === ITSELF && into[name] !== undefined) continue
    if (name === '' || name.trim() !== name) return false
    const member = properties[name]
    if (isNothing(member)) continue
    const value = scalar(member)
    if (isNothing(value)) continue
    if (typeof value === 'string' && isRevealing(value)) return false
    if (name === '__proto__' || Object.hasOwn(into, name)) return false
    into[name.toWellFormed()] = value
  }
  return true
}

/** The same, which tells what was altered or left out. */
export function fitRest(reading: Reading, filled: CustomData): Members {
  const { warnings } = reading
  const fields: Members = {}
  for (const name of fieldNames) fields[name] = filled[name]
  const left: Members = {}
  for (const name of Object.keys(reading.properties)) {
    if (!isTaken(name, reading, fields) && bits.get(name) !== OMITTED)
      put(left, name, reading.properties[name])
  }
  const rest = valued(
    renamed(left, AT, warnings, (name) => name.trim()),
    AT,
    warnings,
    Infinity,
  )
  for (const [name, value] of Object.entries(rest)) {
    if (!Object.hasOwn(fields, name)) put(fields, name.toWellFormed(), value)
    else if (fields[name] !== value && !isTaken(name, reading, fields)) {
      tellClash(AT, name, warnings)
    }
  }
  return fields
}

const fieldNames = [
  'value',
  'currency',
  'content_name',
  'content_category',
  'content_ids',
  'contents',
  'content_type',
  'num_items',
  'order_id',
  'search_string',
  'status',
  'description',
  'level',
  'max_rating_value',
  'success',
  'registration_method',
  'predicted_ltv',
] as const satisfies readonly (keyof CustomData)[]

function isTaken(name: string, { taken }: Reading, fields: Members): boolean {
  const bit = bits.get(name) ?? 0
  return bit === ITSELF ? fields[name] !== undefined : (taken & bit) !== 0
}
