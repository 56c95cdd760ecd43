import { toNumber, toText } from '../../../src/event/coerce.js'
import { kindOf, own } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { utf8Length } from '../../../src/utf8.js'
import { any, integerOr, plain, refuse } from '../read-or-tell.js'
import type { Content } from './contents.js'

const LONGEST_ID = 100

/** Of a list, the products that can be used; tells of the others, and of what was altered. */
export function contentsTold(
  products: readonly unknown[],
  warnings: Warning[],
  path: string,
): Content[] {
  const contents: Content[] = []
  products.forEach((product, position) => {
    const at = `${path}[${contents.length}]`
    const id = idTold(product, warnings, `${at}.id`)
    if (id === undefined) {
      dropped(warnings, path, position)
      return
    }
    const mark = warnings.length
    const count = any(own(product, 'quantity'))
    const quantity = integerOr(count, warnings, `${at}.quantity`, 'item.quantity', ' is no number')
    if (quantity === undefined)
      for (const warning of warnings.slice(mark)) warning.code = 'VALUE_REPLACED'
    const price = priceTold(any(own(product, 'price')), warnings, `${at}.item_price`)
    contents.push({ id, quantity: quantity ?? 1, item_price: price })
  })
  return contents
}

/** The same for their ids alone. */
export function idsTold(products: readonly unknown[], warnings: Warning[], path: string): string[] {
  const ids: string[] = []
  products.forEach((product, position) => {
    const id = idTold(product, warnings, `${path}[${ids.length}]`)
    if (id === undefined) dropped(warnings, path, position)
    else ids.push(id)
  })
  return ids
}

function dropped(warnings: Warning[], path: string, position: number): void {
  const message = `properties.products[${position}]: nothing usable; left out`
  warnings.push({ code: 'ITEM_DROPPED', path, message })
}

function idTold(product: unknown, warnings: Warning[], path: string): string | undefined {
  const found =
    plain(own(product, 'product_id')) ?? plain(own(product, 'sku')) ?? plain(own(product, 'id'))
  if (found === undefined) return undefined
  const source = 'item.product_id, item.sku, item.id'
  const id = toText(found)
  if (id === undefined) return refuse(warnings, path, source, `${kindOf(found)} is no text`)
  return utf8Length(id) <= LONGEST_ID
    ? id
    : refuse(warnings, path, source, `longer than ${LONGEST_ID} bytes`)
}

function priceTold(price: unknown, warnings: Warning[], path: string): number | undefined {
  if (price === undefined) return undefined
  return toNumber(price) ?? refuse(warnings, path, 'item.price', `${kindOf(price)} is no number`)
}
