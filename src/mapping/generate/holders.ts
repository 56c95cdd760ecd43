import type { Node, Path, Source } from '../ast.js'
import { isHeld } from './counts.js'

/** What values are read of: the options, an object of the event, or a setting. */
export type Holder = Pick<Path, 'root'> & { names: readonly string[] }

/**
 * The objects that a node reads all it gives of: without any of them it gives
 * nothing, and tells nothing. Undefined for a node that may give something all
 * the same, and for one so small that it is as well read as asked about.
 */
export function holdersOf(node: Node): readonly Holder[] | undefined {
  const found = holders(node)
  if (found === undefined) return undefined
  const once = new Map(found.map((holder) => [JSON.stringify(holder), holder]))
  const isWorth =
    found.length > once.size ||
    found.some(({ root }) => root === 'options') ||
    found.every(({ root }) => root === 'settings')
  return isWorth ? [...once.values()] : undefined
}

function holders(node: Node): Holder[] | undefined {
  const { source, required, warn } = node
  if (Object.hasOwn(node, 'default') || required !== undefined || warn !== undefined)
    return undefined
  return ofSource(source)
}

function ofSource(source: Source): Holder[] | undefined {
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

function all(nodes: readonly Node[]): Holder[] | undefined {
  const found: Holder[] = []
  for (const node of nodes) {
    const some = holders(node)
    if (some === undefined) return undefined
    found.push(...some)
  }
  return found
}

function ofPath({ root, names }: Path): Holder[] | undefined {
  if (root === 'options' && names.length > 0) return [{ root, names: [] }]
  if (root === 'settings' && !names.some(({ each }) => each)) {
    return [{ root, names: names.map(({ name }) => name) }]
  }
  if (!isHeld({ root }) || names.length < 2) return undefined
  return [{ root, names: names.slice(0, -1).map(({ name }) => name) }]
}
