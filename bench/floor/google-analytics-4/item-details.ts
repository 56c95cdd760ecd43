import type { Members } from '../../../src/event/canonical.js'
import { toNumber } from '../../../src/event/coerce.js'
import { kindOf } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { any, members, own } from '../read.js'
import { anyTextAt, cutAt, refuse } from '../told.js'
import { isPersonal, longest, parameter, refusePersonal } from './texts.js'

/** What a product is told by; its id and its name are undefined. */
export function detailsOf(product: unknown, path: string, taken: string[], told: Warning[]) {
  const has = Object.hasOwn
  const of = members(product)
  const coupon = textOf(
    has(of, 'coupon') ? of.coupon : undefined,
    told,
    path,
    'coupon',
    'item.coupon',
  )
  if (coupon !== undefined) taken.push('coupon')
  const details = {
    coupon,
    discount: discountOf(of),
    index: integerAt(
      has(of, 'position') ? of.position : undefined,
      told,
      path,
      'index',
      'item.position',
    ),
    item_brand: textOf(
      has(of, 'brand') ? of.brand : undefined,
      told,
      path,
      'item_brand',
      'item.brand',
    ),
    item_category: undefined as string | undefined,
    item_category2: undefined as string | undefined,
    item_category3: undefined as string | undefined,
    item_category4: undefined as string | undefined,
    item_category5: undefined as string | undefined,
    item_variant: undefined as string | undefined,
    price: undefined as number | undefined,
    quantity: undefined as number | undefined,
    item_id: undefined as string | undefined,
    item_name: undefined as string | undefined,
  }
  addCategory(details, has(of, 'category') ? of.category : undefined, path, told)
  details.item_variant = textOf(
    has(of, 'variant') ? of.variant : undefined,
    told,
    path,
    'item_variant',
    'item.variant',
  )
  details.price = numberAt(
    has(of, 'price') ? of.price : undefined,
    told,
    path,
    'price',
    'item.price',
  )
  if (details.price !== undefined) taken.push('price')
  details.quantity = integerAt(
    has(of, 'quantity') ? of.quantity : undefined,
    told,
    path,
    'quantity',
    'item.quantity',
  )
  if (details.quantity !== undefined) taken.push('quantity')
  return details
}

const levels = [
  'item_category',
  'item_category2',
  'item_category3',
  'item_category4',
  'item_category5',
] as const

/** One level of a category each. */
function addCategory(
  details: Partial<Record<(typeof levels)[number], string | undefined>>,
  category: unknown,
  path: string,
  told: Warning[],
): void {
  if (category === undefined) return
  if (typeof category === 'string' && category.length <= longest && !/[/@%+]/.test(category)) {
    details.item_category = category.toWellFormed().trim() || undefined
    return
  }
  levels.forEach((name, level) => {
    const at = `${path}.${name}`
    const all = anyTextAt(category, told, at, 'item.category')
    if (all === undefined) return
    if (isPersonal(all)) refusePersonal(told, at, 'item.category')
    else {
      const text = all.split('/')[level]?.trim() || undefined
      details[name] = cutAt(text, longest, told, at, 'item.category')
    }
  })
}

export function nameOf(product: unknown, path: string, told: Warning[]): string | undefined {
  return textOf(own(product, 'name'), told, path, 'item_name', 'item.name')
}

function textOf(
  value: unknown,
  told: Warning[],
  item: string,
  name: string,
  source: string,
): string | undefined {
  if (value === undefined) return undefined
  const path = `${item}.${name}`
  return parameter(anyTextAt(value, told, path, source), told, path, source)
}

function discountOf(product: Members): number | undefined {
  if (Array.isArray(product)) {
    const found = product.flatMap((one) => toNumber(own(one, 'discount')) ?? [])
    const sum = found.reduce((all, one) => all + one, 0)
    return found.length > 0 && Number.isFinite(sum) ? sum : undefined
  }
  return Object.hasOwn(product, 'discount') ? toNumber(product.discount) : undefined
}

function numberAt(
  raw: unknown,
  told: Warning[],
  item: string,
  name: string,
  source: string,
): number | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw + 0 : undefined
  const value = any(raw)
  if (value === undefined) return undefined
  return toNumber(value) ?? refuse(told, `${item}.${name}`, source, `${kindOf(value)} is no number`)
}

function integerAt(
  value: unknown,
  told: Warning[],
  item: string,
  name: string,
  source: string,
): number | undefined {
  if (value === undefined) return undefined
  const number = numberAt(value, told, item, name, source)
  if (number === undefined || Number.isSafeInteger(number)) return number
  const whole = Math.trunc(number)
  const path = `${item}.${name}`
  if (!Number.isSafeInteger(whole))
    return refuse(told, path, source, 'too large for a whole number')
  told.push({ code: 'VALUE_ROUNDED', path, message: `${source}: the fraction was cut off` })
  return whole
}
