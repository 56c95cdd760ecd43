/**
 * Objects and lists that outlive the event they are made of: items and results wait in batches.
 *
 * V8 watches what each literal in the source makes. Where most of it outlives a
 * collection, and in a batch it does, it is made among old objects from then on;
 * all that hangs on it is then copied twice and stays until a full collection:
 * half of the time of mapping and batching. What a constructor makes, or a copy of
 * a list, begins young ever after.
 */

/** A constructor of plain objects, which `fill` gives their members. */
export function maker<Members extends object, Given extends unknown[]>(
  fill: (this: Members, ...given: Given) => void,
): new (
  ...given: Given
) => Members {
  fill.prototype = Object.prototype
  return fill as unknown as new (
    ...given: Given
  ) => Members
}

const one: unknown[] = [{}]
/** Has held an object, so that copies of it are ready for any. */
const nothing = [...one]
nothing.pop()

/** A list to be filled. */
export function emptyList<Element = unknown>(): Element[] {
  return nothing.slice() as Element[]
}

/** A list that copies are made of, ready for any elements. */
export function blankList<Element>(list: Element[]): Element[] {
  const any: unknown[] = list
  any.push({})
  any.pop()
  return list
}

/** A list of one element, with room for no more: what is pushed to a list makes room for seventeen. */
export function listOf<Element>(element: Element): Element[] {
  const list = one.slice() as Element[]
  list[0] = element
  return list
}
