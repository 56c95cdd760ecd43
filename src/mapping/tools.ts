import type { ActionTree, Node, ObjectTree, Path, RuleTree, Step } from './ast.js'
import type { Run, Site } from './run.js'
import type { StepFunction } from './steps/define.js'

/** A node or object as a function: its value, undefined for nothing, or UNMET. */
export type Write = (run: Run) => unknown

/**
 * How the writers of a mapping are put together: plain, or each wrapped in
 * something that watches it. Asked while a mapping is compiled, never per event.
 */
export interface Tools {
  /** A rule: whether it takes the event. */
  rule(rule: RuleTree, matches: (run: Run) => boolean): (run: Run) => boolean
  /** An action: whether it is made. */
  action(action: ActionTree, matches: (run: Run) => boolean): (run: Run) => boolean
  /** What an action sends, once per element where it has `each`. */
  payload(action: ActionTree, write: Write): Write
  /** An object that is written field by field. */
  object(tree: ObjectTree, write: Write): Write
  /** What fills one member of an object, or one cell of a list. */
  field(node: Node, write: Write): Write
  /** What is poured in behind the fields. */
  rest(node: Node, write: Write): Write
  /** The computed name of a pair. */
  name(node: Node, write: Write): Write
  /** Any node, alternatives too; with its condition, default and requirement. */
  node(node: Node, write: Write): Write
  /** The value of a node before default and requirement. */
  value(node: Node, write: Write): Write
  read(path: Path, read: (run: Run, site: Site) => unknown): (run: Run, site: Site) => unknown
  step(step: Step, work: StepFunction): StepFunction
}

const same = <Writer>(_: unknown, writer: Writer): Writer => writer

export const plain: Tools = {
  rule: same,
  action: same,
  payload: same,
  object: same,
  field: same,
  rest: same,
  name: same,
  node: same,
  value: same,
  read: same,
  step: same,
}
