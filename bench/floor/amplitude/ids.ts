import { sha256 } from '#sha256'
import type { CanonicalEvent, Members } from '../../../src/event/canonical.js'
import type { Warning } from '../../../src/result.js'
import { utf8Length } from '../../../src/utf8.js'
import { anyTextAt, forget, refuse, textAt } from '../told.js'
import { longest, type Settings } from './settings.js'

export interface Ids {
  user: string | undefined
  device: string | undefined
}

const refused: ReadonlySet<string> = new Set([
  'anonymous',
  'nil',
  'none',
  'null',
  'n/a',
  'na',
  'undefined',
  'unknown',
  '{}',
  'lmy47d',
  '0',
  '-1',
])
const longestRefused = 9
const zeroes = '00000000-0000-0000-0000-000000000000'

export function isRefused(id: string): boolean {
  const bare = id.trim()
  return bare.length > longestRefused ? bare === zeroes : refused.has(bare.toLowerCase())
}

export function idsOf(
  event: CanonicalEvent,
  device: Members,
  settings: Settings,
  told: Warning[],
): Ids {
  return {
    user: usable(event.userId, settings, told, 'user_id', 'userId'),
    device: deviceId(event.anonymousId, device, settings, told),
  }
}

function deviceId(
  anonymousId: string | undefined,
  device: Members,
  settings: Settings,
  told: Warning[],
): string | undefined {
  const mark = told.length
  const first = settings.preferAnonymousId
    ? usable(anonymousId, settings, told, 'device_id', 'anonymousId')
    : undefined
  if (first !== undefined) return first
  const own = Object.hasOwn(device, 'id') ? device.id : undefined
  const id =
    usable(own, settings, told, 'device_id', 'context.device.id') ??
    usable(anonymousId, settings, told, 'device_id', 'anonymousId')
  // What was passed over is of no interest where another was usable.
  if (id !== undefined) forget(told, mark)
  return id
}

/** Cut, an id would be another person's; too short, or one the vendor refuses, it sinks its request. */
function usable(
  value: unknown,
  { minIdLength }: Settings,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  const id = textAt(value, told, path, source)
  if (id === undefined) return undefined
  if (isRefused(id)) return refuse(told, path, source, 'the vendor refuses this value')
  if (id.length > longest) return refuse(told, path, source, `longer than ${longest} characters`)
  // A character takes at most two units.
  if (id.length >= minIdLength * 2 || [...id].length >= minIdLength) return id
  return refuse(told, path, source, `shorter than minIdLength, ${minIdLength}`)
}

/** A long key is hashed: cut, it would make two events of one call the same. */
export function insertId(messageKey: string): string {
  const key = messageKey.toWellFormed()
  return key.length * 3 <= longest || utf8Length(key) <= longest ? key : sha256(key.trim())
}

/** An id that is mapped to another; what the vendor refuses is none, and is not cut. */
export function mappedId(value: unknown): string | undefined {
  const id = anyTextAt(value, [], '', '')
  return id === undefined || isRefused(id) || utf8Length(id) > longest ? undefined : id
}
