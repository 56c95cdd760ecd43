import type { ItemRule } from '../destination.js'
import { isObject, own } from '../event/values.js'
import type { Item } from '../result.js'
import { find } from './answer.js'

/** What a request carries for one event. Its item is read only where an answer lists single ones. */
export interface Carried {
  readonly item: Item
}

/** An item that the answer lists: by which rule, and in which entry. */
export interface Listing {
  rule: ItemRule
  entry: unknown
  place: string
}

export interface Listed {
  /** By index. Of an item that is listed twice the earlier rule decides. */
  listings: Map<number, Listing>
  /** The answer lists something that cannot be told from the others: any of them may be meant. */
  unplaced: boolean
}

/** The items that the answer lists. */
export function listed(
  body: unknown,
  rules: readonly ItemRule[],
  carried: readonly Carried[],
): Listed {
  const listings = new Map<number, Listing>()
  let unplaced = false
  for (const rule of rules) {
    if (entriesOf(body, rule) > byIndex(body, rule, carried).length) unplaced = true
    for (const [index, where] of [
      ...byIndex(body, rule, carried),
      ...byValue(body, rule, carried),
    ]) {
      if (!listings.has(index)) listings.set(index, { rule, ...where })
    }
  }
  return { listings, unplaced }
}

/** How many entries a rule's list has, each of which is to name an item by its index. */
function entriesOf(body: unknown, { index }: ItemRule): number {
  const list = index === undefined ? -1 : index.lastIndexOf('[]')
  return list < 0 || index === undefined ? 0 : find(body, index.slice(0, list + 2)).length
}

type Place = [index: number, where: { entry: unknown; place: string }]

function byIndex(
  body: unknown,
  { index: path, list }: ItemRule,
  carried: readonly Carried[],
): Place[] {
  if (path === undefined) return []
  const all = [...carried.keys()]
  return find(body, path).flatMap(({ value, entry, place }): Place[] => {
    const among = list === undefined ? all : inList(entry, list, carried)
    const index = typeof value === 'number' ? among[value] : undefined
    return index === undefined ? [] : [[index, { entry, place }]]
  })
}

/** The items of the list that an entry names, in their order. */
function inList(entry: unknown, list: string, carried: readonly Carried[]): number[] {
  const name = isObject(entry) ? own(entry, list) : undefined
  if (typeof name !== 'string') return []
  return carried.flatMap(({ item: { body } }, index) => (Object.hasOwn(body, name) ? [index] : []))
}

function byValue(body: unknown, { named, by }: ItemRule, carried: readonly Carried[]): Place[] {
  if (named === undefined || by === undefined) return []
  const names = find(body, named)[0]?.value
  if (!isObject(names)) return []
  return carried.flatMap(({ item }, index): Place[] => {
    const value = own(item.body, by)
    const isName = typeof value === 'string' || typeof value === 'number'
    // The place leaves the name out: it is a person's.
    return isName && Object.hasOwn(names, value)
      ? [[index, { entry: undefined, place: named }]]
      : []
  })
}
