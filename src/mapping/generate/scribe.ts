import type { MappingTree, Node, Path } from '../ast.js'
import { askedPaths } from '../compiling.js'
import { nodesOf } from '../visit.js'
import { Lines, literal, member, Names } from './source.js'

/** Roots that are members of the event, and do not change while it is mapped. */
const ofEvent = new Set([
  ...['type', 'event', 'name', 'category', 'userId', 'anonymousId', 'previousId', 'groupId'],
  ...['messageId', 'timestamp', 'properties', 'traits', 'context', 'user', 'sent'],
])

/** A function that is being written. */
interface Frame {
  lines: Lines
  /** Paths whose value a variable holds. */
  known: Map<string, string>
  /** Variables of the objects that are being written, the outermost first. */
  outs: string[]
}

/** Collects the source of one mapping: constants and functions above, and the function that is being written. */
export class Scribe {
  private readonly names = new Names()
  private readonly above: string[] = []
  private readonly constants = new Map<string, string>()
  private readonly frames: Frame[] = []
  /** What has a place and a note; a constant may have members of these names. */
  private readonly nodes = new Set<Node>()
  /** By what a node says: how often it is written. */
  private readonly uses = new Map<string, number>()
  /** The functions of nodes that are written more than once. */
  private readonly functions = new Map<string, string>()
  readonly asked: ReadonlySet<string>
  readonly tells: boolean
  /** A field of an object around is read by way of `run.writing`. */
  walked = false

  /** `tells`: whether the objects that are being written stand in `run.writing`. */
  constructor(tree: MappingTree, tells: boolean) {
    this.tells = tells
    this.asked = askedPaths(tree)
    for (const [node] of nodesOf(tree)) this.nodes.add(node)
    for (const node of this.nodes) {
      const key = this.keyOf(node)
      this.uses.set(key, (this.uses.get(key) ?? 0) + 1)
    }
  }

  /** The function of a node that several places share, as the parts of a mapping are; undefined for one that stands where it is used. */
  shared(node: Node, finish: string, write: (head: string) => void): string | undefined {
    if (isSmall(node) || (this.uses.get(this.keyOf(node)) ?? 0) < 2) return undefined
    const key = `${finish} ${this.keyOf(node)}`
    const known = this.functions.get(key)
    if (known !== undefined) return known
    const name = this.name(node.target === '' ? 'node' : node.target)
    this.functions.set(key, name)
    write(`function ${name}(run)`)
    return name
  }

  /** Nodes that say the same are one function, wherever in the file they stand; a note is said where something warns. */
  private keyOf(node: Node): string {
    const { nodes } = this
    return JSON.stringify(node, function (this: Node, name, value) {
      if (!nodes.has(this)) return value
      const unsaid = name === 'place' || (name === 'note' && this.warn === undefined)
      return unsaid ? undefined : value
    })
  }

  /** Notes that a path is read by a function of the interpreter. */
  walks({ root }: Path): void {
    if (root === 'out') this.walked = true
  }

  name(hint: string): string {
    return this.names.make(hint)
  }

  private get frame(): Frame {
    const frame = this.frames.at(-1)
    if (frame === undefined) throw new Error('no function is being written')
    return frame
  }

  /** Writes a function (or an object) that stands above all. */
  function(head: string, inside: () => void): void {
    const lines = new Lines()
    this.frames.push({ lines, known: new Map(), outs: [] })
    lines.block(head, inside)
    this.frames.pop()
    this.above.push(lines.toString())
  }

  /** The name of a constant; the same source is one constant. */
  constant(hint: string, source: string): string {
    const known = this.constants.get(source)
    if (known !== undefined) return known
    const name = this.name(hint)
    this.constants.set(source, name)
    this.above.push(`const ${name} = ${source}`)
    return name
  }

  add(...lines: string[]): void {
    this.frame.lines.add(...lines)
  }

  block(head: string, inside: () => void): void {
    this.frame.lines.block(head, inside)
  }

  /** Everything that stands above, indented. */
  hoisted(): string {
    return this.above
      .flatMap((source) => source.split('\n'))
      .map((line) => `  ${line}`)
      .join('\n')
  }

  get outs(): string[] {
    return this.frame.outs
  }

  /** Holds what several of these paths begin with in variables. */
  prefixes(paths: readonly Path[]): void {
    this.add('const { event } = run')
    const counts = new Map<string, { path: Path; length: number; count: number }>()
    for (const path of paths) {
      if (!ofEvent.has(path.root)) continue
      for (let length = 1; length < path.names.length; length++) {
        if (path.names.slice(0, length).some(({ each }) => each)) break
        const text = [path.root, ...path.names.slice(0, length).map(({ name }) => name)].join('.')
        const found = counts.get(text) ?? { path, length, count: 0 }
        counts.set(text, { ...found, count: found.count + 1 })
      }
    }
    for (const [text, { path, length, count }] of counts) {
      if (count < 2) continue
      const variable = this.name(text)
      this.add(`const ${variable} = ${this.raw(path, length)}`)
      this.frame.known.set(text, variable)
    }
  }

  /** The source that reads a path as it stands, up to so many names; undefined where the interpreter's reader has to. */
  raw({ root, names, outwards }: Path, length = names.length): string {
    if (root === 'out') {
      const out = this.outs.at(-1 - outwards)
      if (out === undefined) throw new Error('a field that this function does not write')
      return names.slice(0, length).reduce((from, { name }) => this.own(from, name), out)
    }
    let text = root
    let source = this.root(root)
    for (const { name } of names.slice(0, length)) {
      text += `.${name}`
      source = this.frame.known.get(text) ?? this.own(source, name)
    }
    return source
  }

  /** A function for each name: a shared one would meet every name, and every shape. */
  private own(object: string, name: string): string {
    const found = `Object.hasOwn(object, ${literal(name)}) ? ${member('object', name)} : undefined`
    const source = `(object) => typeof object === 'object' && object !== null && ${found}`
    return `${this.constant(`own ${name}`, source)}(${object})`
  }

  private root(root: string): string {
    switch (root) {
      case 'settings':
      case 'options':
      case 'item':
      case 'index':
        return `run.${root}`
      case 'dedupeKey':
        return 'dedupeKey(run)'
      case 'catalogued':
        return 'isCatalogued(run)'
      default:
        return `event.${root}`
    }
  }

  /** Whether `raw` can read a path here. */
  reads({ root, names, outwards }: Path): boolean {
    if (names.some(({ each }) => each)) return false
    return root !== 'out' || outwards < this.outs.length
  }
}

/** A call would cost more than the node. */
function isSmall({ source, when, steps }: Node): boolean {
  const plain = source.kind === 'path' || source.kind === 'value'
  return plain && when.length === 0 && steps.length === 0
}
