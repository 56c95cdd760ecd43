import { parameters } from '../../../destinations/facebook-app-events/parameters.js'
import { toNumber } from '../../../src/event/coerce.js'
import { isNothing } from '../../../src/event/nothing.js'
import { isObject, kindOf, own } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { utf8Length } from '../../../src/utf8.js'
import { any, integerOr, numberOr, textOr } from '../read-or-tell.js'
import { contentsTold, idsTold } from './contents-told.js'
import { PRICE, PRODUCT_ID, PRODUCTS, QUANTITY, type Reading, SKU } from './reading.js'

export interface Content {
  id: string
  quantity: number
  item_price: number | undefined
}

/** The products of a list, of which nothing has to be told. */
interface Listed {
  contents: Content[]
  ids: string[]
}

const MOST_PRODUCTS = 1000
const LONGEST_ID = 100

const isShort = (id: string) => id.length * 3 <= LONGEST_ID || utf8Length(id) <= LONGEST_ID

/** The products of the event where all is as it should be; else undefined, and `contentsOf` and `idsOf` tell. */
export function listedOf({ properties }: Reading): Listed | undefined {
  const products = Object.hasOwn(properties, 'products') ? properties.products : undefined
  if (!Array.isArray(products) || products.length === 0 || products.length > MOST_PRODUCTS)
    return undefined
  const contents: Content[] = []
  const ids: string[] = []
  for (const product of products) {
    if (!isObject(product)) return undefined
    const id = ownId(product)
    const quantity = Object.hasOwn(product, 'quantity') ? product.quantity : 1
    const price = Object.hasOwn(product, 'price') ? product.price : undefined
    if (id === undefined || !Number.isSafeInteger(quantity)) return undefined
    if (price !== undefined && !(typeof price === 'number' && Number.isFinite(price)))
      return undefined
    contents.push({ id, quantity: quantity as number, item_price: price })
    ids.push(id)
  }
  return { contents, ids }
}

function ownId(product: Readonly<Record<string, unknown>>): string | undefined {
  const id = Object.hasOwn(product, 'product_id')
    ? product.product_id
    : Object.hasOwn(product, 'sku')
      ? product.sku
      : undefined
  return typeof id === 'string' && id !== '' && isShort(id) ? id.toWellFormed() : undefined
}

/** The list of products, else the one that the event is about. */
export function contentsOf(
  reading: Reading,
  listed: Listed | undefined,
  path: string,
): Content[] | undefined {
  if (listed !== undefined) {
    reading.taken |= PRODUCTS
    return listed.contents
  }
  const { properties, warnings } = reading
  const mark = warnings.length
  const products = Object.hasOwn(properties, 'products')
    ? firstProducts(properties.products, warnings, path)
    : undefined
  if (products !== undefined) {
    const contents = contentsTold(products, warnings, path)
    if (contents.length > 0) {
      reading.taken |= PRODUCTS
      return contents
    }
  }
  const before = warnings.length
  const one = contentOf(reading, `${path}[0]`)
  if (one === undefined) return undefined
  warnings.splice(mark, before - mark)
  return [one]
}

/** The ids of the products of a list. */
export function idsOf(
  reading: Reading,
  listed: Listed | undefined,
  path: string,
): string[] | undefined {
  if (listed !== undefined) {
    reading.taken |= PRODUCTS
    return listed.ids
  }
  const { properties, warnings } = reading
  if (!Object.hasOwn(properties, 'products')) return undefined
  const products = firstProducts(properties.products, warnings, path)
  const ids = products === undefined ? [] : idsTold(products, warnings, path)
  if (ids.length === 0) return undefined
  reading.taken |= PRODUCTS
  return ids
}

function firstProducts(value: unknown, warnings: Warning[], path: string) {
  const source = 'properties.products'
  if (isNothing(value)) return undefined
  if (Array.isArray(value)) {
    return parameters.first1000(value, {
      settings: {},
      refuse: () => undefined,
      warn: (code, message) => warnings.push({ code, path, message: `${source}: ${message}` }),
    }) as unknown[]
  }
  const message = `${source}: ${kindOf(value)}, but list is expected; left out`
  warnings.push({ code: 'VALUE_DROPPED', path, message })
  return undefined
}

function contentOf(reading: Reading, path: string): Content | undefined {
  const { properties, warnings } = reading
  const id = productIdOf(reading, `${path}.id`)
  if (id === undefined) return undefined
  const count = Object.hasOwn(properties, 'quantity') ? properties.quantity : undefined
  const mark = warnings.length
  const quantity =
    count === undefined
      ? undefined
      : integerOr(count, warnings, `${path}.quantity`, 'properties.quantity')
  if (quantity !== undefined) reading.taken |= QUANTITY
  else for (const warning of warnings.slice(mark)) warning.code = 'VALUE_REPLACED'
  const price = Object.hasOwn(properties, 'price')
    ? numberOr(properties.price, warnings, `${path}.item_price`, 'properties.price')
    : undefined
  if (price !== undefined) reading.taken |= PRICE
  return { id, quantity: quantity ?? 1, item_price: price }
}

/** The id of the product that the event is about. */
export function productIdOf(reading: Reading, path: string): string | undefined {
  const { properties, warnings } = reading
  const mark = warnings.length
  let bit = PRODUCT_ID
  let id = Object.hasOwn(properties, 'product_id')
    ? textOr(properties.product_id, warnings, path, 'properties.product_id')
    : undefined
  if (id === undefined) {
    if (!Object.hasOwn(properties, 'sku')) return undefined
    const before = warnings.length
    bit = SKU
    id = textOr(properties.sku, warnings, path, 'properties.sku')
    if (id === undefined) return undefined
    warnings.splice(mark, before - mark)
  }
  if (!isShort(id)) {
    const message = `properties.product_id, properties.sku: longer than ${LONGEST_ID} bytes; left out`
    warnings.push({ code: 'VALUE_DROPPED', path, message })
    return undefined
  }
  reading.taken |= bit
  return id
}

/** How many are meant: of the one product, else of those of the list, else what `properties[other]` says. */
export function countOf(
  reading: Reading,
  path: string,
  other: string,
  otherBit: number,
): number | undefined {
  const { properties, warnings } = reading
  const mark = warnings.length
  if (Object.hasOwn(properties, 'quantity')) {
    const count = integerOr(properties.quantity, warnings, path, 'properties.quantity')
    if (count !== undefined) {
      reading.taken |= QUANTITY
      return count
    }
  }
  if (Object.hasOwn(properties, 'products')) {
    const before = warnings.length
    const count = countOfAll(properties.products, warnings, path)
    if (count !== undefined) {
      reading.taken |= PRODUCTS
      warnings.splice(mark, before - mark)
      return count
    }
  }
  if (!Object.hasOwn(properties, other)) return undefined
  const before = warnings.length
  const said = any(properties[other])
  const count = integerOr(said, warnings, path, `properties.${other}`, ' is no number')
  if (count === undefined) return undefined
  reading.taken |= otherBit
  warnings.splice(mark, before - mark)
  return count
}

function countOfAll(products: unknown, warnings: Warning[], path: string): number | undefined {
  const source = 'properties.products'
  if (!Array.isArray(products)) {
    if (isNothing(products)) return undefined
    const message = `${source}: ${kindOf(products)}, but list is expected; left out`
    warnings.push({ code: 'VALUE_DROPPED', path, message })
    return undefined
  }
  let sum: number | undefined
  for (const product of products) {
    const count = toNumber(own(product, 'quantity'))
    if (count !== undefined) sum = (sum ?? 0) + count
  }
  return sum !== undefined && Number.isFinite(sum)
    ? integerOr(sum, warnings, path, source)
    : undefined
}
