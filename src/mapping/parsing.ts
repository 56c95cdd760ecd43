import { isObject } from '../event/values.js'
import { didYouMean } from '../nearest.js'
import type { Binding, Path } from './ast.js'
import { parsePath, type Scope } from './path.js'

export type Members = Readonly<Record<string, unknown>>

/** A named part, and where it is written. */
export interface Part {
  json: unknown
  place: string
}

/** What is known and collected while one file is read. */
export interface Parsing {
  tables: Members
  parts: Readonly<Record<string, Part>>
  settings: readonly string[]
  /** Names of the module's own functions. */
  functions: readonly string[]
  bindings: Binding[]
  problems: { path: string; message: string }[]
  /** Parts that are being read, to find one that uses itself. */
  open: string[]
  /** Paths of the lists that `each` goes through around what is being read; undefined for what is no path. */
  lists: (string | undefined)[]
}

export function problem(parsing: Parsing, path: string, message: string): void {
  parsing.problems.push({ path, message })
}

export function readPath(
  text: string,
  path: string,
  scope: Scope,
  parsing: Parsing,
): Path | undefined {
  try {
    const read = parsePath(text, scope, parsing.lists)
    if (read.root === 'settings') checkSetting(read.names[0]?.name, path, parsing)
    return read
  } catch (error) {
    problem(parsing, path, (error as Error).message)
    return undefined
  }
}

export function checkSetting(name: string | undefined, path: string, parsing: Parsing): void {
  if (name !== undefined && parsing.settings.includes(name)) return
  const hint = didYouMean(name ?? '', parsing.settings)
  problem(parsing, path, `no setting "${name}" can be read${hint}; secrets never can`)
}

/** Notes that this is to be worked out of the settings once per connection. */
export function bind(
  kind: Binding['kind'],
  json: unknown,
  path: string,
  parsing: Parsing,
): number | undefined {
  const [root, ...setting] = typeof json === 'string' ? json.split('.') : []
  if (root !== 'settings' || setting.length === 0) {
    problem(parsing, path, 'names a setting: "settings.x"')
    return undefined
  }
  checkSetting(setting[0], path, parsing)
  return parsing.bindings.push({ kind, setting }) - 1
}

/** A named part as members, marked as being read; undefined where there is none, or it uses itself. */
export function openPart(
  name: string,
  path: string,
  parsing: Parsing,
): { json: Members; place: string } | undefined {
  if (!Object.hasOwn(parsing.parts, name)) {
    const hint = didYouMean(name, Object.keys(parsing.parts))
    problem(parsing, path, `there is no part "${name}"${hint}`)
    return undefined
  }
  if (parsing.open.includes(name)) {
    problem(parsing, path, `the part "${name}" uses itself: ${[...parsing.open, name].join(' → ')}`)
    return undefined
  }
  parsing.open.push(name)
  const { json, place } = parsing.parts[name] as Part
  return { json: isObject(json) ? json : { from: json }, place }
}
