import { CrosswalkError, type Problem } from '../errors.js'
import { catalogue } from './catalogue.js'
import { nameKey } from './name-key.js'
import { kindOf } from './values.js'

/** Recognised event names → canonical ones: by `nameKey`, and the canonical ones themselves. */
export type EventNames = ReadonlyMap<string, string>

/** No recognised name is longer. */
const MAX_LENGTH = 200

/** The canonical name of a track call; one that means nothing here stays as it is. */
export function canonicalName(name: string, names: EventNames): string {
  const exact = names.get(name)
  if (exact !== undefined) return exact
  return (name.length <= MAX_LENGTH ? names.get(nameKey(name)) : undefined) ?? name
}

/** The canonical name of an event in any spelling of the catalogue; another one stays as it is. */
export function cataloguedName(name: string): string {
  return canonicalName(name, catalogued)
}

/**
 * The catalogue in all its spellings, and an app's aliases above it. An alias may
 * name any spelling of a catalogued event. It is followed one step only: with
 * `A → B` and `B → C`, an event `A` is `B`. Throws a CrosswalkError that lists
 * every alias that is none.
 */
export function eventNames(aliases?: Readonly<Record<string, string>> | null): EventNames {
  const problems: Problem[] = []
  const own = new Map<string, string>()
  for (const [alias, target] of Object.entries(aliases ?? {})) {
    const problem = problemOf(alias, target, own)
    const path = `aliases.${alias}`
    if (problem === undefined) own.set(nameKey(alias), catalogued.get(nameKey(target)) ?? target)
    else problems.push({ code: 'CONFIG_INVALID', path, message: problem })
  }
  if (problems.length > 0) throw new CrosswalkError(problems)
  if (own.size === 0) return catalogued
  const names = new Map([...catalogued, ...own])
  for (const name of catalogue.keys()) names.set(name, names.get(nameKey(name)) ?? name)
  return names
}

function problemOf(
  alias: string,
  target: unknown,
  known: ReadonlyMap<string, string>,
): string | undefined {
  if (nameKey(alias) === '') return 'an alias is a name, this is empty'
  if (typeof target !== 'string' || target.trim() === '') {
    return `an alias stands for an event name, this is ${kindOf(target)}`
  }
  const other = known.get(nameKey(alias))
  return other === undefined || other === (catalogued.get(nameKey(target)) ?? target)
    ? undefined
    : 'another spelling of this name stands for another event'
}

/** Every spelling of every catalogued event by its key, which no two of them share. */
export function* spellings(): Generator<[key: string, name: string]> {
  for (const { name, also = [] } of catalogue.values()) {
    for (const known of [name, ...also]) {
      for (const order of [known, actionFirst(known)]) {
        yield [nameKey(order), name]
        yield [nameKey(order.replace('Application', 'App')), name]
      }
    }
  }
}

/** `Product Added to Wishlist` → `Added Product to Wishlist`: the first word in -ed is what was done. */
function actionFirst(name: string): string {
  const words = name.split(' ')
  const action = words.findIndex((word) => word.endsWith('ed'))
  return [...words.splice(action, 1), ...words].join(' ')
}

const catalogued: EventNames = new Map([
  ...[...catalogue.keys()].map((name): [string, string] => [name, name]),
  ...spellings(),
])
