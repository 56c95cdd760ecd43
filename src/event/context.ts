import type { Change, Members } from './canonical.js'
import { toId } from './ids.js'
import { isObject } from './values.js'

/** What clients write for a device of Apple's, of Google's; compared lower-cased. */
const deviceTypes: Readonly<Record<string, string>> = {
  ios: 'ios',
  'iphone os': 'ios',
  ipados: 'ios',
  tvos: 'ios',
  watchos: 'ios',
  visionos: 'ios',
  iphone: 'ios',
  ipad: 'ios',
  android: 'android',
  'android os': 'android',
}

/** Settles device type, device ids and build. Copies only what it changes. */
export function normalizeContext(context: Members, changes: Change[]): Members {
  const device = normalizeDevice(context, changes)
  if (device === context.device) return context
  return { ...context, device }
}

function normalizeDevice(context: Members, changes: Change[]): unknown {
  const device = isObject(context.device) ? context.device : undefined
  const settled: Record<string, unknown> = {}
  const type = deviceType(device?.type, isObject(context.os) ? context.os.name : undefined)
  if (type !== device?.type && type !== undefined) settled.type = type
  if (device !== undefined) {
    for (const member of ['id', 'advertisingId', 'token'] as const) {
      const value = device[member]
      if (value === undefined || value === null) continue
      const id = toId(value)
      if (id !== value) settled[member] = id
    }
  }
  const members = Object.keys(settled)
  if (members.length === 0) return context.device
  for (const member of members) {
    changes.push({
      path: `context.device.${member}`,
      from: device?.[member],
      to: settled[member],
      rule: member === 'type' ? 'device type' : 'id',
    })
  }
  return { ...device, ...settled }
}

/** The client's word if it is known, else what the name of the system tells, else the client's word lower-cased. */
function deviceType(type: unknown, system: unknown): string | undefined {
  const said = typeof type === 'string' ? type.trim().toLowerCase() : ''
  const systemSaid = typeof system === 'string' ? system.trim().toLowerCase() : ''
  if (Object.hasOwn(deviceTypes, said)) return deviceTypes[said]
  if (said === '' && Object.hasOwn(deviceTypes, systemSaid)) return deviceTypes[systemSaid]
  return said === '' ? undefined : said
}
