import type { Item, JsonObject } from '../result.js'
import { itemText, keepText, listStart } from './aside.js'

/** A body as JSON text with the list that is joined as its last member. */
export interface Joinable {
  text: string
  /** Where the elements of the list begin; 0 where it has none. */
  start: number
}

export function joinable(body: JsonObject, list: string): Joinable {
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
  const { text, start } = kept(first, list)
  if (start === 0 || items.length === 1) return text
  const elements = items.map((item) => {
    const own = kept(item, list)
    return own.text.slice(own.start, -2)
  })
  return `${text.slice(0, start)}${elements.join(',')}]}`
}

/** An item that came back from JSON has no text yet, or one in which the list may stand anywhere. */
function kept(item: Item, list: string): Joinable {
  const start = listStart(item)
  if (start !== undefined) return { text: itemText(item), start }
  const made = joinable(item.body, list)
  keepText(item, made.text, made.start)
  return made
}
