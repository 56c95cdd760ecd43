import type { Change, Members } from './canonical.js'
import { toBoolean, toText } from './coerce.js'
import { deviceType } from './device-type.js'
import { toId } from './ids.js'
import { isObject, own } from './values.js'

/** How one member is settled. Gives the value itself where there is nothing to do. */
type Rule = readonly [member: string, settle: (value: unknown) => unknown, rule: Change['rule']]

const text = (value: unknown) => (typeof value === 'number' ? (toText(value) ?? value) : value)
const boolean = (value: unknown) => toBoolean(value) ?? value

const rules = {
  app: [
    ['version', text, 'type'],
    ['build', text, 'type'],
  ],
  os: [['version', text, 'type']],
  device: [
    ['id', toId, 'id'],
    ['advertisingId', toId, 'id'],
    ['token', toId, 'id'],
    ['adTrackingEnabled', boolean, 'type'],
  ],
  context: [['groupId', toId, 'id']],
} as const satisfies Record<string, readonly Rule[]>

/**
 * Settles what is compared or filled in: device type, ids, versions, and whether
 * tracking is allowed. All else is read typed. Copies only what it changes.
 */
export function settleContext(context: Members, changes: Change[]): Members {
  let settled = apply(context, rules.context, 'context', changes)
  for (const part of ['app', 'os', 'device'] as const) {
    const from = own(context, part)
    if (!isObject(from)) continue
    const to = apply(from, rules[part], `context.${part}`, changes)
    if (to !== from) settled = { ...settled, [part]: to }
  }
  const device = own(settled, 'device')
  const from = own(device, 'type')
  const type = deviceType(from, own(own(settled, 'os'), 'name'))
  if (type === undefined || type === from) return settled
  changes.push({ path: 'context.device.type', from, to: type, rule: 'device type' })
  return { ...settled, device: { ...(isObject(device) ? device : undefined), type } }
}

function apply(object: Members, list: readonly Rule[], path: string, changes: Change[]): Members {
  let settled: Record<string, unknown> | undefined
  for (const [member, settle, rule] of list) {
    const from = own(object, member)
    if (from === undefined || from === null) continue
    const to = settle(from)
    if (to === from) continue
    changes.push({ path: `${path}.${member}`, from, to, rule })
    settled ??= { ...object }
    settled[member] = to
  }
  return settled ?? object
}
