import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { copiedObject } from '../copied.js'
import { type Fields, type Members, own, type Told, text } from '../read-told.js'
import { consentAssumed, contextSlowly } from './context-slowly.js'
import { usual, usualDevice } from './parts.js'
import { device, type Kind, members, parts, type Shape } from './shapes.js'

/** Something is of another type than its place has, or has to be told: it needs a closer look. */
const odd = Symbol('odd')

/** The context without what is nothing, without traits, and with an advertising id only where it is allowed. */
export function contextOf(event: CanonicalEvent, told: Told): Fields | undefined {
  const before = told.length
  const context = plainContext(event, told)
  if (context !== odd) return context
  told.length = before
  return contextSlowly(event, told)
}

function plainContext(
  { context, sent }: CanonicalEvent,
  told: Told,
): Fields | undefined | typeof odd {
  const clone: Fields = { ...context }
  let some = false
  for (const name in clone) {
    const value = clone[name]
    const settled =
      typeof value === 'object' && value !== null
        ? plainObject(name, value, told)
        : plainScalar(value, members.get(name))
    if (settled === odd || !name.isWellFormed()) return odd
    if (settled !== value) clone[name] = settled
    if (settled !== undefined) some = true
  }
  if (clone.channel === undefined) {
    const channel = text(own(sent, 'channel'))
    if (channel !== undefined) clone.channel = channel
    else if (own(sent, 'channel') !== undefined) return odd
    if (channel !== undefined) some = true
  }
  return some ? clone : undefined
}

function plainObject(name: string, value: object, told: Told): unknown {
  const shape = parts.get(name)
  if (shape !== undefined) {
    return usual.get(name)?.(value as Members) ?? plainPart(value, shape)
  }
  if (name === 'device') return plainDevice(value, told)
  const kind = members.get(name)
  if (kind === undefined) return copiedObject(value)
  return kind === 'omitted' || kind === 'id' ? undefined : odd
}

function plainScalar(value: unknown, kind: Kind | undefined): unknown {
  if (kind === 'omitted' || kind === 'id') return undefined
  switch (typeof value) {
    case 'string':
      if (value === '') return undefined
      return (kind === undefined || kind === 'text') && value.isWellFormed() ? value : odd
    case 'boolean':
      return kind === undefined || kind === 'boolean' ? value : odd
    case 'number':
      if (!Number.isFinite(value)) return undefined
      return kind === undefined ? value : odd
    default:
      return value === null || value === undefined ? undefined : odd
  }
}

function plainPart(value: object, { kinds, texts }: Shape): unknown {
  if (Array.isArray(value) || value instanceof Date) return odd
  const clone: Fields = { ...value }
  let some = false
  for (const name in clone) {
    const member = clone[name]
    if (texts && typeof member === 'string' && member !== '' && member.isWellFormed()) {
      some = true
      continue
    }
    const settled = plainMember(member, kinds.get(name))
    if (settled === odd || !name.isWellFormed()) return odd
    if (settled !== member) clone[name] = settled
    if (settled !== undefined) some = true
  }
  return some ? clone : undefined
}

function plainMember(value: unknown, kind: Kind | undefined): unknown {
  if (typeof value !== 'object' || value === null) return plainScalar(value, kind)
  if (kind === undefined) return copiedObject(value)
  if (kind === 'id') return undefined
  return kind === 'list' && Array.isArray(value) && value.length > 0 ? copiedObject(value) : odd
}

function plainDevice(value: object, told: Told): unknown {
  if (Array.isArray(value) || value instanceof Date) return odd
  const given = value as Members
  const { advertisingId: id, adTrackingEnabled: enabled, token } = given
  const isTrimmed = typeof token !== 'string' || token.trim() === token
  const isUsable =
    id === undefined ||
    (typeof plainScalar(id, 'text') === 'string' && Object.hasOwn(given, 'advertisingId'))
  if (isTrimmed && isUsable) {
    const usual = usualDevice(given, enabled === true ? id : undefined, id === undefined ? 0 : 1)
    if (usual !== undefined) {
      if (id !== undefined && enabled === undefined) told.push(consentAssumed())
      return usual
    }
  }
  return deviceByName(given, told)
}

function deviceByName(value: Members, told: Told): unknown {
  const clone: Fields = { ...value }
  let count = 0
  for (const name in clone) {
    const member = clone[name]
    const kind = device.kinds.get(name)
    const settled = kind === 'advertising' ? plainScalar(member, 'text') : plainMember(member, kind)
    if (settled === odd || !name.isWellFormed()) return odd
    if (settled !== member) clone[name] = settled
    if (settled !== undefined) count++
  }
  const { token } = clone
  if (typeof token === 'string') {
    const trimmed = token.trim()
    if (trimmed === '') return odd
    if (trimmed !== token) clone.token = trimmed
  }
  if (clone.advertisingId !== undefined && clone.adTrackingEnabled !== true) {
    if (clone.adTrackingEnabled === undefined) told.push(consentAssumed())
    clone.advertisingId = undefined
    count--
  }
  return count > 0 ? clone : undefined
}
