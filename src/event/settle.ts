import type { Change, Members } from './canonical.js'
import { isListShape, type MemberShapes, type Shape, spellingOf } from './catalogue/shape.js'
import { nameKey } from './name-key.js'
import { isNothing } from './nothing.js'
import { join, type Settle, scalarSettler } from './settle-scalar.js'
import { isObject, own } from './values.js'

/** The known members of an object, made ready for many objects. */
export interface Known {
  readonly members: ReadonlyMap<string, Settle>
  /** `nameKey` of every other spelling → the member. */
  readonly spellings: ReadonlyMap<string, string>
}

/** No spelling of a known member is longer. */
const MAX_LENGTH = 64

export function know(shapes: MemberShapes): Known {
  const members = new Map<string, Settle>()
  const spellings = new Map<string, string>()
  for (const [name, shape] of Object.entries(shapes)) {
    const right = spellingOf(shape)
    if (right === undefined) members.set(name, settler(shape))
    spellings.set(nameKey(name), right ?? name)
  }
  return { members, spellings }
}

/**
 * Known members in their spelling and type, all else as it was. What cannot be
 * converted stays. Copies only what changes.
 */
export function settleMembers(
  object: Members,
  known: Known,
  path: string,
  changes: Change[],
): Members {
  let settled: Record<string, unknown> | undefined
  for (const name of Object.keys(object)) {
    const settle = known.members.get(name)
    if (settle === undefined) {
      settled = respell(object, name, settled, known, path, changes)
      continue
    }
    const from = object[name]
    const to = settle(from, path, name, changes)
    if (Object.is(to, from)) continue
    settled ??= { ...object }
    settled[name] = to
  }
  return settled ?? object
}

/** Moves a member to its own name, unless something is there. */
function respell(
  object: Members,
  name: string,
  settled: Record<string, unknown> | undefined,
  known: Known,
  path: string,
  changes: Change[],
): Record<string, unknown> | undefined {
  const right = otherSpelling(name, known)
  if (right === undefined) return settled
  const from = object[name]
  const there = own(settled ?? object, right)
  if (isNothing(from) || !isNothing(there)) return settled
  changes.push({ path: `${path}.${name}`, from, to: undefined, rule: 'spelling' })
  changes.push({ path: `${path}.${right}`, from: there, to: from, rule: 'spelling' })
  const moved = settled ?? { ...object }
  delete moved[name]
  moved[right] = known.members.get(right)?.(from, path, right, changes)
  return moved
}

function otherSpelling(name: string, known: Known): string | undefined {
  return name.length > MAX_LENGTH ? undefined : known.spellings.get(nameKey(name))
}

function settler(shape: Shape): Settle {
  if (typeof shape === 'string') return scalarSettler(shape)
  if (isListShape(shape)) return list(shape[0])
  const known = know(shape)
  return (value, path, name, changes) =>
    isObject(value) ? settleMembers(value, known, join(path, name), changes) : value
}

/** An object in place of a list is its one element if it has any of an element's members; all else that is no list stays. */
function list(element: Shape): Settle {
  const settle = settler(element)
  const known = typeof element === 'object' && !isListShape(element) ? know(element) : undefined
  const isElement = (value: Members) =>
    known !== undefined &&
    Object.keys(value).some((name) => (known.members.has(name) ? name : otherSpelling(name, known)))
  return (value, path, name, changes) => {
    const here = join(path, name)
    if (isObject(value) && isElement(value)) {
      changes.push({ path: here, from: value, to: [value], rule: 'list of one' })
      return [settle(value, here, 0, changes)]
    }
    if (!Array.isArray(value)) return value
    let settled: unknown[] | undefined
    for (let index = 0; index < value.length; index++) {
      const to = settle(value[index], here, index, changes)
      if (Object.is(to, value[index])) continue
      settled ??= [...value]
      settled[index] = to
    }
    return settled ?? value
  }
}
