import { pathTypes } from '../../../src/event/catalogue.js'
import type { Random } from '../../stand-in/vendor.js'

export type Json = Record<string, unknown>

/** What one mapping is drawn with. */
export interface Drawing {
  random: Random
  /** The paths of this mapping: a few, so that fields, conditions and `rest` meet. */
  paths: readonly string[]
  /** Those it was written with, elements of lists as `list[].name`. */
  used: Set<string>
  lookUps: readonly string[]
  sets: readonly string[]
  /** Parts that are whole nodes, and parts that `use` takes. */
  parts: string[]
  fieldParts: string[]
}

/** Where a node stands. */
export interface Around {
  /** Names of the fields written above, the innermost object first. */
  scope: readonly string[][]
  /** Inside `each`: the list it goes through, where that is a path. */
  item?: { list: string | undefined }
  depth: number
}

export const settings = [
  ...['region', 'names', 'lookUp', 'template', 'path', 'nested', 'flag', 'count'],
]

/** Member names of events: some that prototypes have, some that need quotes, two that trees have. */
export const words: readonly string[] = [
  ...['a', 'b', 'price', 'note', 'place', 'a b', 'ščř', '$set', 'toString'],
  ...['0', 'x-y', 'hasOwnProperty', '"', `a\`\${b}`],
]

const listed = [...pathTypes.keys()]
const spread = listed.filter((path) => path.includes('[].'))
const typed = listed.filter((path) => !path.includes('[]'))
const roots: readonly string[] = [
  ...['event', 'name', 'category', 'userId', 'anonymousId', 'previousId', 'groupId'],
  ...['messageId', 'timestamp', 'catalogued', 'dedupeKey', 'type'],
  ...['properties', 'traits', 'context', 'user', 'sent', 'options'],
]
const containers: readonly string[] = [
  'properties',
  'properties',
  'traits',
  'context',
  'user',
  'sent',
  'options',
]

/** A path of any kind that the language reads outside of `each`. */
export function drawPath(random: Random): string {
  const word = () => choose(random, words)
  const start = choose(random, containers)
  return oneOf(random, [
    () => choose(random, roots),
    () => choose(random, typed),
    () => choose(random, typed),
    () => choose(random, spread),
    () => `${start}.${word()}`,
    () => `${start}.${word()}`,
    () => `${start}.${word()}.${word()}`,
    () => `${start}.${word()}.${word()}.${word()}`,
    () => `${start}.${word()}[]`,
    () => `${start}.${word()}[].${word()}`,
    () => `${start}.${word()}.${word()}[].${word()}.${word()}`,
    () => `${start}.${word()}[].${word()}[]`,
    () => `settings.${choose(random, settings)}`,
    () => `settings.nested.${word()}`,
  ])
}

/** A path that can be read where a node stands. */
export function pathAt(around: Around, drawing: Drawing): string {
  const { random } = drawing
  const { item } = around
  if (item !== undefined && random() < 0.5) {
    if (random() < 0.15) return 'index'
    if (random() < 0.25) return 'item'
    const below = `.${choose(random, words)}${random() < 0.15 ? `[].${choose(random, words)}` : ''}`
    if (item.list !== undefined) drawing.used.add(`${item.list}[]${below}`)
    return `item${below}`
  }
  const written = around.scope.flat()
  const [first, ...others] = written
  if (first !== undefined && random() < 0.12) {
    const name = choose(random, [first, ...others])
    return `out.${name}${random() < 0.2 ? `.${choose(random, words)}` : ''}`
  }
  return use(choose(random, drawing.paths), drawing)
}

/** Notes that a path is one of the mapping's. */
export function use(path: string, drawing: Drawing): string {
  drawing.used.add(path)
  return path
}

export function chance(random: Random, share: number): boolean {
  return random() < share
}

/** So many of what is drawn, from `least` on. */
export function several<Of>(random: Random, least: number, most: number, one: () => Of): Of[] {
  const count = least + Math.floor(random() * (most - least + 1))
  return Array.from({ length: count }, one)
}

/** One of a list that is not empty. */
export function choose<Of>(random: Random, list: readonly Of[]): Of {
  const index = Math.floor(random() * list.length)
  if (index >= list.length) throw new Error('nothing to choose from')
  return list[index] as Of
}

/** What one of these draws. */
export function oneOf<Of>(random: Random, draws: readonly (() => Of)[]): Of {
  return choose(random, draws)()
}
