import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { copy } from '../../../src/event/copy.js'
import { isEmptied, isNothing } from '../../../src/event/nothing.js'
import { put } from '../../../src/event/values.js'
import { clash } from '../clash.js'
import { type Fields, isWithin, type Members, own, type Told } from '../read-told.js'
import { within } from '../within.js'
import type { Revenue } from './revenue.js'

const mostBytes = 65_536

/** The person, the message and all properties, or those that are listed, as JSON text of texts. */
export function callbackParameters(
  { userId, properties }: CanonicalEvent,
  key: string,
  revenue: Revenue | undefined,
  listed: unknown,
  told: Told,
): string {
  const names = Array.isArray(listed) ? new Set<unknown>(listed) : undefined
  const id = userId?.toWellFormed()
  const message = key.toWellFormed()
  // Text by text: an object that is filled by computed names costs more than twice as much.
  let json = id === undefined ? '{' : `{"user_id":${quoted(id)},`
  json += `"message_id":${quoted(message)}`
  for (const name of Object.keys(properties)) {
    if (revenue !== undefined && (name === revenue.read || name === 'currency')) continue
    if (names !== undefined && !names.has(name)) continue
    const settled = plain(properties[name])
    if (settled === '') continue
    if (settled === undefined || !isUsual(name)) {
      return slowly({ user_id: id, message_id: message }, properties, revenue, names, told)
    }
    json += `,${quoted(name)}:${settled}`
  }
  return `${json}}`
}

/** Names that look like a number come first in an object, wherever they are put. */
function isUsual(name: string): boolean {
  const first = name.charCodeAt(0)
  const isDigit = first >= 48 && first <= 57
  return !isDigit && name !== 'user_id' && name !== 'message_id' && name.isWellFormed()
}

/** What must be escaped, and characters of two halves. */
const ESCAPED = /[^ !#-[\]-\ud7ff\ue000-\uffff]/

function quoted(value: string): string {
  return ESCAPED.test(value) ? JSON.stringify(value) : `"${value}"`
}

/** As quoted text: empty of what is nothing, and undefined of what needs a closer look. */
function plain(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      if (value === '') return ''
      return isWithin(value, mostBytes) && value.isWellFormed() ? quoted(value) : undefined
    case 'number':
      return Number.isFinite(value) ? `"${value}"` : ''
    case 'boolean':
      return value ? '"true"' : '"false"'
    case 'object': {
      if (value === null) return ''
      if (!isJson(value)) return undefined
      const json = JSON.stringify(value)
      return isWithin(json, mostBytes) ? JSON.stringify(json) : undefined
    }
    default:
      return value === undefined ? '' : undefined
  }
}

/** Whether a value's JSON is that of its copy, so that none is needed. */
function isJson(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed()
    case 'number':
      return Number.isFinite(value)
    case 'boolean':
      return true
    case 'object': {
      if (value === null) return true
      if (Array.isArray(value)) return value.every(isJson)
      if (typeof (value as Members).toJSON === 'function') return false
      for (const name in value)
        if (!name.isWellFormed() || !isJson((value as Members)[name])) return false
      return true
    }
    default:
      return false
  }
}

function slowly(
  fields: Fields,
  properties: Members,
  revenue: Revenue | undefined,
  names: ReadonlySet<unknown> | undefined,
  told: Told,
): string {
  const at = 'callback_params'
  const left: Fields = {}
  for (const name of Object.keys(properties)) {
    const isRead = revenue !== undefined && (name === revenue.read || name === 'currency')
    if (!isRead && (names === undefined || names.has(name))) put(left, name, properties[name])
  }
  const texts = textsOf(within({ bytes: mostBytes }, left, told, at, 'properties'))
  const all = { ...fields }
  for (const name of Object.keys(texts)) {
    if (Object.hasOwn(fields, name)) clash(name, texts[name], fields, told, at)
    else put(all, name, texts[name])
  }
  return JSON.stringify(all)
}

function textsOf(members: Members): Fields {
  const texts: Fields = {}
  for (const name of Object.keys(members)) {
    const settled = textOf(members[name])
    if (settled !== undefined && settled !== '') put(texts, name, settled)
  }
  return texts
}

function textOf(value: unknown): string | undefined {
  if (isNothing(value)) return undefined
  const settled = copy(value)
  if (settled === undefined) return undefined
  return typeof settled === 'object' ? JSON.stringify(settled) : String(settled)
}

/** What goes to advertising networks: nothing that was not asked for. */
export function partnerParameters(properties: Members, listed: unknown): string | undefined {
  if (!Array.isArray(listed) || listed.length === 0) return undefined
  const picked: Fields = {}
  for (const name of Object.keys(properties)) {
    if (listed.includes(name)) put(picked, name, own(properties, name))
  }
  const texts = textsOf(picked)
  return isEmptied(texts) ? undefined : JSON.stringify(texts)
}
