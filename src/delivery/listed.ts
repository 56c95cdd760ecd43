import type { ItemRule } from '../destination.js'
import { isObject, own } from '../event/values.js'
import type { Item } from '../result.js'
import { find } from './answer.js'

/** An item that the answer lists: by which rule, and in which entry. */
export interface Listing {
  rule: ItemRule
  entry: unknown
  place: string
}

/** The items that the answer lists, by index. Of an item that is listed twice the earlier rule decides. */
export function listed(
  body: unknown,
  rules: readonly ItemRule[],
  items: readonly Item[],
): Map<number, Listing> {
  const listings = new Map<number, Listing>()
  for (const rule of rules) {
    for (const [index, where] of [...byIndex(body, rule, items), ...byValue(body, rule, items)]) {
      if (!listings.has(index)) listings.set(index, { rule, ...where })
    }
  }
  return listings
}

type Place = [index: number, where: { entry: unknown; place: string }]

function byIndex(body: unknown, { index: path, list }: ItemRule, items: readonly Item[]): Place[] {
  if (path === undefined) return []
  const all = [...items.keys()]
  return find(body, path).flatMap(({ value, entry, place }): Place[] => {
    const among = list === undefined ? all : inList(entry, list, items)
    const index = typeof value === 'number' ? among[value] : undefined
    return index === undefined ? [] : [[index, { entry, place }]]
  })
}

/** The items of the list that an entry names, in their order. */
function inList(entry: unknown, list: string, items: readonly Item[]): number[] {
  const name = isObject(entry) ? own(entry, list) : undefined
  if (typeof name !== 'string') return []
  return items.flatMap(({ body }, index) => (Object.hasOwn(body, name) ? [index] : []))
}

function byValue(body: unknown, { named, by }: ItemRule, items: readonly Item[]): Place[] {
  if (named === undefined || by === undefined) return []
  const names = find(body, named)[0]?.value
  if (!isObject(names)) return []
  return items.flatMap((item, index): Place[] => {
    const value = own(item.body, by)
    const isName = typeof value === 'string' || typeof value === 'number'
    // The place leaves the name out: it is a person's.
    return isName && Object.hasOwn(names, value)
      ? [[index, { entry: undefined, place: named }]]
      : []
  })
}
