import type { MappingTree, Path } from './ast.js'
import type { OwnFunction } from './own-step.js'
import type { Tools } from './tools.js'
import { nodesOf } from './visit.js'

/** What a node gives that its surroundings cannot do without: the object or list around it is left out. */
export const UNMET = Symbol('required by the parent')

/** What the writers of one mapping are made with. */
export interface Compiling {
  tools: Tools
  functions: Readonly<Record<string, OwnFunction>>
  /** Paths whose members an `unread` asks for: what fields take below them is noted. */
  asked: ReadonlySet<string>
}

/** Whether a field that this path fills is noted, for `unread`. */
export function isAsked({ text }: Path, { asked }: Compiling): boolean {
  for (const above of asked) if (text.startsWith(`${above}.`)) return true
  return false
}

/** The sources of all `unread` steps of a mapping. */
export function askedPaths(tree: MappingTree): ReadonlySet<string> {
  const asked = new Set<string>()
  for (const [{ steps }] of nodesOf(tree)) {
    for (const { argument } of steps) {
      if (argument.kind === 'source') asked.add(argument.path.text)
    }
  }
  return asked
}
