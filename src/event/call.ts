import type { CanonicalEvent, Change, Members } from './canonical.js'
import { type CallType, callTypes } from './catalogue.js'
import { toId } from './ids.js'
import { canonicalName, type EventNames } from './names.js'
import { own } from './values.js'

const types: ReadonlySet<string> = new Set(callTypes)

export function callType(raw: Members, changes: Change[]): CallType | undefined {
  const from = own(raw, 'type')
  if (typeof from !== 'string') return undefined
  if (types.has(from)) return from as CallType
  const to = from.trim().toLowerCase()
  if (!types.has(to)) return undefined
  changes.push({ path: 'type', from, to, rule: 'call type' })
  return to as CallType
}

/** The canonical name of a track call, or undefined where it has none at all. */
export function callName(raw: Members, names: EventNames, changes: Change[]): string | undefined {
  const from = own(raw, 'event')
  const text = textOf(from)
  if (text === undefined) return undefined
  const to = canonicalName(text, names)
  if (to !== from) changes.push({ path: 'event', from, to, rule: 'event name' })
  return to.toWellFormed()
}

export function settleIds(event: CanonicalEvent, raw: Members, changes: Change[]): void {
  for (const path of ['userId', 'anonymousId', 'previousId', 'groupId', 'messageId'] as const) {
    const from = own(raw, path)
    if (from === undefined || from === null) continue
    const to = toId(from)
    if (to !== undefined) event[path] = to
    if (to !== from) changes.push({ path, from, to, rule: 'id' })
  }
}

/** Name and category; a page or screen may have them among its properties only. */
export function settleTitles(event: CanonicalEvent, raw: Members, changes: Change[]): void {
  const viewed = event.type === 'page' || event.type === 'screen'
  for (const path of ['name', 'category'] as const) {
    const from = own(raw, path)
    const text = textOf(from)
    const to = text ?? (viewed ? textOf(own(event.properties, path)) : undefined)
    if (to === undefined) continue
    event[path] = to
    if (text === undefined) changes.push({ path, from, to, rule: 'name of properties' })
    else if (text !== from) changes.push({ path, from, to, rule: 'type' })
  }
}

/** Text that is not blank, of text or a number. */
function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text : undefined
}
