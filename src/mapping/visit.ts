import type { ActionTree, MappingTree, Node, ObjectTree, RuleTree, Source, Step } from './ast.js'

/** Where a node stands. */
export interface Place {
  rule: RuleTree
  action: ActionTree
}

/** Every node of a mapping, those within steps too; a part's once for every use. */
export function* nodesOf({ rules }: MappingTree): Generator<[Node, Place]> {
  for (const rule of rules) {
    for (const action of rule.emit) {
      for (const node of nodesIn(action.object)) yield [node, { rule, action }]
    }
  }
}

/** Every node of an object, those within steps too. */
export function* nodesIn({ fields, rest }: ObjectTree): Generator<Node> {
  for (const { node } of fields) yield* nodesWithin(node)
  if (rest !== undefined) yield* nodesWithin(rest)
}

/** A node, and every node in it. */
export function* nodesWithin(node: Node): Generator<Node> {
  yield node
  const { source, steps } = node
  if (source.kind === 'object') yield* nodesIn(source.object)
  else for (const inner of partsOf(source)) yield* nodesWithin(inner)
  for (const step of steps) yield* inStep(step)
}

function partsOf(source: Source): readonly Node[] {
  if (source.kind === 'first') return source.options
  if (source.kind === 'list') return source.cells
  return source.kind === 'pair' ? [source.key, source.value] : []
}

function* inStep({ argument }: Step): Generator<Node> {
  if (argument.kind === 'node') yield* nodesWithin(argument.node)
  else if (argument.kind === 'steps') for (const step of argument.steps) yield* inStep(step)
}
