import { type Told, text, toldText } from '../read-told.js'

const ofApple = new Map([
  ['tvos', 'apple-tv'],
  ['macos', 'macos'],
  ['mac os x', 'macos'],
])
const others = new Map([
  ['macos', 'macos'],
  ['mac os x', 'macos'],
  ['windows', 'windows'],
  ['tizen', 'tizen'],
  ['webos', 'webos'],
  ['roku', 'roku-os'],
  ['roku os', 'roku-os'],
])

/** The vendor's name of a system; most are told by the kind of device, `type` where it is text. */
export function systemOf(
  type: string | undefined,
  kind: unknown,
  name: unknown,
  told: Told,
): string | undefined {
  if (type === 'android') return type
  if (type === 'ios') return ofApple.get(text(name)?.trim().toLowerCase() ?? '') ?? type
  const before = told.length
  if (type === undefined) toldText(kind, told, 'os_name', 'context.device.type')
  const passed = told.length
  const given = toldText(name, told, 'os_name', 'context.os.name')
  const system = others.get(given?.trim().toLowerCase() ?? '')
  if (system !== undefined) told.splice(before, passed - before)
  return system
}
