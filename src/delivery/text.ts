import type { Item } from '../result.js'

const texts = new WeakMap<Item, string>()

/** The body as JSON text, made once: it is needed for its size, and again for the wire. */
export function itemText(item: Item): string {
  let text = texts.get(item)
  if (text === undefined) {
    text = JSON.stringify(item.body)
    texts.set(item, text)
  }
  return text
}
