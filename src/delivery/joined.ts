import memoize from 'lodash/memoize.js'
import { sha256 } from '#sha256'
import type { Item, JsonObject } from '../result.js'
import { utf8Length } from '../utf8.js'
import { maker } from '../young.js'
import { type Joinable, joinableOf, keepJoinable } from './aside.js'

/** The batch key of an item: the same for all that are equal in all but the list; one without a list stays alone. */
export function joinKey(item: Item, list: string): string {
  return partOf(item, list).key
}

/** What an item is grouped by. Where bodies are joined they decide: a key that came back from JSON may be older than its body. */
export function groupKey(item: Item, joins: string | undefined): string | undefined {
  return joins === undefined ? item.batchKey : joinKey(item, joins)
}

/** The name of a list as JSON text; endpoints have few. */
const nameText = memoize((list: string) => JSON.stringify(list))

/**
 * The one body of items that are equal in all but the list: with the elements of
 * all, behind members that stand first. Added one to the other, as a text that is
 * cut or joined on the way would be copied each time.
 */
export function joinedText(items: readonly Item[], list: string, first: JsonObject = {}): string {
  const parts = items.map((item) => partOf(item, list))
  const { others = '{}', elements } = parts[0] ?? {}
  let text = separated(JSON.stringify(first).slice(1, -1), others.slice(1, -1))
  if (elements !== undefined) {
    text = separated(text, `${nameText(list)}:[`)
    let comma = ''
    for (const part of parts) {
      text += comma
      text += part.elements?.slice(1, -1)
      comma = ','
    }
    text += ']'
  }
  return `{${text}}`
}

function separated(before: string, after: string): string {
  return before === '' || after === '' ? before + after : `${before},${after}`
}

/** The text of an item in two parts, made once; one that came back from JSON has none yet. */
export function partOf(item: Item, list: string): Joinable {
  return joinableOf(item) ?? made(item, list)
}

function made(item: Item, list: string): Joinable {
  const { body, dedupeKey } = item
  const elements = elementsIn(body, list)
  const others = JSON.stringify(elements === undefined ? body : { ...body, [list]: undefined })
  const key = sha256(elements === undefined ? `${dedupeKey} ${others}` : others)
  const joinable = new Parts(others, elements, key)
  keepJoinable(item, joinable, bytesOf(joinable, list))
  return joinable
}

const Parts = maker(function (
  this: Joinable,
  others: string,
  elements: string | undefined,
  key: string,
) {
  this.others = others
  this.elements = elements
  this.key = key
})

function elementsIn(body: JsonObject, list: string): string | undefined {
  const elements = body[list]
  const some = Array.isArray(elements) && elements.length > 0
  return some ? JSON.stringify(elements) : undefined
}

function bytesOf({ others, elements }: Joinable, list: string): number {
  const rest = utf8Length(others)
  if (elements === undefined) return rest
  // The comma before the name of the list, and the colon behind it.
  const marks = others === '{}' ? 1 : 2
  return rest + marks + utf8Length(nameText(list)) + utf8Length(elements)
}
