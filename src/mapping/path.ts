import { pathTypes, type ValueType } from '../event/catalogue.js'
import { didYouMean } from '../nearest.js'
import type { Path } from './ast.js'

/** What a path may begin with. */
export const roots = [
  ...[
    'type',
    'event',
    'catalogued',
    'name',
    'category',
    'userId',
    'anonymousId',
    'previousId',
    'groupId',
  ],
  ...['messageId', 'timestamp', 'properties', 'traits', 'context', 'user', 'settings', 'options'],
  ...['sent', 'dedupeKey', 'item', 'index', 'out'],
]

const inherited = new Set(['__proto__', 'constructor', 'prototype'])

/** Names of the objects that are being written around a node, the innermost first. */
export type Scope = readonly ReadonlySet<string>[]

/**
 * What stands around a path: the objects that are being written, and the lists
 * that `each` goes through, the innermost last; undefined for what is no path.
 */
export type Around = [scope?: Scope, lists?: readonly (string | undefined)[]]

/** Reads `root.name.list[].name`. Throws an Error whose message tells what to write instead. */
export function parsePath(text: string, ...[scope = [], lists = []]: Around): Path {
  const [first = '', ...rest] = text.split('.')
  const root = first.endsWith('[]') ? first.slice(0, -2) : first
  if (!roots.includes(root)) {
    throw new Error(
      `a path begins with ${roots.join(', ')}; "${text}" does not${didYouMean(root, roots)}`,
    )
  }
  const names = rest.map((part) => {
    const each = part.endsWith('[]')
    const name = each ? part.slice(0, -2) : part
    if (name === '') throw new Error(`"${text}" has an empty name`)
    if (inherited.has(name)) throw new Error(`"${text}": ${name} is never data`)
    return { name, each }
  })
  const outwards = root === 'out' ? resolveOut(text, names[0]?.name, scope) : 0
  if ((root === 'item' || root === 'index') && lists.length === 0) {
    throw new Error(`"${text}" is there only inside "each"`)
  }
  return { text, root, names, type: typeOf(text, root, lists.at(-1)), outwards }
}

/** Of a list path, what its elements are; `item` is an element of the list that `each` goes through. */
function typeOf(text: string, root: string, list: string | undefined): ValueType {
  if (root === 'settings' || root === 'out') return 'any'
  if (root !== 'item') return pathTypes.get(text) ?? 'any'
  // An element of another kind is for its members to refuse.
  if (list === undefined || text === 'item') return 'any'
  return pathTypes.get(`${list}[]${text.slice('item'.length)}`) ?? 'any'
}

function resolveOut(text: string, name: string | undefined, scope: Scope): number {
  const outwards = scope.findIndex((names) => name !== undefined && names.has(name))
  if (outwards < 0) {
    const known = scope.flatMap((names) => [...names])
    const hint = didYouMean(name ?? '', known)
    throw new Error(`"${text}": no field of this name is written above${hint}`)
  }
  return outwards
}
