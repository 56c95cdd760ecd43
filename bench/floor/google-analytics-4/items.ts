import type { Members } from '../../../src/event/canonical.js'
import { isNothing } from '../../../src/event/nothing.js'
import { isObject, kindOf } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { candidate, own } from '../read.js'
import { anyTextAt, refuse } from '../told.js'
import { detailsOf, nameOf } from './item-details.js'
import { type Passage, passOn, tellClash, tellDropped } from './members.js'
import { parameterName } from './named.js'
import { longest, parameter } from './texts.js'

type Item = Record<string, unknown>

const most = 200
const mostOwn = 10

/** Members of a product that have a place of their own. */
export const ofProduct: readonly string[] = [
  'product_id',
  'category',
  'name',
  'brand',
  'variant',
  'price',
  'quantity',
  'coupon',
  'position',
]
const omitted: ReadonlySet<string> = new Set([...ofProduct, 'currency', 'discount', 'index'])

/** The products of an event. */
export function itemsOf(products: unknown, told: Warning[]): Item[] | undefined {
  if (isNothing(products)) return undefined
  if (!Array.isArray(products)) {
    const reason = `${kindOf(products)}, but list is expected`
    return refuse(told, 'events[0].params.items', 'properties.products', reason)
  }
  let taken = products
  if (products.length > most) {
    const message = `properties.products: the first ${most} of ${products.length} are sent`
    told.push({ code: 'ITEM_DROPPED', path: 'events[0].params.items', message })
    taken = products.slice(0, most)
  }
  return listOf(taken, 'properties.products', true, told)
}

/** The one product that an event is about. */
export function itemOfEvent(properties: Members, told: Warning[]): Item[] | undefined {
  return listOf([properties], 'properties', Array.isArray(own(properties, 'products')), told)
}

function listOf(
  products: readonly unknown[],
  source: string,
  withOwn: boolean,
  told: Warning[],
): Item[] | undefined {
  const items: Item[] = []
  for (let index = 0; index < products.length; index++) {
    const item = itemOf(products[index], items.length, withOwn, told)
    if (item !== undefined) items.push(item)
    else {
      const message = `${source}[${index}]: nothing usable; left out`
      told.push({ code: 'ITEM_DROPPED', path: 'events[0].params.items', message })
    }
  }
  return items.length === 0 ? undefined : items
}

/** A product by its id, or by its name where it has none; the vendor asks for either. */
function itemOf(
  product: unknown,
  place: number,
  withOwn: boolean,
  told: Warning[],
): Item | undefined {
  const mark = told.length
  const taken: string[] = []
  const path = `events[0].params.items[${place}]`
  const details = detailsOf(product, path, taken, told)
  const id = idOf(product, `${path}.item_id`, taken, told)
  if (id !== undefined) {
    details.item_id = id
    details.item_name = nameOf(product, path, told)
    if (withOwn) addOwn(details, product, path, taken, told)
    return details
  }
  taken.length = 0
  const passed = told.length
  const item = detailsOf(product, path, taken, told)
  const name = nameOf(product, path, told)
  if (name === undefined) return undefined
  told.splice(mark, passed - mark)
  item.item_name = name
  if (withOwn) addOwn(item, product, path, taken, told)
  return item
}

function idOf(
  product: unknown,
  path: string,
  taken: string[],
  told: Warning[],
): string | undefined {
  let value = candidate(own(product, 'product_id'))
  let from = 'product_id'
  if (value === undefined) {
    value = candidate(own(product, 'sku'))
    from = 'sku'
  }
  if (value === undefined) {
    value = candidate(own(product, 'id'))
    from = 'id'
  }
  const source = 'item.product_id, item.sku, item.id'
  const id = parameter(anyTextAt(value, told, path, source), told, path, source)
  if (id !== undefined) taken.push(from)
  return id
}

function hasOthers(product: Members): boolean {
  for (const name in product) if (!omitted.has(name)) return true
  return false
}

/** Members of a product that the vendor has no name for. */
function addOwn(
  item: Item,
  product: unknown,
  path: string,
  taken: readonly string[],
  told: Warning[],
): void {
  if (!isObject(product) || !hasOthers(product)) return
  const passage: Passage = {
    omitted,
    taken,
    nameOf: parameterName,
    chars: longest,
    most: mostOwn,
    target: path,
    source: 'item',
  }
  const byId = item.item_id !== undefined
  let room = mostOwn
  let beyond: string[] | undefined
  let clashes: string[] | undefined
  passOn(product, passage, told, (name, value) => {
    if (room-- <= 0) {
      beyond ??= []
      beyond.push(name)
      // Without an id that name is not taken.
    } else if (!Object.hasOwn(item, name) || (name === 'item_id' && !byId)) item[name] = value
    else if (!taken.includes(name) && item[name] !== value) {
      clashes ??= []
      clashes.push(name)
    }
  })
  if (beyond !== undefined) tellDropped(beyond, mostOwn, told, path)
  for (const name of clashes ?? []) tellClash(name, told, `${path}.${name}`)
}
