import { functions } from '../../../destinations/customerio/functions.js'
import { toBoolean } from '../../../src/event/coerce.js'
import { isEmptied } from '../../../src/event/nothing.js'
import { kindOf, put } from '../../../src/event/values.js'
import { cutToLength } from '../../../src/utf8.js'
import {
  type Fields,
  type Members,
  object,
  own,
  refuse,
  something,
  type Told,
} from '../read-told.js'
import { saying } from './attributes.js'

const at = '.cio_subscription_preferences'

/** What a person chose to get, and which members of the trait it was made of; `root` is the target. */
export function preferences(
  given: unknown,
  told: Told,
  root = 'attributes',
): { value: unknown; read: string[] } | undefined {
  if (given === undefined) return undefined
  const chosen: Fields = {}
  const read: string[] = []
  for (const kind of ['topics', 'channels']) {
    const choices = flags(own(given, kind), told, `${root}${at}.${kind}`, `traits${at}.${kind}`)
    if (choices === undefined) continue
    chosen[kind] = choices
    read.push(kind)
  }
  if (read.length === 0) return { value: undefined, read }
  const source = `traits${at}.topics, traits${at}.channels`
  const value = functions.preferences?.(chosen, saying(told, root + at, source))
  return value === undefined || isEmptied(value) ? { value: undefined, read: [] } : { value, read }
}

function flags(given: unknown, told: Told, path: string, source: string): Fields | undefined {
  const choices = object(given)
  if (choices === undefined) return undefined
  const result: Fields = {}
  for (const name of Object.keys(choices)) {
    const value = choices[name]
    if (value === null || something(value) === undefined) continue
    const short = cutToLength(name, 60)
    const wanted =
      toBoolean(value) ??
      refuse(told, `${path}.${short}`, `${source}.${short}`, `${kindOf(value)} is no yes or no`)
    if (wanted !== undefined) put(result, name.toWellFormed(), wanted)
  }
  return Object.keys(result).length === 0 ? undefined : result
}

/** The traits that no field was read from; of the preferences, what is no topic and no channel that was. */
export function withoutRead(
  traits: Members,
  preferred: readonly string[],
  isRead: (name: string, value: unknown) => boolean,
): Fields {
  const left: Fields = {}
  for (const name of Object.keys(traits)) {
    const value = traits[name]
    if (isRead(name, value)) continue
    const rest = name === at.slice(1) ? without(value, preferred) : value
    if (rest !== undefined || value === undefined) put(left, name, rest)
  }
  return left
}

function without(value: unknown, names: readonly string[]): unknown {
  if (names.length === 0) return value
  const left = Object.entries(value as Members).filter(([name]) => !names.includes(name))
  return left.length === 0 ? undefined : Object.fromEntries(left)
}
