import type { Node, Path, Source } from '../ast.js'
import { isHeld } from './counts.js'

/** What values are read of: the options, an object of the event, or a setting. */
export type Holder = Pick<Path, 'root'> & { names: readonly string[] }

/** `whole`: it is read itself as well, and may be of any type. */
export type Needed = Holder & { whole: boolean }

/**
 * The objects that a node reads all it gives of: without any of them it gives
 * nothing, and tells nothing. Undefined for a node that may give something all
 * the same, and for one so small that it is as well read as asked about.
 */
export function holdersOf(node: Node): readonly Needed[] | undefined {
  const found = holders(node)
  if (found === undefined) return undefined
  const once = new Map<string, Needed>()
  for (const needed of found) {
    const key = JSON.stringify([needed.root, needed.names])
    const whole = needed.whole || once.get(key)?.whole === true
    once.set(key, { ...needed, whole })
  }
  const isWorth =
    found.length > once.size ||
    found.some(({ root }) => root === 'options') ||
    found.every(({ root }) => root === 'settings') ||
    [...once.values()].every(({ whole, names }) => !whole && names.length > 0)
  return isWorth ? [...once.values()] : undefined
}

/** Whether anything comes of it that a node gives nothing. */
export function isMissed(node: Node): boolean {
  const { required, warn } = node
  return Object.hasOwn(node, 'default') || required !== undefined || warn !== undefined
}

function holders(node: Node): Needed[] | undefined {
  return isMissed(node) ? undefined : ofSource(node.source)
}

function ofSource(source: Source): Needed[] | undefined {
  switch (source.kind) {
    case 'path':
      return ofPath(source.path)
    case 'first':
      return all(source.options)
    case 'list':
      return source.blank === undefined ? all(source.cells) : undefined
    case 'pair':
      return all([source.key, source.value])
    case 'object': {
      const { fields, rest, needs } = source.object
      if (needs.length > 0) return undefined
      return all([...fields.map(({ node }) => node), ...(rest === undefined ? [] : [rest])])
    }
    case 'template':
      for (const part of source.template) {
        const found = typeof part === 'string' ? undefined : ofPath(part)
        if (found !== undefined) return found
      }
      return undefined
    default:
      return undefined
  }
}

function all(nodes: readonly Node[]): Needed[] | undefined {
  const found: Needed[] = []
  for (const node of nodes) {
    const some = holders(node)
    if (some === undefined) return undefined
    found.push(...some)
  }
  return found
}

/** Undefined for a path through a list, whose elements are read, and not the list. */
function ofPath({ root, names }: Path): Needed[] | undefined {
  const whole = { root, names: names.map(({ name }) => name), whole: true }
  if (root === 'options' && names.length > 0) return [{ root, names: [], whole: false }]
  if (names.some(({ each }) => each)) return undefined
  if (root === 'settings') return [whole]
  if (!isHeld({ root }) || names.length === 0) return undefined
  return names.length === 1
    ? [whole]
    : [{ ...whole, names: whole.names.slice(0, -1), whole: false }]
}
