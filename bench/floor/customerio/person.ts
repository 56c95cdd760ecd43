import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { bounded, isWithin, type Members, own, refuse, type Told, toldText } from '../read-told.js'

const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/
const idBytes = 150

export function isEmail(value: string): boolean {
  return value.length <= 254 && value.includes('@') && EMAIL.test(value)
}

/** `at` is the target, such as `identifiers`. */
export function idOf(
  id: string | undefined,
  told: Told,
  at: string,
  source: string,
): object | undefined {
  const trimmed = id?.toWellFormed().trim()
  if (trimmed === undefined || trimmed === '') return undefined
  const own = trimmed.startsWith('cio_') && !trimmed.startsWith('cio_', 4) && trimmed.length > 4
  if (own) {
    const bare = trimmed.slice(4)
    if (isWithin(bare, idBytes)) return { cio_id: bare }
  }
  const email = isEmail(trimmed)
  if (isWithin(trimmed, idBytes)) return email ? { email: trimmed } : { id: trimmed }
  const reason = `longer than ${idBytes} bytes`
  if (own) refuse(told, `${at}.cio_id`, source, reason)
  if (email) refuse(told, `${at}.email`, source, reason)
  return refuse(told, `${at}.id`, source, reason)
}

/** By the user id; without one by the e-mail address. */
export function person(event: CanonicalEvent, told: Told, at: string): object | undefined {
  if (event.userId !== undefined) return idOf(event.userId, told, at, 'userId')
  const email = emailOf(event.user, told, `${at}.email`)
  return email === undefined ? undefined : { email }
}

export function emailOf(user: Members, told: Told, path: string): string | undefined {
  const given = toldText(own(user, 'email'), told, path, 'user.email')?.trim()
  return given !== undefined && isEmail(given)
    ? bounded(given, idBytes, told, path, 'user.email')
    : undefined
}

export function anonymous(event: CanonicalEvent, told: Told, at: string): object | undefined {
  const id = anonymousId(event, told, `${at}.anonymous_id`)
  return id === undefined ? undefined : { anonymous_id: id }
}

export function anonymousId(event: CanonicalEvent, told: Told, path: string): string | undefined {
  return bounded(event.anonymousId?.toWellFormed(), idBytes, told, path, 'anonymousId')
}
