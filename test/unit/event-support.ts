import { eventNames } from '../../src/event/names.js'
import { normalize } from '../../src/event/normalize.js'

export const now = Date.parse('2026-03-14T09:26:02.000Z')
export const base = { type: 'track', event: 'Tea Made', timestamp: '2026-03-14T09:26:01.535Z' }

const plain = eventNames()

/** The event as settled, with the changes as `path: rule` and the warnings as `CODE path`. */
export function settle(raw: unknown, names = plain) {
  const normalized = normalize(raw, names, now)
  if (!normalized.ok) throw new Error(normalized.problem.message)
  return {
    ...normalized,
    rules: normalized.changes.map(({ path, rule }) => `${path}: ${rule}`),
    codes: normalized.warnings.map(({ code, path }) => `${code} ${path}`),
  }
}

/** Settles the properties of one track call; members that are away are left out. */
export function settleProperties(event: string, properties: object, more: object = {}) {
  const settled = settle({ ...base, event, properties, ...more })
  return { ...settled, properties: written(settled.event.properties) }
}

/** A value as JSON has it. */
export function written(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}
