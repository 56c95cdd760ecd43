import { instance } from '../../../destinations/google-analytics-4/instance.js'
import type { Members } from '../../../src/event/canonical.js'
import type { Warning } from '../../../src/result.js'
import { members, none, number, text } from '../read.js'
import { cutAt, forget, integerAt, numberAt, textAt } from '../told.js'
import { longest, short } from './texts.js'

/** What the context tells of the device, undefined where that is nothing. */
export function deviceOf(context: Members, device: Members, told: Warning[]) {
  const has = Object.hasOwn
  const os = has(context, 'os') ? members(context.os) : none
  const screen = has(context, 'screen') ? members(context.screen) : none
  const model = has(device, 'model') ? device.model : undefined
  const type = has(device, 'type') ? text(device.type) : undefined
  const category =
    type === 'ios' || type === 'android' ? categoryOf(type, model, screen, told) : undefined
  const language = languageOf(has(context, 'locale') ? context.locale : undefined, told)
  const found = {
    category,
    language,
    screen_resolution: resolutionOf(screen),
    operating_system: short(
      has(os, 'name') ? os.name : undefined,
      told,
      'device.operating_system',
      'context.os.name',
    ),
    operating_system_version: short(
      has(os, 'version') ? os.version : undefined,
      told,
      'device.operating_system_version',
      'context.os.version',
    ),
    model: short(model, told, 'device.model', 'context.device.model'),
    brand: brandOf(device, told),
  }
  return category === undefined &&
    language === undefined &&
    found.screen_resolution === undefined &&
    found.operating_system === undefined &&
    found.operating_system_version === undefined &&
    found.model === undefined &&
    found.brand === undefined
    ? undefined
    : found
}

function categoryOf(
  type: string,
  modelRead: unknown,
  screen: Members,
  told: Warning[],
): 'mobile' | 'tablet' {
  const has = Object.hasOwn
  const model = textAt(modelRead, told, 'device.category.model', 'context.device.model')
  const width = integerAt(
    has(screen, 'width') ? screen.width : undefined,
    told,
    'device.category.width',
    'context.screen.width',
  )
  const height = integerAt(
    has(screen, 'height') ? screen.height : undefined,
    told,
    'device.category.height',
    'context.screen.height',
  )
  const density = numberAt(
    has(screen, 'density') ? screen.density : undefined,
    told,
    'device.category.density',
    'context.screen.density',
  )
  if (type === 'ios') return model !== undefined && /^ipad/i.test(model) ? 'tablet' : 'mobile'
  return instance.category({ type, model, width, height, density })
}

function resolutionOf(screen: Members): string | undefined {
  const has = Object.hasOwn
  const width = has(screen, 'width') ? number(screen.width) : undefined
  const height = has(screen, 'height') ? number(screen.height) : undefined
  return width === undefined || height === undefined ? undefined : `${width}x${height}`
}

function languageOf(locale: unknown, told: Warning[]): string | undefined {
  const language = textAt(locale, told, 'device.language', 'context.locale')
  if (language === undefined) return undefined
  const dashed = language.includes('_') ? language.replaceAll('_', '-') : language
  return cutAt(dashed, longest, told, 'device.language', 'context.locale')
}

function brandOf(device: Members, told: Warning[]): string | undefined {
  const has = Object.hasOwn
  const mark = told.length
  const source = 'context.device.brand, context.device.manufacturer'
  const brand = textAt(
    has(device, 'brand') ? device.brand : undefined,
    told,
    'device.brand',
    'context.device.brand',
  )
  if (brand !== undefined) return cutAt(brand, longest, told, 'device.brand', source)
  const maker = textAt(
    has(device, 'manufacturer') ? device.manufacturer : undefined,
    told,
    'device.brand',
    'context.device.manufacturer',
  )
  if (maker !== undefined) forget(told, mark)
  return cutAt(maker, longest, told, 'device.brand', source)
}
