import { isoOf } from '../../../src/event/iso.js'
import { toTime } from '../../../src/event/time.js'
import { own, plain, textOr } from '../read-or-tell.js'
import type { Mapping } from './mapping.js'

const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/

export interface Alias {
  alias_name: string
  alias_label: unknown
}

/** Whose id it is, or undefined. */
export function externalIdOf({ userId }: Mapping): string | undefined {
  return userId?.trim() || undefined
}

/** The anonymousId as an alias. */
export function aliasOf({ event, settings }: Mapping): Alias | undefined {
  const name = event.anonymousId?.toWellFormed().trim()
  const label = plain(own(settings, 'aliasLabel'))
  return name === undefined || name === '' || label === undefined
    ? undefined
    : { alias_name: name, alias_label: label }
}

/** The same where no id names the person, and the settings want people without. */
export function aliasOfAnonymous(mapping: Mapping): Alias | undefined {
  return mapping.userId === undefined && mapping.settings.anonymousEvents === true
    ? aliasOf(mapping)
    : undefined
}

/** The address names the person only where no id does. */
export function addressOf(
  { event, userId, warnings }: Mapping,
  alias: Alias | undefined,
  path: string,
): string | undefined {
  if (userId !== undefined || alias !== undefined || !Object.hasOwn(event.user, 'email'))
    return undefined
  return emailOf(textOr(event.user.email, warnings, path, 'user.email'))
}

export function emailOf(text: string | undefined): string | undefined {
  const email = text?.trim()
  return email !== undefined && email.length <= 254 && EMAIL.test(email) ? email : undefined
}

/** What an event and a purchase have in common; `under` is where it stands. */
export function actOf(mapping: Mapping, under: string) {
  const alias = aliasOfAnonymous(mapping)
  const email = addressOf(mapping, alias, `${under}.email`)
  return {
    id: externalIdOf(mapping),
    alias,
    email,
    app: appOf(mapping, `${under}.app_id`),
    time: timeOf(mapping),
  }
}
export type Act = ReturnType<typeof actOf>

/** Whether the vendor can tell whose it is. */
export const isKnown = ({ id, alias, email }: Act) =>
  id !== undefined || alias !== undefined || email !== undefined

export function appOf({ device, settings, warnings }: Mapping, path: string): unknown {
  if (device === undefined || !Object.hasOwn(device, 'type')) return undefined
  const type = textOr(device.type, warnings, path, 'context.device.type')
  return type === undefined || settings.appIds === undefined
    ? undefined
    : plain(own(settings.appIds, type))
}

function timeOf({ event }: Mapping): string | undefined {
  const time = toTime(event.timestamp)
  return time === undefined ? undefined : isoOf(time)
}
