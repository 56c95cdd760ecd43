import type { CanonicalEvent } from '../event/canonical.js'
import { isObject, own } from '../event/values.js'
import { type SkipReason, skipReasons } from '../result.js'
import type { Connection } from './connection.js'
import { consents } from './consent.js'

/** What routing says of an event at one connection: on to the mapping, or why not. */
export type Route =
  | { send: true; options: unknown }
  | { send: false; reason: SkipReason; message: string }

/** The stage `route`: pure; the first reason against wins. */
export function route(event: CanonicalEvent, connection: Connection, duplicate: boolean): Route {
  const { inside } = connection
  if (!connection.enabled) return skip('disabled')
  if (duplicate) return skip('duplicate')
  const choice = integration(event.integrations, inside.names)
  if (choice === false) return skip('opted-out')
  const missing = consents(event, inside.consent, inside.consentDefault)
  if (missing !== undefined) return skip('no-consent', missing)
  const { allow, deny } = inside.events
  if (event.type === 'track' && event.event !== undefined) {
    if (deny?.has(event.event)) return skip('filtered', 'events.deny lists it')
    if (allow !== undefined && !allow.has(event.event)) {
      return skip('filtered', 'events.allow does not list it')
    }
  }
  return { send: true, options: isObject(choice) ? choice : undefined }
}

export function skip(reason: SkipReason, more?: string): Route & { send: false } {
  const message = more === undefined ? skipReasons[reason] : `${skipReasons[reason]}: ${more}`
  return { send: false, reason, message }
}

/**
 * What the event's `integrations` say of a connection: the most telling key
 * that names it, else `All`. Text spells the same as a boolean: a "false" that
 * was ignored would leak.
 */
function integration(
  integrations: CanonicalEvent['integrations'],
  names: readonly string[],
): unknown {
  let best = Infinity
  let said: unknown
  for (const name in integrations) {
    const value = own(integrations, name)
    if (value === null || value === undefined) continue
    const place = names.indexOf(name.trim().toLowerCase())
    // Of two spellings of one key the refusal wins.
    if (place < 0 || place > best || (place === best && said === false)) continue
    best = place
    said = refuses(value) ? false : value
  }
  return said
}

function refuses(value: unknown): boolean {
  if (typeof value === 'string') return value.trim().toLowerCase() === 'false'
  return value === false || value === 0
}
