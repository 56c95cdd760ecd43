import type { Item } from './result.js'

const times = new WeakMap<Item, number>()

/** Keeps beside the item when its event happened: the body may say it in any form, and items stay plain. */
export function keepEventTime(item: Item, time: number): void {
  times.set(item, time)
}

/** Milliseconds since 1970; undefined for an item that came back from JSON. */
export function eventTimeOf(item: Item): number | undefined {
  return times.get(item)
}
