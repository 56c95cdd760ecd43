import type { ValueType } from '../../event/catalogue.js'
import type { Path } from '../ast.js'
import type { Scribe } from './scribe.js'
import { literal } from './source.js'

/** The function that takes what was read as a type. */
export function readAs(type: ValueType): string {
  return `as${type.slice(0, 1).toUpperCase()}${type.slice(1)}`
}

/** The expression that reads a path as it stands. */
export function rawSource(path: Path, scribe: Scribe): string {
  const source = scribe.raw(path)
  if (source !== undefined) return source
  scribe.walks(path)
  return `${scribe.constant('read', `reader(${literal(path)})`)}(run)`
}
