import { sha256 } from '#sha256'
import type { Item, JsonObject } from '../result.js'
import { type Joinable, joinableOf, keepJoinable, nameText } from './aside.js'

/** The batch key of an item: the same for all that are equal in all but the list; one without a list stays alone. */
export function joinKey(item: Item, list: string): string {
  const { others, elements } = partOf(item, list)
  return sha256(elements === undefined ? `${item.dedupeKey} ${others}` : others)
}

/** What an item is grouped by. Of one that came back from JSON the body decides, which somebody may have mended since. */
export function groupKey(item: Item, joins: string | undefined): string | undefined {
  const isKept = joins === undefined || joinableOf(item) !== undefined
  return isKept ? item.batchKey : joinKey(item, joins)
}

function joinable(body: JsonObject, list: string): Joinable {
  const elements = body[list]
  if (!Array.isArray(elements) || elements.length === 0) {
    return { list, others: JSON.stringify(body), elements: undefined }
  }
  const others = JSON.stringify({ ...body, [list]: undefined })
  return { list, others, elements: JSON.stringify(elements) }
}

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

/** The text of an item in two parts, as `build` kept it; one that came back from JSON has none. */
export function partOf(item: Item, list: string): Joinable {
  const kept = joinableOf(item)
  if (kept !== undefined) return kept
  const made = joinable(item.body, list)
  keepJoinable(item, made)
  return made
}
