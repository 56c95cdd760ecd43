import { parameters } from '../../../destinations/facebook-app-events/parameters.js'
import { toBoolean, toNumber } from '../../../src/event/coerce.js'
import { isNothing } from '../../../src/event/nothing.js'
import { kindOf } from '../../../src/event/values.js'
import { amountOrRating, codeOf } from '../facebook/amount.js'
import { contentsOf, countOf, idsOf, listedOf, productIdOf } from '../facebook/contents.js'
import { eitherOf } from '../facebook/either.js'
import { CURRENCY, ORDER_ID, type Reading } from '../facebook/reading.js'
import { any, forget, own, plain, refuse, scalar, textOr } from '../read-or-tell.js'
import { CONTENT_IDS, CONTENT_TYPE, NUM_ITEMS, SUCCESS } from './bits.js'
import { contentCategory, contentName, searchString } from './fields.js'

const AT = 'custom_data'

/** What happened, by the fields that have a meaning to the vendor; what is nothing is undefined. */
export function customDataOf(reading: Reading, isRenamed: boolean) {
  const { properties: p, event } = reading
  const has = Object.hasOwn
  const value = amountOrRating(reading, 'custom_data.value', isRenamed)
  const currency = value === undefined ? undefined : reading.currency
  const toldCurrency = currency ?? (has(p, 'currency') ? currencyOf(reading) : undefined)
  const content = eitherOf(
    reading,
    has(p, 'name') ? p.name : undefined,
    has(p, 'content_name') ? p.content_name : undefined,
    contentName,
  )
  const category = eitherOf(
    reading,
    has(p, 'category') ? p.category : undefined,
    has(p, 'content_category') ? p.content_category : undefined,
    contentCategory,
  )
  const listed = listedOf(reading)
  const ids = contentIdsOf(reading, listed)
  return {
    value,
    currency: toldCurrency,
    content_name: content,
    content_category: category,
    content_ids: ids,
    contents: contentsOf(reading, listed, 'custom_data.contents'),
    content_type: contentTypeOf(reading, ids !== undefined),
    num_items: countOf(reading, 'custom_data.num_items', 'num_items', NUM_ITEMS),
    order_id: has(p, 'order_id') ? orderIdOf(reading) : undefined,
    search_string: eitherOf(
      reading,
      has(p, 'query') ? p.query : undefined,
      has(p, 'search_string') ? p.search_string : undefined,
      searchString,
    ),
    status: has(p, 'status') ? scalarOf(p.status) : undefined,
    description: has(p, 'description') ? scalarOf(p.description) : undefined,
    level: has(p, 'level') ? scalarOf(p.level) : undefined,
    max_rating_value: has(p, 'max_rating_value')
      ? numberOf(reading, p.max_rating_value, 'max_rating_value')
      : undefined,
    success:
      event.event === 'Payment Info Entered' ? 1 : has(p, 'success') ? flagOf(reading) : undefined,
    registration_method: has(p, 'registration_method')
      ? scalarOf(p.registration_method)
      : undefined,
    predicted_ltv: has(p, 'predicted_ltv')
      ? numberOf(reading, p.predicted_ltv, 'predicted_ltv')
      : undefined,
  }
}

export type CustomData = ReturnType<typeof customDataOf>

/** A currency without an amount. */
function currencyOf(reading: Reading): string | undefined {
  const { properties, warnings } = reading
  const path = `${AT}.currency`
  const source = 'properties.currency'
  const given = textOr(properties.currency, warnings, path, source)
  if (given === undefined) return undefined
  const code = codeOf(given)
  if (code === undefined)
    return refuse(warnings, path, source, `${kindOf(given)} is no currency of three letters`)
  reading.taken |= CURRENCY
  return code
}

function contentIdsOf(reading: Reading, listed: ReturnType<typeof listedOf>): string[] | undefined {
  const { options, properties, warnings } = reading
  const path = `${AT}.content_ids`
  if (options !== undefined) {
    const told = plain(own(options, 'contentId')) ?? plain(own(options, 'content_id'))
    const ids = told === undefined ? [] : parameters.ids(told)
    if (ids.length > 0) return ids
  }
  const mark = warnings.length
  const ids = idsOf(reading, listed, path)
  if (ids !== undefined) return ids
  const id = productIdOf(reading, `${path}[0]`)
  if (id !== undefined) {
    forget(warnings, mark)
    return [id]
  }
  const said = Object.hasOwn(properties, 'content_ids') ? any(properties.content_ids) : undefined
  const saidIds = said === undefined ? [] : parameters.ids(said)
  if (saidIds.length === 0) return undefined
  forget(warnings, mark)
  reading.taken |= CONTENT_IDS
  return saidIds.map((text) => text.toWellFormed())
}

function contentTypeOf(reading: Reading, hasIds: boolean): unknown {
  const { options, properties } = reading
  const told =
    options === undefined
      ? undefined
      : (plain(own(options, 'contentType')) ?? plain(own(options, 'content_type')))
  if (told !== undefined) return scalar(told)
  const said = Object.hasOwn(properties, 'content_type')
    ? plain(properties.content_type)
    : undefined
  if (said === undefined) return hasIds ? 'product' : undefined
  reading.taken |= CONTENT_TYPE
  return scalar(said)
}

function orderIdOf(reading: Reading): string | undefined {
  const { properties, warnings } = reading
  const path = `${AT}.order_id`
  const id = textOr(properties.order_id, warnings, path, 'properties.order_id')
  if (id !== undefined) reading.taken |= ORDER_ID
  return id
}

function scalarOf(value: unknown): unknown {
  const found = any(value)
  const plainly = found === undefined ? undefined : scalar(found)
  return isNothing(plainly) ? undefined : plainly
}

function numberOf({ warnings }: Reading, value: unknown, name: string): number | undefined {
  const found = any(value)
  if (found === undefined) return undefined
  return (
    toNumber(found) ??
    refuse(warnings, `${AT}.${name}`, `properties.${name}`, `${kindOf(found)} is no number`)
  )
}

function flagOf(reading: Reading): 0 | 1 | undefined {
  const found = any(reading.properties.success)
  if (found === undefined) return undefined
  const truth = toBoolean(found)
  if (truth === undefined) {
    const reason = `${kindOf(found)} is no yes or no`
    return refuse(reading.warnings, `${AT}.success`, 'properties.success', reason)
  }
  reading.taken |= SUCCESS
  return truth ? 1 : 0
}
