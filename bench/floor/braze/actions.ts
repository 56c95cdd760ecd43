import type { Action, Mapped } from '../../../src/mapping/program.js'
import type { JsonObject, SkipReason } from '../../../src/result.js'
import { dedupeKey } from '../read-or-tell.js'
import type { Mapping } from './mapping.js'

export function push(
  { event }: Mapping,
  actions: Action[],
  action: 'track' | 'identify' | 'merge',
  payload: object,
): void {
  const key = dedupeKey(event)
  const count = actions.length
  actions.push({
    action,
    payload: payload as JsonObject,
    dedupeKey: count === 0 ? key : `${key}:${count}`,
  })
}

export function mapped({ warnings }: Mapping, rule: string, actions: Action[]): Mapped {
  return actions.length === 0
    ? skipped(rule, 'no-rule')
    : { outcome: 'mapped', rule, actions, warnings }
}

export function skipped(rule: string, reason: SkipReason): Mapped {
  return { outcome: 'skipped', rule, reason }
}

export function failed(rule: string, path: string, message: string): Mapped {
  return { outcome: 'failed', rule, problem: { code: 'REQUIRED_MISSING', path, message } }
}

/** Nobody is known; `email` is where an address was sought. */
export function unknown(rule: string, path: string, email = 'user.email'): Mapped {
  const message = `needs one of external_id, user_alias, email; there is nothing at userId, anonymousId, settings.aliasLabel, ${email}`
  return failed(rule, path, message)
}
