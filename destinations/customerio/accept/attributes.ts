import { findings, ruled, utf8Length } from '../../../src/accept/index.js'
import { email, identifier, phoneAttribute } from './identifier.js'
import { unixSeconds } from './time.js'
import { bytesOf, type Report } from './values.js'

type Attributes = Readonly<Record<string, unknown>>

/** What a person or an object may hold: https://docs.customer.io/journeys/attributes/ */
export function limitAttributes(attributes: Attributes, effect: 'http' | 'silent', report: Report) {
  const names = Object.keys(attributes)
  const rule = { rule: 'CI-ATTR', effect }
  if (names.length > 300) report([], { ...rule, message: 'must have at most 300 attributes' })
  for (const name of names) {
    if (utf8Length(name) > 150) {
      report([name], { ...rule, message: 'must have a name of at most 150 bytes' })
    }
    if (bytesOf(attributes[name]) > 1000) {
      report([name], { ...rule, message: 'must be at most 1000 bytes' })
    }
  }
}

/** https://docs.customer.io/journeys/attributes/ */
const reserved = {
  id: identifier,
  _timestamp: ruled('CI-TS', 'silent', unixSeconds),
}
/** Of the reserved ones, those that null and an empty text clear. */
const cleared = {
  email,
  phone: phoneAttribute,
  anonymous_id: identifier,
  created_at: ruled('CI-TS', 'silent', unixSeconds),
}
const ours = new Set(['_timestamp', '_update'])

export function reservedAttributes(attributes: Attributes, report: Report) {
  const check = (name: string, schema: Parameters<typeof findings>[0]) => {
    for (const found of findings(schema, attributes[name], { rule: 'CI-ID', effect: 'http' })) {
      report([name], found)
    }
  }
  for (const [name, schema] of Object.entries(reserved)) {
    if (Object.hasOwn(attributes, name)) check(name, schema)
  }
  for (const [name, schema] of Object.entries(cleared)) {
    if (![undefined, null, ''].includes(attributes[name] as undefined)) check(name, schema)
  }
  for (const name of Object.keys(attributes)) {
    if (name !== 'cio_id' && (!name.startsWith('_') || ours.has(name))) continue
    report([name], {
      rule: 'CI-ATTR',
      effect: 'warning',
      message: 'is a name that the vendor keeps for itself',
    })
  }
}
