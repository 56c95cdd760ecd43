import { sha256 } from '#sha256'
import type { Item, JsonObject } from '../result.js'
import { type Joinable, joinableOf, keepJoinable } from './aside.js'

/** The batch key of an item: the same for all that are equal in all but the list; one without a list stays alone. */
export function joinKey(item: Item, list: string): string {
  const { text, start } = partOf(item, list)
  return sha256(start === 0 ? `${item.dedupeKey} ${text}` : text.slice(0, start))
}

function joinable(body: JsonObject, list: string): Joinable {
  const elements = body[list]
  if (!Array.isArray(elements) || elements.length === 0) {
    return { text: JSON.stringify(body), start: 0 }
  }
  const others = JSON.stringify({ ...body, [list]: undefined }).slice(0, -1)
  const head = `${others}${others === '{' ? '' : ','}${JSON.stringify(list)}:`
  return { text: `${head}${JSON.stringify(elements)}}`, start: head.length + 1 }
}

/** The one body of items that are equal in all but the list: with the elements of all. */
export function joinedText(items: readonly Item[], list: string): string {
  const [first] = items
  if (first === undefined) return '{}'
  const { text, start } = partOf(first, list)
  if (start === 0 || items.length === 1) return text
  const elements = items.map((item) => {
    const own = partOf(item, list)
    return own.text.slice(own.start, -2)
  })
  return `${text.slice(0, start)}${elements.join(',')}]}`
}

/** The text of an item in which its list stands last, as `build` kept it; one that came back from JSON has none. */
export function partOf(item: Item, list: string): Joinable {
  const kept = joinableOf(item)
  if (kept !== undefined) return kept
  const made = joinable(item.body, list)
  keepJoinable(item, made)
  return made
}
