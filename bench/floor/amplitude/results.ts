import type { Mapped } from '../../../src/mapping/program.js'
import type { JsonObject, Warning } from '../../../src/result.js'

/** One item. */
export function mapped(
  rule: string,
  action: 'event' | 'mapping',
  payload: object,
  dedupeKey: string,
  warnings: Warning[],
): Mapped {
  const actions = [{ action, payload: payload as JsonObject, dedupeKey }]
  return { outcome: 'mapped', rule, actions, warnings }
}

export function failed(rule: string, path: string, message: string): Mapped {
  return { outcome: 'failed', rule, problem: { code: 'REQUIRED_MISSING', path, message } }
}

/** An event is of a user or of a device. */
export function withoutIds(rule: string): Mapped {
  const message =
    'needs one of user_id, device_id; there is nothing at userId, anonymousId, context.device.id'
  return failed(rule, '', message)
}
