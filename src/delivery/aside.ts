import type { Item } from '../result.js'

/** What is known of an item and does not belong to it. */
interface Aside {
  text: string | undefined
  time: number | undefined
}

const asides = new WeakMap<Item, Aside>()

function asideOf(item: Item): Aside {
  let aside = asides.get(item)
  if (aside === undefined) {
    aside = { text: undefined, time: undefined }
    asides.set(item, aside)
  }
  return aside
}

/** The body as JSON text, made once: it is needed for its size, and again for the wire. */
export function itemText(item: Item): string {
  const aside = asideOf(item)
  aside.text ??= JSON.stringify(item.body)
  return aside.text
}

/** Keeps when the event of an item happened: bodies may say it in any form. */
export function keepEventTime(item: Item, time: number): void {
  asideOf(item).time = time
}

/** Milliseconds since 1970; undefined for an item that came back from JSON. */
export function eventTimeOf(item: Item): number | undefined {
  return asides.get(item)?.time
}
