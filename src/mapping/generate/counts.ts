import type { ActionTree, Condition, Node, Path } from '../ast.js'
import { nodesIn } from '../visit.js'

/** Roots that are members of the event. */
const ofEvent: ReadonlySet<string> = new Set([
  ...['type', 'event', 'name', 'category', 'userId', 'anonymousId', 'previousId', 'groupId'],
  ...['messageId', 'timestamp', 'properties', 'traits', 'context', 'user', 'sent'],
])

/** Whether a path is read of objects that a function may hold: those of the event, and the element at hand. */
export function isHeld({ root }: Pick<Path, 'root'>): boolean {
  return ofEvent.has(root) || root === 'item'
}

/** Whether a path gives the same all the while an action is written. */
export function isSteady(path: Path): boolean {
  return ofEvent.has(path.root) || ['settings', 'options', 'catalogued'].includes(path.root)
}

/** Keys of what is read or asked; a key of one kind is none of another. */
export const readKey = (root: string, names: readonly string[]) =>
  JSON.stringify(['read', root, ...names])
export const holderKey = (root: string, names: readonly string[]) =>
  JSON.stringify(['holder', root, ...names])
export const quietKey = ({ text }: Path) => JSON.stringify(['quiet', text])
export const whenKey = (when: readonly Condition[]) => JSON.stringify(['when', when])

/** How often each member is read, and each condition asked, in one function: of a path, the members on the way count too. */
export class Counts extends Map<string, number> {
  constructor(nodes: Iterable<Node>, asked: readonly Condition[]) {
    super()
    this.conditions(asked)
    for (const { source, when, required } of nodes) {
      if (source.kind === 'path') this.path(source.path)
      if (source.kind === 'template') {
        for (const part of source.template) if (typeof part !== 'string') this.path(part)
      }
      this.conditions(when)
      if (when.length > 0) this.count(whenKey(when))
      if (Array.isArray(required)) this.conditions(required)
    }
  }

  static of({ object, when }: ActionTree): Counts {
    return new Counts(nodesIn(object), when)
  }

  isRepeated(key: string): boolean {
    return (this.get(key) ?? 0) > 1
  }

  private conditions(when: readonly Condition[]): void {
    for (const { path } of when) {
      this.path(path)
      this.count(quietKey(path))
    }
  }

  private path(path: Path): void {
    if (!isHeld(path)) return
    const names: string[] = []
    if (path.names.length > 0) this.count(readKey(path.root, names))
    for (const { name, each } of path.names) {
      names.push(name)
      this.count(readKey(path.root, names))
      if (each) return
    }
  }

  private count(key: string): void {
    this.set(key, (this.get(key) ?? 0) + 1)
  }
}
