import type { Fields, Members } from '../read-told.js'

/**
 * The parts of a context, where nothing but what they are known for is in them:
 * one literal each, which has one shape whatever is absent. Undefined of all
 * other parts, which are read name by name.
 */
export const usual: ReadonlyMap<string, (part: Members) => Fields | undefined> = new Map([
  ['campaign', campaign],
  ['app', app],
  ['network', network],
  ['os', system],
  ['library', system],
])

function campaign(part: Members): Fields | undefined {
  const { name, source, medium, term, content } = part
  const count =
    texts(part, 'name', name) +
    texts(part, 'source', source) +
    texts(part, 'medium', medium) +
    texts(part, 'term', term) +
    texts(part, 'content', content)
  return isAll(part, count) ? { name, source, medium, term, content } : undefined
}

function app(part: Members): Fields | undefined {
  const { name, version, build, namespace } = part
  const count =
    texts(part, 'name', name) +
    texts(part, 'version', version) +
    texts(part, 'build', build) +
    texts(part, 'namespace', namespace)
  return isAll(part, count) ? { name, version, build, namespace } : undefined
}

function network(part: Members): Fields | undefined {
  const { bluetooth, cellular, wifi, carrier } = part
  const count =
    flags(part, 'bluetooth', bluetooth) +
    flags(part, 'cellular', cellular) +
    flags(part, 'wifi', wifi) +
    texts(part, 'carrier', carrier)
  return isAll(part, count) ? { bluetooth, cellular, wifi, carrier } : undefined
}

function system(part: Members): Fields | undefined {
  const { name, version } = part
  const count = texts(part, 'name', name) + texts(part, 'version', version)
  return isAll(part, count) ? { name, version } : undefined
}

/** A device with its advertising id, if it may have that; `count` is 1 where it was there. */
export function usualDevice(
  part: Members,
  advertisingId: unknown,
  count: number,
): Fields | undefined {
  const { id, manufacturer, model, name, type, version, token, adTrackingEnabled } = part
  const others =
    texts(part, 'id', id) +
    texts(part, 'manufacturer', manufacturer) +
    texts(part, 'model', model) +
    texts(part, 'name', name) +
    texts(part, 'type', type) +
    texts(part, 'version', version) +
    texts(part, 'token', token) +
    flags(part, 'adTrackingEnabled', adTrackingEnabled)
  return others > 0 && isAll(part, others + count)
    ? { id, advertisingId, manufacturer, model, name, type, version, token, adTrackingEnabled }
    : undefined
}

/** How many members this is: one, none where it is absent, and no number where it is not what it should be. */
function texts(part: Members, name: string, value: unknown): number {
  if (value === undefined) return 0
  const isUsual = typeof value === 'string' && value !== '' && value.isWellFormed()
  return isUsual && Object.hasOwn(part, name) ? 1 : Number.NaN
}

function flags(part: Members, name: string, value: unknown): number {
  if (value === undefined) return 0
  return typeof value === 'boolean' && Object.hasOwn(part, name) ? 1 : Number.NaN
}

function isAll(part: Members, count: number): boolean {
  return count > 0 && Object.keys(part).length === count
}
