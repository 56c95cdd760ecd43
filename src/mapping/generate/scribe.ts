import type { MappingTree, Node, Path } from '../ast.js'
import { askedPaths } from '../compiling.js'
import { nodesOf } from '../visit.js'
import { Counts, holderKey, isHeld, readKey } from './counts.js'
import { type Ask, Frame, type Parameter } from './frame.js'
import type { Holder } from './holders.js'
import { literal, member, Names } from './source.js'

/** The function of nodes that say the same, and what a caller has to give it. */
interface Shared {
  name: string
  parameters: readonly Parameter[]
}

/** Collects the source of one mapping: constants and functions above, and the function that is being written. */
export class Scribe {
  private readonly tree: MappingTree
  private readonly names = new Names()
  private readonly above: string[] = []
  private readonly constants = new Map<string, string>()
  private readonly frames: Frame[] = []
  /** What has a place and a note; a constant may have members of these names. */
  private readonly nodes = new Set<Node>()
  /** By what a node says: how often it is written. */
  private readonly uses = new Map<string, number>()
  /** The functions of nodes that are written more than once. */
  private readonly functions = new Map<string, Shared>()
  /** What some action reads so often that its functions are given it. */
  private readonly often = new Set<string>()
  /** What hangs on the settings alone, in the order of its places. */
  readonly settled: string[] = []
  readonly asked: ReadonlySet<string>
  readonly tells: boolean
  /** A field of an object around is read by way of `run.writing`. */
  walked = false

  /** `tells`: whether the objects that are being written stand in `run.writing`. */
  constructor(tree: MappingTree, tells: boolean) {
    this.tree = tree
    this.tells = tells
    this.asked = askedPaths(tree)
    for (const [node] of nodesOf(tree)) this.nodes.add(node)
    for (const node of this.nodes) {
      const key = this.keyOf(node)
      this.uses.set(key, (this.uses.get(key) ?? 0) + 1)
    }
    for (const { emit } of tree.rules) {
      for (const action of emit)
        for (const [key, count] of Counts.of(action)) if (count > 2) this.often.add(key)
    }
  }

  /** The call of the function of a node that several places share, as the parts of a mapping are; undefined for one that stands where it is used, as one does whose caller lacks what it is given. Its condition is left to the caller. */
  shared(node: Node, finish: string, write: () => void): string | undefined {
    if (isSmall(node) || (this.uses.get(this.keyOf(node)) ?? 0) < 2) return undefined
    const key = `${finish} ${this.keyOf(node)}`
    let shared = this.functions.get(key)
    if (shared === undefined) {
      const name = this.name(node.target === '' ? 'node' : node.target)
      const parameters = this.function(
        (given) => `function ${name}(${['run', ...given].join(', ')})`,
        undefined,
        write,
      )
      shared = { name, parameters }
      this.functions.set(key, shared)
    }
    const given = shared.parameters.map(({ ask }) => this.answer(ask))
    return given.includes(undefined) ? undefined : `${shared.name}(${['run', ...given].join(', ')})`
  }

  /** Nodes that say the same are one function, wherever in the file and on whatever condition they stand; a note is said where something warns. */
  private keyOf(node: Node): string {
    const { nodes } = this
    return JSON.stringify(node, function (this: Node, name, value) {
      if (!nodes.has(this)) return value
      const unsaid =
        name === 'place' ||
        (name === 'note' && this.warn === undefined) ||
        (name === 'when' && this === node)
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

  get frame(): Frame {
    const frame = this.frames.at(-1)
    if (frame === undefined) throw new Error('no function is being written')
    return frame
  }

  /** Writes a function (or an object) that stands above all, and gives its parameters. */
  function(
    head: (parameters: readonly string[]) => string,
    counts: Counts | undefined,
    inside: () => void,
    isOfElement = false,
  ): readonly Parameter[] {
    const frame = new Frame(counts, isOfElement)
    this.frames.push(frame)
    inside()
    this.frames.pop()
    this.above.push(frame.text(head))
    return frame.parameters
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

  /** What hangs on the settings alone is worked out once for a connection; `source` is its expression, of `settings`. */
  ofSettings(hint: string, source: string): string {
    let place = this.settled.indexOf(source)
    if (place < 0) place = this.settled.push(source) - 1
    const index = this.constant(hint, String(this.tree.bindings.length + place))
    return `run.bound[${index}]`
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

  /** Writes the fields of an object, which those behind them may read. */
  fields(inside: (written: (name: string, value: string) => void) => void): void {
    const scope = new Map<string, string>()
    this.frame.scopes.push(scope)
    inside((name, value) => scope.set(name, value))
    this.frame.scopes.pop()
  }

  /** The source that reads a path as it stands; undefined where the interpreter's reader has to. */
  raw(path: Path): string | undefined {
    const names = path.names.map(({ name }) => name)
    if (path.names.some(({ each }) => each)) return undefined
    if (path.root === 'out') {
      const [field = '', ...inside] = names
      const value = this.field(path.outwards, field)
      return value === undefined
        ? undefined
        : inside.reduce((from, name) => this.own(from, name), value)
    }
    return isHeld(path) ? this.value(path.root, names) : this.members(rootOf(path), names)
  }

  /** The variable of the object that a path leads to. */
  holderOf({ root, names }: Path): string | undefined {
    if (!isHeld({ root }) || names.some(({ each }) => each)) return undefined
    return this.holder({ root, names: names.map(({ name }) => name) })
  }

  /** A constant for what this function asks more than once. */
  held(key: string, hint: string, source: () => string): string {
    const { frame } = this
    const known = frame.variables.get(key)
    if (known !== undefined) return known
    return frame.holds(key) ? frame.constant(key, this.name(hint), source()) : source()
  }

  /** Undefined for a field of an object around the element at hand, which has no variable here. */
  private answer(ask: Ask): string | undefined {
    switch (ask.of) {
      case 'value':
        return this.value(ask.root, ask.names)
      case 'holder':
        return this.holder(ask) ?? `members(${this.value(ask.root, ask.names)})`
      case 'out':
        return this.field(ask.outwards, ask.name)
    }
  }

  /** The variable of a field that is written before, or the text `undefined` where none is; undefined where only the interpreter's reader finds it. */
  private field(outwards: number, name: string): string | undefined {
    const { frame } = this
    const { scopes, counts, variables } = frame
    const scope = scopes.at(-1 - outwards)
    if (scope !== undefined) return scope.get(name) ?? 'undefined'
    if (counts !== undefined) return undefined
    const beyond = outwards - scopes.length
    const key = JSON.stringify(['out', beyond, name])
    const ask: Ask = { of: 'out', outwards: beyond, name }
    return variables.get(key) ?? frame.parameter(key, this.name(name), ask)
  }

  /** A member of the event, or of the element at hand. */
  private value(root: string, names: readonly string[]): string {
    const name = names.at(-1)
    if (name === undefined) return this.root(root)
    const { frame } = this
    const key = readKey(root, names)
    if (frame.counts === undefined && this.often.has(key)) {
      return this.parameter(key, { of: 'value', root, names })
    }
    const source = () => this.unheld(root, names, name)
    return this.isHere(root) ? this.held(key, [root, ...names].join('.'), source) : source()
  }

  private unheld(root: string, names: readonly string[], name: string): string {
    const above = names.slice(0, -1)
    const holder = this.holder({ root, names: above })
    return holder === undefined
      ? this.own(this.value(root, above), name)
      : `Object.hasOwn(${holder}, ${literal(name)}) ? ${member(holder, name)} : undefined`
  }

  /** The variable of an object that values are read of, which is one whatever the event has there; undefined where this function has none. */
  holder({ root, names }: Holder): string | undefined {
    const { frame } = this
    const key = holderKey(root, names)
    const known = frame.variables.get(key)
    if (known !== undefined) return known
    if (frame.counts === undefined) {
      const isOften = this.often.has(readKey(root, names))
      return isOften ? this.parameter(key, { of: 'holder', root, names }) : undefined
    }
    if (!frame.holds(readKey(root, names)) || !this.isHere(root)) return undefined
    const name = names.at(-1)
    const value =
      name === undefined
        ? this.root(root)
        : (frame.variables.get(readKey(root, names)) ?? this.unheld(root, names, name))
    return frame.constant(key, this.name([root, ...names].join('.')), `members(${value})`)
  }

  /** The test whether a member is there at all; undefined where this function has no variable for it. */
  isThere({ root, names }: Holder): string | undefined {
    const { frame } = this
    const key = readKey(root, names)
    const known = frame.variables.has(key) || (frame.holds(key) && this.isHere(root))
    return known ? `${this.value(root, names)} !== undefined` : undefined
  }

  private parameter(key: string, ask: Extract<Ask, { root: string }>): string {
    const { frame } = this
    const name = () => this.name([ask.root, ...ask.names].join('.'))
    return frame.variables.get(key) ?? frame.parameter(key, name(), ask)
  }

  /** Whether a root is the same all the while a function runs. */
  private isHere(root: string): boolean {
    return root !== 'item' || this.frame.isOfElement
  }

  private root(root: string): string {
    if (root === 'item') return 'run.item'
    this.frame.readsEvent = true
    return `event.${root}`
  }

  members(object: string, names: readonly string[]): string {
    return names.reduce((from, name) => this.own(from, name), object)
  }

  /** A function for each name: a shared one would meet every name, and every shape. */
  private own(object: string, name: string): string {
    const found = `Object.hasOwn(object, ${literal(name)}) ? ${member('object', name)} : undefined`
    const source = `(object) => typeof object === 'object' && object !== null && ${found}`
    return `${this.constant(`own ${name}`, source)}(${object})`
  }
}

/** What a path that is not of the event starts from. */
function rootOf({ root }: Path): string {
  if (root === 'dedupeKey') return 'dedupeKey(run)'
  return root === 'catalogued' ? 'isCatalogued(run)' : `run.${root}`
}

/** A call would cost more than the node. */
function isSmall({ source, steps }: Node): boolean {
  return (source.kind === 'path' || source.kind === 'value') && steps.length === 0
}
