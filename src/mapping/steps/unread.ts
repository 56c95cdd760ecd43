import { isObject, put } from '../../event/values.js'
import type { Path } from '../ast.js'
import type { Run } from '../run.js'

/** The names that lead to each member that was taken. */
type Taken = readonly (readonly string[])[]

/** A function that takes away what fields were filled from, deep inside; objects that lose their last member by it go too. */
export function unread(source: Path | undefined): (value: unknown, run: Run) => unknown {
  // No more than the mapping has paths.
  const ofCall = new Map<Path, readonly string[]>()
  const ofPerson = new Map<Path, readonly string[]>()
  return (value, run) => {
    const known = run.event.type === 'identify' ? ofPerson : ofCall
    const taken: (readonly string[])[] = []
    for (const path of run.taken) {
      let names = known.get(path)
      if (names === undefined) {
        names = belowSource(path, source, run)
        known.set(path, names)
      }
      if (names.length > 0 && !taken.includes(names)) taken.push(names)
    }
    return taken.length === 0 ? value : without(value, taken, 0)
  }
}

/** The names that lead from the source to what a path took; a list is taken whole. Of an identify call, `user` reads the traits first. */
function belowSource(path: Path, source: Path | undefined, { event }: Run): readonly string[] {
  if (source === undefined) return []
  const ofPerson = path.root === 'user' && source.text === 'traits' && event.type === 'identify'
  if (!ofPerson && !path.text.startsWith(`${source.text}.`)) return []
  const names = ofPerson ? path.names : path.names.slice(source.names.length)
  const list = names.findIndex(({ each }) => each)
  return (list < 0 ? names : names.slice(0, list + 1)).map(({ name }) => name)
}

/** `depth`: how many names led to the value. */
function without(value: unknown, taken: Taken, depth: number): unknown {
  if (!isObject(value)) return value
  const left: Record<string, unknown> = {}
  let lost = false
  let some = false
  for (const name of Object.keys(value)) {
    const member = remaining(value[name], name, taken, depth)
    if (member === GONE) lost = true
    else {
      put(left, name, member)
      some = true
    }
  }
  return lost && !some ? undefined : left
}

const GONE = Symbol('taken whole')

function remaining(member: unknown, name: string, taken: Taken, depth: number): unknown {
  let inside: (readonly string[])[] | undefined
  for (const names of taken) {
    if (names[depth] !== name) continue
    if (names.length === depth + 1) return GONE
    if (inside === undefined) inside = []
    inside.push(names)
  }
  if (inside === undefined) return member
  const left = without(member, inside, depth + 1)
  return left === undefined ? GONE : left
}
