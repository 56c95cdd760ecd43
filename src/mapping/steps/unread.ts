import { isObject, put } from '../../event/values.js'
import type { Path } from '../ast.js'
import type { Run } from '../run.js'

/** Members by name: `true` for a whole one, else those of it. */
type Taken = Map<string, Taken | true>

/** A function that takes away what fields were filled from, deep inside; objects that lose their last member by it go too. */
export function unread(source: Path | undefined): (value: unknown, run: Run) => unknown {
  // Paths are those of one mapping: as many as it has.
  const known = { call: new Map<Path, string[]>(), person: new Map<Path, string[]>() }
  return (value, run) => {
    if (run.taken.length === 0) return value
    const names = run.event.type === 'identify' ? known.person : known.call
    return without(value, takenBelow(source, run, names))
  }
}

/** The names that lead from the source to what a path took; a list is taken whole. Of an identify call, `user` reads the traits first. */
function belowSource(path: Path, source: Path | undefined, { event }: Run): string[] {
  if (source === undefined) return []
  const ofPerson = path.root === 'user' && source.text === 'traits' && event.type === 'identify'
  if (!ofPerson && !path.text.startsWith(`${source.text}.`)) return []
  const names = ofPerson ? path.names : path.names.slice(source.names.length)
  const list = names.findIndex(({ each }) => each)
  return (list < 0 ? names : names.slice(0, list + 1)).map(({ name }) => name)
}

function takenBelow(source: Path | undefined, run: Run, known: Map<Path, string[]>): Taken {
  const taken: Taken = new Map()
  for (const path of run.taken) {
    let names = known.get(path)
    if (names === undefined) {
      names = belowSource(path, source, run)
      known.set(path, names)
    }
    let level = taken
    for (let depth = 0; depth < names.length; depth++) {
      const name = names[depth] ?? ''
      const above = level.get(name)
      if (above === true) break
      if (depth === names.length - 1) level.set(name, true)
      else {
        const deeper: Taken = above ?? new Map()
        level.set(name, deeper)
        level = deeper
      }
    }
  }
  return taken
}

function without(value: unknown, taken: Taken): unknown {
  if (!isObject(value) || taken.size === 0) return value
  const left: Record<string, unknown> = {}
  let lost = false
  let some = false
  for (const name of Object.keys(value)) {
    const from = taken.get(name)
    const member =
      from === undefined ? value[name] : from === true ? undefined : without(value[name], from)
    if (from !== undefined && member === undefined) lost = true
    else {
      put(left, name, member)
      some = true
    }
  }
  return lost && !some ? undefined : left
}
