import type { Item } from '../result.js'
import { utf8Length } from '../utf8.js'

/** A body as JSON text in two parts, for an endpoint that joins the lists of several. */
export interface Joinable {
  /** All but the list; where there is nothing to join, the whole body. */
  others: string
  elements: string | undefined
  /** The same for all that may travel together. */
  key: string
}

/** Makes its fields members of any object: a constructor may give another one. */
class ReturnOverride {
  constructor(item: Item) {
    // biome-ignore lint/correctness/noConstructorReturn: it is what this class is for.
    return item
  }
}

/**
 * What is known of an item and does not belong to it: a copy of one has
 * nothing of it, nor has its JSON. A WeakMap of all items under way would cost
 * more than half of the stages that use it.
 */
class Aside extends ReturnOverride {
  #text: string | Joinable | undefined = undefined
  #bytes: number | undefined = undefined
  #time: number | undefined = undefined

  static text(item: Item): string {
    const known = Aside.#of(item)
    if (typeof known.#text === 'object') return JSON.stringify(item.body)
    known.#text ??= JSON.stringify(item.body)
    return known.#text
  }

  static keepJoinable(item: Item, joinable: Joinable, bytes: number): void {
    const known = Aside.#of(item)
    known.#text = joinable
    known.#bytes = bytes
  }

  static joinable(item: Item): Joinable | undefined {
    const text = Aside.#of(item).#text
    return typeof text === 'string' ? undefined : text
  }

  static forgetText(item: Item): void {
    Aside.#of(item).#text = undefined
  }

  static bytes(item: Item): number {
    const known = Aside.#of(item)
    known.#bytes ??= utf8Length(Aside.text(item))
    return known.#bytes
  }

  static keepTime(item: Item, time: number): void {
    Aside.#of(item).#time = time
  }

  static time(item: Item): number | undefined {
    return Aside.#of(item).#time
  }

  static #of(item: Item): Aside {
    if (#text in item) return item as unknown as Aside
    return Object.isExtensible(item) ? new Aside(item) : Aside.#ofFrozen(item)
  }

  /** What is frozen may take no fields. */
  static #ofFrozen(item: Item): Aside {
    const known = frozen.get(item) ?? new Aside({ ...item })
    frozen.set(item, known)
    return known
  }
}

const frozen = new WeakMap<Item, Aside>()

/** The body as JSON text, made once: it is needed for its size, and again for the wire. Of an item that is joined with others, there is none to keep. */
export function itemText(item: Item): string {
  return Aside.text(item)
}

/** Keeps the two parts of an item that is joined with others, and the UTF-8 bytes of the whole. */
export function keepJoinable(item: Item, joinable: Joinable, bytes: number): void {
  Aside.keepJoinable(item, joinable, bytes)
}

/** Those parts; undefined where none were kept. */
export function joinableOf(item: Item): Joinable | undefined {
  return Aside.joinable(item)
}

/** Lets the text, or its parts, go: it stands in a request now. Whoever needs it again makes it again. */
export function forgetText(item: Item): void {
  Aside.forgetText(item)
}

/** UTF-8 bytes of the body as JSON text. */
export function itemBytes(item: Item): number {
  return Aside.bytes(item)
}

/** Keeps when the event of an item happened: bodies may say it in any form. */
export function keepEventTime(item: Item, time: number): void {
  Aside.keepTime(item, time)
}

/** Milliseconds since 1970; undefined for an item that came back from JSON. */
export function eventTimeOf(item: Item): number | undefined {
  return Aside.time(item)
}
