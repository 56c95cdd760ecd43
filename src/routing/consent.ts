import type { CanonicalEvent } from '../event/canonical.js'
import { isObject, own } from '../event/values.js'

/**
 * What is missing of the categories that a connection asks for, in words, or
 * undefined where all are granted. Only a plain yes grants: doubt must not leak.
 */
export function consents(
  event: CanonicalEvent,
  categories: readonly string[],
  otherwise: 'deny' | 'grant',
): string | undefined {
  if (categories.length === 0) return undefined
  const consent = own(event.context, 'consent')
  if (consent === undefined || consent === null) {
    return otherwise === 'grant' ? undefined : 'the event has no context.consent'
  }
  const preferences = isObject(consent) ? own(consent, 'categoryPreferences') : undefined
  const missing = categories.find((category) => {
    const said = own(preferences, category)
    return said !== true && said !== 'true'
  })
  return missing === undefined ? undefined : `"${missing}" is not granted`
}
