import { isNothing } from '../../../src/event/nothing.js'
import { isObject, kindOf } from '../../../src/event/values.js'
import { integerOr, numberOr, refuse } from '../read-or-tell.js'
import { amountOf, notBelowZero, piecesOf } from './amount.js'
import { bitOf, type Mapping } from './mapping.js'
import { membersLeft } from './members.js'
import { asIs, from, itemTextOf, textOf } from './text.js'

const ids = from('item', 'product_id', 'sku', 'name')
const titles = from('item', 'name', 'product_id', 'sku')
const variants = from('item', 'variant', 'sku', 'product_id')
const images = from('item', 'image_url')
const urls = from('item', 'url')
const PRODUCT_ID = bitOf('product_id')
const NAME = bitOf('name')
const PRICE = bitOf('price')
const QUANTITY = bitOf('quantity')
const PRODUCTS = bitOf('products')
const AT = 'events.properties.products'
const LIST = 'properties.products'

/** The products of the event that can be used; undefined where there are none. */
export function productsOf(mapping: Mapping): object[] | undefined {
  const { properties, warnings } = mapping
  if (!Object.hasOwn(properties, 'products')) return undefined
  const { products } = properties
  if (!Array.isArray(products)) {
    return isNothing(products)
      ? undefined
      : refuse(warnings, AT, LIST, `${kindOf(products)}, but list is expected`)
  }
  const usable: object[] = []
  for (let position = 0; position < products.length; position++) {
    const product = productOf(mapping, products[position], `${AT}[${usable.length}]`)
    if (product !== undefined) usable.push(product)
    else {
      const message = `${LIST}[${position}]: nothing usable; left out`
      warnings.push({ code: 'ITEM_DROPPED', path: AT, message })
    }
  }
  if (usable.length === 0) return undefined
  mapping.taken |= PRODUCTS
  return usable
}

function productOf(mapping: Mapping, item: unknown, at: string): object | undefined {
  if (!isObject(item)) return undefined
  const { warnings } = mapping
  mapping.takenOfItems = 0
  const given = asIs(Object.hasOwn(item, 'product_id') ? item.product_id : undefined)
  if (given !== undefined) mapping.takenOfItems |= PRODUCT_ID
  const id = given ?? itemTextOf(mapping, item, ids, at, 'product_id', true)
  if (id === undefined) return undefined
  const title = asIs(Object.hasOwn(item, 'name') ? item.name : undefined)
  if (title !== undefined) mapping.takenOfItems |= NAME
  const name = title ?? itemTextOf(mapping, item, titles, at, 'product_name', false)
  if (name === undefined) return undefined
  const variant = itemTextOf(mapping, item, variants, at, 'variant_id', false)
  if (variant === undefined) return undefined
  const price = priceOf(mapping, Object.hasOwn(item, 'price') ? item.price : undefined, at)
  if (price === undefined) return undefined
  const quantity = Object.hasOwn(item, 'quantity') ? quantityOf(mapping, item.quantity, at) : 1
  const image = Object.hasOwn(item, 'image_url')
    ? itemTextOf(mapping, item, images, at, 'image_url', false)
    : undefined
  const url = Object.hasOwn(item, 'url')
    ? itemTextOf(mapping, item, urls, at, 'product_url', false)
    : undefined
  return {
    product_id: id,
    product_name: name,
    variant_id: variant,
    price,
    quantity,
    image_url: image,
    product_url: url,
    metadata: membersLeft(item, mapping.takenOfItems, warnings, `${at}.metadata`, 'item'),
  }
}

function priceOf(mapping: Mapping, value: unknown, at: string): number | undefined {
  if (typeof value !== 'number' || !(value >= 0 && value < Infinity))
    return priceTold(mapping, value, at)
  mapping.takenOfItems |= PRICE
  return value + 0
}

function priceTold(mapping: Mapping, value: unknown, at: string): number | undefined {
  const { warnings } = mapping
  const path = `${at}.price`
  const price = numberOr(value, warnings, path, 'item.price')
  if (price !== undefined) mapping.takenOfItems |= PRICE
  return notBelowZero(price, warnings, path, 'item.price')
}

function quantityOf(mapping: Mapping, value: unknown, at: string): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) {
    mapping.takenOfItems |= QUANTITY
    return (value as number) + 0
  }
  const { warnings } = mapping
  const path = `${at}.quantity`
  const mark = warnings.length
  const count = integerOr(value, warnings, path, 'item.quantity')
  if (count !== undefined) mapping.takenOfItems |= QUANTITY
  return piecesOf(count, warnings, mark, path, 'item.quantity')
}

const ownIds = from('properties', 'product_id', 'sku', 'name')
const ownTitles = from('properties', 'name', 'product_id', 'sku')
const ownVariants = from('properties', 'variant', 'sku', 'product_id')
const ownImages = from('properties', 'image_url')
const ownUrls = from('properties', 'url')

/** What identifies the product that the event is about, and its price, for fields under `at`; undefined where one is missing. */
export function ownProductOf(mapping: Mapping, at: string) {
  const id = textOf(mapping, ownIds, `${at}.product_id`, true)
  if (id === undefined) return undefined
  const name = textOf(mapping, ownTitles, `${at}.product_name`, false)
  if (name === undefined) return undefined
  const variant = textOf(mapping, ownVariants, `${at}.variant_id`, false)
  if (variant === undefined) return undefined
  const price = amountOf(mapping, 'price', `${at}.price`)
  return price === undefined ? undefined : { id, name, variant, price }
}

/** Where it is shown. */
export function ownLinksOf(mapping: Mapping, at: string) {
  return {
    image: textOf(mapping, ownImages, `${at}.image_url`, false),
    url: textOf(mapping, ownUrls, `${at}.product_url`, false),
  }
}
