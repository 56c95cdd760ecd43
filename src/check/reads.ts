import type {
  ActionTree,
  Condition,
  MappingTree,
  Node,
  ObjectTree,
  Path,
  Step,
} from '../mapping/ast.js'

/** A path that a mapping reads, with what surrounds it. */
export interface Reading {
  path: Path
  /** JSON path in the file. */
  place: string
  /** The conditions that hold where it is read: of the rule, the action and the node. */
  when: readonly Condition[]
  /** What `item` is an element of, where that is one path. */
  list: string | undefined
  /** The paths it is an alternative to. */
  beside: readonly string[]
}

type Around = Omit<Reading, 'path' | 'place'>

/** Every path that a mapping reads, conditions included; a part's once for every use. */
export function* readingsOf({ rules }: MappingTree): Generator<Reading> {
  for (const [index, rule] of rules.entries()) {
    const place = `rules[${index}]`
    yield* inConditions(rule.when, `${place}.when`, {
      when: rule.when,
      list: undefined,
      beside: [],
    })
    for (const [number, action] of rule.emit.entries()) {
      yield* inAction(action, `${place}.emit[${number}]`, rule.when)
    }
  }
}

function* inAction(
  { when, each, object }: ActionTree,
  place: string,
  outer: readonly Condition[],
): Generator<Reading> {
  const around = { when: [...outer, ...when], list: each?.text, beside: [] }
  yield* inConditions(when, `${place}.when`, around)
  if (each !== undefined) yield { path: each, place: `${place}.each`, ...around, list: undefined }
  yield* inObject(object, around)
}

function* inObject({ fields, rest }: ObjectTree, around: Around): Generator<Reading> {
  for (const { node } of fields) yield* inNode(node, around)
  if (rest !== undefined) yield* inNode(rest, around)
}

function* inNode(node: Node, outer: Around): Generator<Reading> {
  const { place, source, when, required, steps } = node
  const around = { ...outer, when: [...outer.when, ...when] }
  yield* inConditions(when, `${place}.when`, around)
  if (Array.isArray(required)) yield* inConditions(required, `${place}.required`, around)
  switch (source.kind) {
    case 'path':
      yield { path: source.path, place, ...around }
      break
    case 'template':
      for (const part of source.template) {
        if (typeof part !== 'string') yield { path: part, place: `${place}.template`, ...around }
      }
      break
    case 'object':
      yield* inObject(source.object, { ...around, beside: [] })
      break
    case 'first':
      yield* inAlternatives(source.options, around)
      break
    case 'list':
      for (const cell of source.cells) yield* inNode(cell, around)
      break
    case 'pair':
      yield* inNode(source.key, around)
      yield* inNode(source.value, around)
      break
  }
  const list = source.kind === 'path' ? source.path.text : undefined
  for (const step of steps) yield* inStep(step, { ...around, list })
}

function* inAlternatives(options: readonly Node[], around: Around): Generator<Reading> {
  const beside = options.flatMap(({ source }) => (source.kind === 'path' ? [source.path.text] : []))
  for (const option of options) yield* inNode(option, { ...around, beside })
}

function* inStep({ argument }: Step, around: Around): Generator<Reading> {
  if (argument.kind === 'node') yield* inNode(argument.node, around)
  else if (argument.kind === 'steps') {
    for (const step of argument.steps) yield* inStep(step, { ...around, list: undefined })
  }
}

function* inConditions(
  conditions: readonly Condition[],
  place: string,
  around: Around,
): Generator<Reading> {
  for (const { path } of conditions) yield { path, place: `${place}.${path.text}`, ...around }
}
