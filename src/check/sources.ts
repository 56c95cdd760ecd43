import { pathTypes } from '../event/catalogue.js'
import { nameKey } from '../event/name-key.js'
import type { Path } from '../mapping/ast.js'
import type { Check, Parsed } from './check.js'
import type { Found } from './finding.js'
import { canonicalPaths, sentPaths } from './known-paths.js'
import { hint } from './nearest-path.js'
import { readingsOf } from './reads.js'

/** Their members are checked elsewhere, or are nobody's but the user's. */
const open = new Set(['settings', 'options', 'out', 'item', 'properties'])

export const sources: Check<Parsed> = {
  name: 'sources',
  description:
    'Paths that no event can have, and misspelt traits. Other traits that the catalogue has not only warn, under `user`.',
  severity: 'error',
  *run({ tree }) {
    for (const { path, place, beside } of readingsOf(tree)) {
      const found = open.has(path.root) ? undefined : unknown(path, beside)
      if (found !== undefined) yield { path: place, ...found }
    }
  },
}

function unknown({ root, text }: Path, beside: readonly string[]): Omit<Found, 'path'> | undefined {
  const paths = root === 'sent' ? sentPaths : canonicalPaths
  if (text === root || paths.has(text)) return undefined
  const near = paths.near(text)
  if (root !== 'user' && root !== 'traits') {
    return { message: `the canonical event has no "${text}"${hint(near)}` }
  }
  // In `traits` they stand as the app spelt them, in `user` as they are catalogued.
  if (root === 'traits' && (near === undefined || respelt.has(nameKey(text)))) return undefined
  // An alternative to a trait that is known is an app's own spelling; levels away it is no slip.
  if (beside.some(canonicalPaths.has)) return undefined
  if (near !== undefined && levels(near) === levels(text)) {
    return { message: `the catalogue has no trait "${text}"${hint(near)}` }
  }
  const message = `the catalogue has no trait "${text}"; only an app of its own sends it`
  return { message, severity: 'warning' }
}

const levels = (path: string): number => path.split('.').length

const respelt = new Set(
  [...pathTypes.keys()].filter((path) => path.startsWith('traits.')).map(nameKey),
)
