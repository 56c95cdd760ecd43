import get from 'lodash/get.js'
import type { Difference, Relation } from '../compare.js'
import { eventsOf } from '../recorded.js'

/** A kind of difference that was looked into: the page tells it under a heading whose anchor is this id. */
export interface Kind {
  id: string
  /** Of every destination, where there is none. */
  destination?: string
  relation?: Relation
  /** Kind of unit and field, as the comparison names them. */
  fields: RegExp
  /** What fields alone do not tell. */
  test?: (difference: Difference) => boolean
}

/** Kinds of one destination. */
export function kindsOf(destination: string, kinds: readonly Kind[]): Kind[] {
  return kinds.map((kind) => ({ ...kind, destination }))
}

/** What stands at a path of the first recorded event. */
export function sent({ recorded }: Difference, path: string): unknown {
  return get(eventsOf(recorded)[0], path)
}

export function under(...ends: readonly string[]): (difference: Difference) => boolean {
  return ({ path }) => ends.some((end) => path.endsWith(`/${end}`))
}

/** Recorded with the library that came before the present one. */
export function isClassic({ recorded }: Difference): boolean {
  return !recorded.id.startsWith('actions-')
}
