import { sha256 } from '#sha256'
import type { Members } from '../../../src/event/canonical.js'
import { toNumber } from '../../../src/event/coerce.js'
import { isNothing } from '../../../src/event/nothing.js'
import { kindOf } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { utf8Length } from '../../../src/utf8.js'
import { currencyOfText } from '../currency.js'
import { own } from '../read.js'
import { forget, numberAt, refuse, textAt } from '../told.js'
import type { Settings } from './settings.js'
import { isPersonal, longest, refusePersonal } from './texts.js'

/** The first of these properties that is a number; its name is noted as taken. */
export function amountOf(
  properties: Members,
  names: readonly string[],
  taken: string[],
  told: Warning[],
): number | undefined {
  const mark = told.length
  for (const name of names) {
    const value = own(properties, name)
    if (value === undefined) continue
    const amount = numberAt(value, told, 'events[0].params.value', `properties.${name}`)
    if (amount === undefined) continue
    forget(told, mark)
    taken.push(name)
    return amount
  }
  return undefined
}

/** The same, else what the products sum up to. */
export function amountOrTotal(
  properties: Members,
  names: readonly string[],
  taken: string[],
  told: Warning[],
): number | undefined {
  const mark = told.length
  const amount = amountOf(properties, names, taken, told)
  if (amount !== undefined) return amount
  const products = own(properties, 'products')
  if (isNothing(products)) return undefined
  if (!Array.isArray(products)) {
    const reason = `${kindOf(products)}, but list is expected`
    return refuse(told, 'events[0].params.value', 'properties.products', reason)
  }
  let sum: number | undefined
  for (const product of products) {
    const total = totalOf(product)
    if (total !== undefined) sum = (sum ?? 0) + total
  }
  if (!Number.isFinite(sum)) return undefined
  forget(told, mark)
  return sum
}

/** What so many of a product cost. */
export function totalOf(product: unknown): number | undefined {
  const price = toNumber(own(product, 'price'))
  return price === undefined ? undefined : price * (toNumber(own(product, 'quantity')) ?? 1)
}

/** Three letters; one that cannot be read never becomes another. */
export function currencyOf(
  properties: Members,
  value: number | undefined,
  { currency }: Settings,
  taken: string[],
  told: Warning[],
): string | undefined {
  const mark = told.length
  const given = Object.hasOwn(properties, 'currency') ? properties.currency : undefined
  const read = textAt(given, told, 'events[0].params.currency', 'properties.currency')
  if (read === undefined) {
    const assumed = value === undefined ? undefined : currency
    if (assumed !== undefined) forget(told, mark)
    return assumed
  }
  const code = currencyOfText(read, told, 'events[0].params.currency', 'properties.currency')
  if (code !== undefined) taken.push('currency')
  return code
}

/** Of one person's purchases with the same id the vendor keeps one. */
export function transactionOf(
  properties: Members,
  key: string,
  taken: string[],
  told: Warning[],
): string | undefined {
  const mark = told.length
  const path = 'events[0].params.transaction_id'
  const value = Object.hasOwn(properties, 'order_id') ? properties.order_id : undefined
  const order = usableId(
    textAt(value, told, path, 'properties.order_id'),
    told,
    path,
    'properties.order_id',
  )
  if (order !== undefined) {
    taken.push('order_id')
    return order
  }
  const id = usableId(key.toWellFormed(), told, path, 'dedupeKey') ?? hashed(key.toWellFormed())
  if (id !== undefined) forget(told, mark)
  return id
}

function usableId(
  id: string | undefined,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  if (id === undefined) return undefined
  if (isPersonal(id)) return refusePersonal(told, path, source)
  if (id.length * 3 <= longest || utf8Length(id) <= longest) return id
  return refuse(told, path, source, `longer than ${longest} bytes`)
}

function hashed(key: string): string | undefined {
  const bare = key.trim()
  if (/^[0-9a-f]{64}$/i.test(bare)) return bare.toLowerCase()
  return bare === '' ? undefined : sha256(bare)
}
