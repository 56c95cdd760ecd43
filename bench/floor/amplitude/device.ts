import type { CanonicalEvent, Members } from '../../../src/event/canonical.js'
import type { Warning } from '../../../src/result.js'
import { members, none, own, text } from '../read.js'
import { anyTextAt, cutAt, forget, textAt } from '../told.js'
import { longest } from './settings.js'

/** The objects of the context that are read often, `none` where one is not there. */
export interface Around {
  app: Members
  device: Members
  library: Members
  location: Members
  network: Members
  os: Members
}

export function aroundOf(context: Members): Around {
  const has = Object.hasOwn
  return {
    app: has(context, 'app') ? members(context.app) : none,
    device: has(context, 'device') ? members(context.device) : none,
    library: has(context, 'library') ? members(context.library) : none,
    location: has(context, 'location') ? members(context.location) : none,
    network: has(context, 'network') ? members(context.network) : none,
    os: has(context, 'os') ? members(context.os) : none,
  }
}

/** Text cut to what the vendor takes. */
export function short(
  value: unknown,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  if (typeof value === 'string' && value.length <= longest)
    return value === '' ? undefined : value.toWellFormed()
  return value === undefined
    ? undefined
    : cutAt(textAt(value, told, path, source), longest, told, path, source)
}

const webLibraries: ReadonlySet<unknown> = new Set(['analytics.js', 'RudderLabs JavaScript SDK'])

/** In the vendor's own spelling, or its charts split. */
export function platformOf(
  event: CanonicalEvent,
  type: unknown,
  library: Members,
  told: Warning[],
): string | undefined {
  if (type === 'ios') return 'iOS'
  if (type === 'android') return 'Android'
  const source = 'context.device.type, sent.context.device.type, context.library.name'
  return cutAt(otherPlatform(event, type, library, told), longest, told, 'platform', source)
}

function otherPlatform(
  { sent }: CanonicalEvent,
  type: unknown,
  library: Members,
  told: Warning[],
): string | undefined {
  const mark = told.length
  textAt(type, told, 'platform', 'context.device.type')
  const raw = own(own(own(sent, 'context'), 'device'), 'type')
  let platform = anyTextAt(raw, told, 'platform', 'sent.context.device.type')
  if (platform === undefined) {
    const channel = text(own(sent, 'channel'))
    const name = textAt(own(library, 'name'), told, 'platform', 'context.library.name')
    if (channel === 'browser' || channel === 'web' || webLibraries.has(name)) platform = 'Web'
    else if (name === 'analytics-ios') platform = 'iOS'
    else if (name === 'analytics-android') platform = 'Android'
  }
  if (platform !== undefined) forget(told, mark)
  return platform
}

export function brandOf(device: Members, told: Warning[]): string | undefined {
  const has = Object.hasOwn
  const mark = told.length
  const source = 'context.device.brand, context.device.manufacturer'
  const brand = textAt(
    has(device, 'brand') ? device.brand : undefined,
    told,
    'device_brand',
    'context.device.brand',
  )
  if (brand !== undefined) return cutAt(brand, longest, told, 'device_brand', source)
  const maker = textAt(
    has(device, 'manufacturer') ? device.manufacturer : undefined,
    told,
    'device_brand',
    'context.device.manufacturer',
  )
  if (maker !== undefined) forget(told, mark)
  return cutAt(maker, longest, told, 'device_brand', source)
}

export function languageOf(locale: unknown, told: Warning[]): string | undefined {
  const all = textAt(locale, told, 'language', 'context.locale')
  if (all === undefined) return undefined
  let end = 0
  for (; end < all.length; end++) {
    const unit = all.charCodeAt(end)
    if (unit === 0x2d || unit === 0x5f) break
  }
  return cutAt(all.slice(0, end) || undefined, longest, told, 'language', 'context.locale')
}

/** An identify blanks what it does not name of the device: only a call from the device itself may name it. */
export function isWhole(device: Members, os: Members): boolean {
  return (
    text(own(device, 'type')) !== undefined &&
    text(own(device, 'model')) !== undefined &&
    text(own(os, 'version')) !== undefined
  )
}
