import type { ValueType } from '../event/catalogue.js'
import type { SkipReason, WarningCode } from '../result.js'

/** A parsed mapping: parts and `use` are inlined, names are resolved, nothing is text to be parsed again. */
export interface MappingTree {
  destination: string
  version: string
  apiVersion?: string
  rules: RuleTree[]
  /** What is worked out once per connection of its settings; nodes refer to it by place. */
  bindings: Binding[]
}

export interface RuleTree {
  name: string
  when: Condition[]
  skip?: SkipReason
  emit: ActionTree[]
}

export interface ActionTree {
  action: string
  when: Condition[]
  each?: Path
  object: ObjectTree
}

export interface ObjectTree {
  fields: { name: string; node: Node }[]
  rest?: Node
  max?: number
  needs: string[]
  target: string
}

export interface Node {
  source: Source
  when: Condition[]
  steps: Step[]
  default?: unknown
  required?: true | 'parent' | Condition[]
  /** Warns with this code where the node gives nothing, or its default. */
  warn?: WarningCode
  note?: string
  /** Where the value goes: `a[0].b`; `*` for the place in a list made by `each`. */
  target: string
  /** Where it is written: the JSON path in the mapping file. */
  place: string
}

export type Source =
  | { kind: 'path'; path: Path }
  | { kind: 'first'; options: Node[] }
  | { kind: 'value'; value: unknown }
  | { kind: 'template'; template: Template }
  | { kind: 'boundTemplate'; binding: number; text: string }
  | { kind: 'object'; object: ObjectTree }
  | { kind: 'list'; cells: Node[]; blank?: unknown }
  | { kind: 'pair'; key: Node; value: Node }
  | { kind: 'at'; binding: number; text: string }

export interface Path {
  /** As it is written. */
  text: string
  root: string
  names: { name: string; each: boolean }[]
  type: ValueType
  /** For the root `out`: how many objects outwards. */
  outwards: number
}

export type Template = (string | Path)[]

export interface Condition {
  path: Path
  test: Test
}

export type Test =
  | { kind: 'equals'; value: unknown }
  | { kind: 'oneOf'; values: unknown[] }
  | { kind: 'not'; values: unknown[] }
  | { kind: 'in'; names: Names }
  | { kind: 'notIn'; names: Names }
  | { kind: 'exists'; exists: boolean }

export interface Step {
  name: string
  argument: Argument
  /** As explain shows it: `cut 40`. */
  text: string
}

export type Argument =
  | { kind: 'none' }
  | { kind: 'plain'; value: unknown }
  | { kind: 'names'; names: Names }
  | { kind: 'table'; table: Table }
  | { kind: 'steps'; steps: Step[] }
  | { kind: 'node'; node: Node }
  /** The path that the node of the step reads. */
  | { kind: 'source'; path: Path }

/** A set of texts: written in the file, or those of a setting. */
export type Names = { kind: 'literal'; names: string[] } | { kind: 'setting'; binding: number }

/** A look-up: written in the file, or an object in a setting. */
export type Table =
  | { kind: 'literal'; members: Record<string, unknown> }
  | { kind: 'setting'; name: string }

export type Binding =
  | { kind: 'template'; setting: string[] }
  | { kind: 'path'; setting: string[] }
  | { kind: 'names'; setting: string[] }
