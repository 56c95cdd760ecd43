import type { Members } from '../../../src/event/canonical.js'
import { isObject } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { integerOr, numberOr, textOr } from '../read-or-tell.js'
import type { Reading } from './reading.js'

const none: Members = Object.freeze({})

function part(context: Members, name: string): Members {
  const found = Object.hasOwn(context, name) ? context[name] : undefined
  return isObject(found) ? found : none
}

/** The device by position, at `path`; undefined without its type or the version of its system. */
export function extinfoOf(
  { event: { context }, device, warnings }: Reading,
  app: Members,
  path: string,
): (string | number)[] | undefined {
  const layout = layoutOf(device, warnings, path)
  if (layout === undefined) return undefined
  const of = Object.hasOwn
  const namespace = cell(
    of(app, 'namespace') ? app.namespace : '',
    1,
    'context.app.namespace',
    warnings,
    path,
  )
  const build = cell(of(app, 'build') ? app.build : '', 2, 'context.app.build', warnings, path)
  const version = cell(
    of(app, 'version') ? app.version : '',
    3,
    'context.app.version',
    warnings,
    path,
  )
  const os = part(context, 'os')
  const system = cell(
    of(os, 'version') ? os.version : '',
    4,
    'context.os.version',
    warnings,
    path,
  ).trim()
  if (system === '') return undefined
  const known = device ?? none
  const network = part(context, 'network')
  const screen = part(context, 'screen')
  return [
    layout,
    namespace,
    build,
    version,
    system,
    cell(of(known, 'model') ? known.model : '', 5, 'context.device.model', warnings, path),
    cell(
      of(context, 'locale') ? context.locale : '',
      6,
      'context.locale',
      warnings,
      path,
    ).replaceAll('-', '_'),
    '',
    cell(
      of(network, 'carrier') ? network.carrier : '',
      8,
      'context.network.carrier',
      warnings,
      path,
    ),
    sizeOf(of(screen, 'width') ? screen.width : undefined, warnings, path, 9, 'width'),
    sizeOf(of(screen, 'height') ? screen.height : undefined, warnings, path, 10, 'height'),
    densityOf(of(screen, 'density') ? screen.density : undefined, warnings, path),
    '',
    '',
    '',
    cell(of(context, 'timezone') ? context.timezone : '', 15, 'context.timezone', warnings, path),
  ]
}

function cell(
  value: unknown,
  position: number,
  source: string,
  warnings: Warning[],
  path: string,
): string {
  return typeof value === 'string'
    ? value.toWellFormed()
    : (textOr(value, warnings, `${path}[${position}]`, source) ?? '')
}

function layoutOf(
  device: Members | undefined,
  warnings: Warning[],
  path: string,
): string | undefined {
  if (device === undefined || !Object.hasOwn(device, 'type')) return undefined
  const { type } = device
  if (type === 'ios') return 'i2'
  if (type === 'android') return 'a2'
  if (typeof type !== 'string') textOr(type, warnings, `${path}[0]`, 'context.device.type')
  return undefined
}

function sizeOf(
  value: unknown,
  warnings: Warning[],
  path: string,
  cell: number,
  side: string,
): number | '' {
  if (value === undefined) return ''
  return integerOr(value, warnings, `${path}[${cell}]`, `context.screen.${side}`) ?? ''
}

/** Densities are few, and writing one with its decimals takes long. */
const densities = new Map<number, string>()
const MOST_DENSITIES = 1000

function densityOf(value: unknown, warnings: Warning[], path: string): string {
  if (value === undefined) return ''
  const density = numberOr(value, warnings, `${path}[11]`, 'context.screen.density')
  if (density === undefined) return ''
  let text = densities.get(density)
  if (text === undefined) {
    text = density.toFixed(2)
    if (densities.size < MOST_DENSITIES) densities.set(density, text)
  }
  return text
}
