import type { Path } from '../ast.js'
import type { Scribe } from './scribe.js'
import { literal } from './source.js'

/** The expression that reads a path as it stands. */
export function rawSource(path: Path, scribe: Scribe): string {
  if (scribe.reads(path)) return scribe.raw(path)
  if (path.root === 'out') scribe.walked = true
  return `${scribe.constant('read', `r.reader(${literal(path)})`)}(run)`
}
