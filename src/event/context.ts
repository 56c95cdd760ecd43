import type { Change, Members } from './canonical.js'
import { deviceType } from './device-type.js'
import { toId } from './ids.js'
import { join, type Settle, scalarSettler } from './settle-scalar.js'
import { isObject, own } from './values.js'

const text = scalarSettler('text')

const id: Settle = (value, path, name, changes) => {
  const to = toId(value)
  if (to === value || value === undefined || value === null) return value
  changes.push({ path: join(path, name), from: value, to, rule: 'id' })
  return to
}

const rules = {
  app: { version: text, build: text },
  os: { version: text },
  device: {
    id,
    advertisingId: id,
    token: id,
    adTrackingEnabled: scalarSettler('boolean'),
  },
}

/**
 * Settles what is compared or filled in: device type, ids, versions, and whether
 * tracking is allowed. All else is read typed. Copies only what it changes.
 */
export function settleContext(context: Members, changes: Change[]): Members {
  let settled = apply(context, { groupId: id }, 'context', changes)
  for (const part of ['app', 'os', 'device'] as const) {
    const from = own(context, part)
    if (!isObject(from)) continue
    const to = apply(from, rules[part], `context.${part}`, changes)
    if (to !== from) settled = { ...settled, [part]: to }
  }
  return withDeviceType(settled, changes)
}

function withDeviceType(context: Members, changes: Change[]): Members {
  const device = own(context, 'device')
  const from = own(device, 'type')
  const type = deviceType(from, own(own(context, 'os'), 'name'))
  if (type === undefined || type === from) return context
  changes.push({ path: 'context.device.type', from, to: type, rule: 'device type' })
  return { ...context, device: { ...(isObject(device) ? device : undefined), type } }
}

function apply(
  object: Members,
  settlers: Readonly<Record<string, Settle>>,
  path: string,
  changes: Change[],
): Members {
  let settled: Record<string, unknown> | undefined
  for (const name in settlers) {
    const from = own(object, name)
    const to = settlers[name]?.(from, path, name, changes)
    if (Object.is(to, from)) continue
    settled ??= { ...object }
    settled[name] = to
  }
  return settled ?? object
}
