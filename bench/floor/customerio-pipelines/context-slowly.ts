import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { toBoolean } from '../../../src/event/coerce.js'
import { copy } from '../../../src/event/copy.js'
import { isEmptied, isNothing } from '../../../src/event/nothing.js'
import { kindOf, put } from '../../../src/event/values.js'
import { clash } from '../clash.js'
import {
  type Fields,
  type Members,
  object,
  own,
  refuse,
  type Told,
  text,
  toldText,
  unexpected,
} from '../read-told.js'
import { device, type Kind, members, parts, type Shape } from './shapes.js'

/** The same for any context, member by member, with all told that there is to tell. */
export function contextSlowly({ context, sent }: CanonicalEvent, told: Told): Fields | undefined {
  const all: Fields = {}
  for (const [name, kind] of members) {
    if (kind === 'id' || kind === 'omitted' || kind === 'part') continue
    const path = `context.${name}`
    const value =
      name === 'channel'
        ? channelOf(context, sent, told)
        : typed(own(context, name), kind, told, path)
    if (value !== undefined) all[name] = value
  }
  for (const [name, shape] of parts) {
    const part = partOf(own(context, name), shape, told, `context.${name}`)
    if (part !== undefined) all[name] = part
  }
  const known = deviceOf(own(context, 'device'), told)
  if (known !== undefined) all.device = known
  for (const name of Object.keys(context)) {
    if (members.has(name)) continue
    const value = isNothing(context[name]) ? undefined : copy(context[name])
    if (value !== undefined) put(all, name.toWellFormed(), value)
  }
  return isEmptied(all) ? undefined : all
}

function channelOf(context: Members, sent: Members, told: Told): string | undefined {
  const first = own(context, 'channel')
  const second = own(sent, 'channel')
  const found = text(first) ?? text(second)
  if (found !== undefined) return found
  toldText(first, told, 'context.channel', 'context.channel')
  return toldText(second, told, 'context.channel', 'sent.channel')
}

function partOf(given: unknown, { kinds }: Shape, told: Told, at: string): Fields | undefined {
  const fields: Fields = {}
  for (const [name, kind] of kinds) {
    const value = typed(own(given, name), kind, told, `${at}.${name}`)
    if (value !== undefined) fields[name] = value
  }
  return withOthers(given, fields, kinds, told, at)
}

function deviceOf(given: unknown, told: Told): Fields | undefined {
  const at = 'context.device'
  const fields: Fields = {}
  for (const [name, kind] of device.kinds) {
    if (kind === 'id') continue
    const path = `${at}.${name}`
    const value =
      kind === 'advertising'
        ? advertisingId(given, told)
        : typed(own(given, name), kind, told, path)
    const settled = name === 'token' && typeof value === 'string' ? value.trim() : value
    if (settled !== undefined && settled !== '') fields[name] = settled
  }
  return withOthers(given, fields, device.kinds, told, at)
}

function advertisingId(given: unknown, told: Told): string | undefined {
  const id = text(own(given, 'advertisingId'))
  const enabled = toBoolean(own(given, 'adTrackingEnabled'))
  if (id === undefined || enabled === false) return undefined
  if (enabled === true) return id
  told.push(consentAssumed())
  return undefined
}

export function consentAssumed(): Told[number] {
  return {
    code: 'CONSENT_ASSUMED',
    path: 'context.device.advertisingId',
    message:
      'nothing usable at context.device.advertisingId (only where the person allows it, and the event says so)',
  }
}

function typed(value: unknown, kind: Kind, told: Told, path: string): unknown {
  if (isNothing(value)) return undefined
  if (kind === 'text') return toldText(value, told, path, path)
  if (kind === 'boolean') return toBoolean(value) ?? unexpected(value, 'boolean', told, path, path)
  if (Array.isArray(value)) return value.length === 0 ? undefined : copy(value)
  return unexpected(value, 'list', told, path, path)
}

/** The fields and what else there is. What loses its name to a field that was not filled from it is told. */
function withOthers(
  given: unknown,
  fields: Fields,
  kinds: ReadonlyMap<string, Kind>,
  told: Told,
  at: string,
): Fields | undefined {
  const all = { ...fields }
  const others = object(given)
  if (others === undefined) {
    if (!isNothing(given)) refuse(told, at, at, `${kindOf(given)}, but object is expected`)
    return isEmptied(all) ? undefined : all
  }
  for (const name of Object.keys(others)) {
    const value = others[name]
    const kind = kinds.get(name)
    if (isNothing(value) || kind === 'id' || kind === 'advertising') continue
    if (kind === undefined) {
      const settled = copy(value)
      if (settled !== undefined) put(all, name.toWellFormed(), settled)
    } else if (!Object.hasOwn(fields, name)) clash(name, copy(value), fields, told, at)
  }
  return isEmptied(all) ? undefined : all
}
