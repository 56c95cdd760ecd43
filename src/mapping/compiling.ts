import type { Argument, MappingTree, Node, ObjectTree, Path } from './ast.js'
import type { OwnFunction } from './own-step.js'
import type { Tools } from './tools.js'

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
export function askedPaths({ rules }: MappingTree): ReadonlySet<string> {
  const asked = new Set<string>()
  const inNode = ({ source, steps }: Node): void => {
    for (const { argument } of steps) inArgument(argument)
    if (source.kind === 'first') source.options.forEach(inNode)
    else if (source.kind === 'list') source.cells.forEach(inNode)
    else if (source.kind === 'object') inObject(source.object)
    else if (source.kind === 'pair') [source.key, source.value].forEach(inNode)
  }
  const inArgument = (argument: Argument): void => {
    if (argument.kind === 'source') asked.add(argument.path.text)
    else if (argument.kind === 'node') inNode(argument.node)
  }
  const inObject = ({ fields, rest }: ObjectTree): void => {
    for (const { node } of fields) inNode(node)
    if (rest !== undefined) inNode(rest)
  }
  for (const { emit } of rules) for (const { object } of emit) inObject(object)
  return asked
}
