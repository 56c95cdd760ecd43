import { forget, own, text, textOr } from '../read-or-tell.js'
import type { Mapping } from './mapping.js'
import { fitting } from './text.js'

const SOURCES = 'context.device.type, context.os.name'

/** Where the event happened. */
export function sourceOf({ event: { context }, device, warnings }: Mapping, path: string): string {
  if (device !== undefined && Object.hasOwn(device, 'type')) {
    const { type } = device
    if (type === 'ios' || type === 'android') return type
  }
  const mark = warnings.length
  const found =
    textOr(own(device, 'type'), warnings, path, 'context.device.type') ??
    textOr(own(own(context, 'os'), 'name'), warnings, path, 'context.os.name') ??
    (text(own(own(context, 'page'), 'url')) === undefined ? undefined : 'web')
  if (found !== undefined) forget(warnings, mark)
  const source =
    found === undefined ? undefined : fitting(found.trim(), warnings, path, SOURCES, false)
  if (source !== undefined) return source
  for (const warning of warnings.slice(mark)) warning.code = 'VALUE_REPLACED'
  return 'server'
}
