import type { MappingTree, Node, ObjectTree, Path } from './ast.js'
import type { OwnFunction } from './own-step.js'
import type { Tools } from './tools.js'
import { nodesOf } from './visit.js'

/** What a node gives that its surroundings cannot do without: the object or list around it is left out. */
export const UNMET = Symbol('required by the parent')

/** What the writers of one mapping are made with. */
export interface Compiling {
  tools: Tools
  functions: Readonly<Record<string, OwnFunction>>
  /** Paths whose members a `rest` or an `unread` asks for: what fields take below them is noted. */
  asked: ReadonlySet<string>
}

/** Whether a field that this path fills is noted. */
export function isAsked({ text }: Path, { asked }: Pick<Compiling, 'asked'>): boolean {
  for (const above of asked) if (text.startsWith(`${above}.`)) return true
  return false
}

/** The sources of every `rest` and every `unread` of a mapping. */
export function askedPaths(tree: MappingTree): ReadonlySet<string> {
  const asked = new Set<string>()
  for (const [{ steps, source }] of nodesOf(tree)) {
    for (const { argument } of steps) {
      if (argument.kind === 'source') asked.add(argument.path.text)
    }
    if (source.kind === 'object') for (const { text } of restPaths(source.object)) asked.add(text)
  }
  for (const { emit } of tree.rules) {
    for (const { object } of emit) for (const { text } of restPaths(object)) asked.add(text)
  }
  if (asked.has('traits')) asked.add('user')
  return asked
}

/** What is poured into an object comes from one of these paths. */
export function restPaths({ rest }: ObjectTree): Path[] {
  const paths = ({ source }: Node): Path[] => {
    if (source.kind === 'path') return [source.path]
    return source.kind === 'first' ? source.options.flatMap(paths) : []
  }
  return rest === undefined ? [] : paths(rest)
}
