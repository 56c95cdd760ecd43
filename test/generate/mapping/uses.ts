import type { ValueType } from '../../../src/event/catalogue.js'
import type {
  Argument,
  Binding,
  Condition,
  MappingTree,
  Names,
  Node,
  ObjectTree,
  Path,
  Source,
  Step,
  Table,
  Test,
} from '../../../src/mapping/ast.js'
import { roots } from '../../../src/mapping/path.js'
import { steps } from '../../../src/mapping/steps/index.js'
import { skipReasons, warningCodes } from '../../../src/result.js'
import { ownNames } from './steps.js'

type All<Kind extends string> = Record<Kind, true>

const sources: All<Source['kind'] | 'list with blanks' | 'value of null'> = {
  ...{ path: true, first: true, value: true, template: true, boundTemplate: true, object: true },
  ...{ list: true, pair: true, at: true, 'list with blanks': true, 'value of null': true },
}
const tests: All<Test['kind']> = {
  ...{ equals: true, oneOf: true, not: true, in: true, notIn: true, exists: true },
}
const argumentKinds: All<Argument['kind']> = {
  ...{ none: true, plain: true, names: true, table: true, steps: true, source: true, node: true },
}
const names: All<Names['kind']> = { literal: true, setting: true }
const tables: All<Table['kind']> = { literal: true, setting: true }
const bindings: All<Binding['kind']> = { template: true, path: true, names: true }
const types: All<ValueType> = {
  ...{ text: true, number: true, integer: true, boolean: true, time: true, object: true },
  ...{ list: true, any: true },
}
const policies = [
  'when',
  'steps',
  'default',
  'required',
  'required where',
  'required by the parent',
  'warn',
  'note',
]
const shapes = [
  'fields',
  'rest',
  'max',
  'needs',
  'a name of the prototype',
  'a field that is a number',
]
const paths = ['plain', 'a list', 'into a list', 'out of the object', 'out of one around']
const rules = [
  'emit',
  'skip',
  'several actions',
  'an action with when',
  'an action for each',
  'no condition',
]

/** All that the language has, as `usesOf` calls it. */
export const language: readonly string[] = [
  ...named('source', Object.keys(sources)),
  ...named('test', Object.keys(tests)),
  ...named('argument', Object.keys(argumentKinds)),
  ...named('names', Object.keys(names)),
  ...named('table', Object.keys(tables)),
  ...named('binding', Object.keys(bindings)),
  ...named('type', Object.keys(types)),
  ...named('root', roots),
  ...named('step', [...Object.keys(steps), ...ownNames.map((name) => `own.${name}`)]),
  ...named('policy', policies),
  ...named('warn', Object.keys(warningCodes)),
  ...named('skip', Object.keys(skipReasons)),
  ...named('object', shapes),
  ...named('path', paths),
  ...named('rule', rules),
]

function named(kind: string, words: readonly string[]): string[] {
  return words.map((word) => `${kind}: ${word}`)
}

/** What a mapping has of the language. */
export function usesOf({ rules, bindings }: MappingTree): Set<string> {
  const uses = new Set<string>()
  const add = (kind: string, word: string, is: unknown = true) => {
    if (is !== undefined && is !== false) uses.add(`${kind}: ${word}`)
  }

  const pathUse = ({ root, type, names, outwards }: Path) => {
    add('root', root)
    add('type', type)
    const spread = names.findIndex(({ each }) => each)
    add('path', 'plain', spread < 0)
    add('path', 'a list', spread >= 0 && spread === names.length - 1)
    add('path', 'into a list', spread >= 0 && spread < names.length - 1)
    add('path', 'out of the object', root === 'out' && outwards === 0)
    add('path', 'out of one around', root === 'out' && outwards > 0)
  }
  const conditionUse = ({ path, test }: Condition) => {
    pathUse(path)
    add('test', test.kind)
    if ('names' in test) add('names', test.names.kind)
  }
  const stepUse = ({ name, argument }: Step) => {
    add('step', name)
    add('argument', argument.kind)
    switch (argument.kind) {
      case 'names':
        return add('names', argument.names.kind)
      case 'table':
        return add('table', argument.table.kind)
      case 'steps':
        return argument.steps.forEach(stepUse)
      case 'node':
        return nodeUse(argument.node)
      default:
        return undefined
    }
  }
  const objectUse = ({ fields, rest, max, needs }: ObjectTree) => {
    add('object', 'fields', fields.length > 0)
    add('object', 'rest', rest)
    add('object', 'max', max)
    add('object', 'needs', needs.length > 0)
    for (const { name, node } of fields) {
      add('object', 'a name of the prototype', name in {})
      add('object', 'a field that is a number', /^\d+$/.test(name))
      nodeUse(node)
    }
    if (rest !== undefined) nodeUse(rest)
  }
  const sourceUse = (source: Source) => {
    add('source', source.kind)
    switch (source.kind) {
      case 'path':
        return pathUse(source.path)
      case 'first':
        return source.options.forEach(nodeUse)
      case 'value':
        return add('source', 'value of null', source.value === null)
      case 'template':
        return source.template.filter((part) => typeof part !== 'string').forEach(pathUse)
      case 'object':
        return objectUse(source.object)
      case 'list':
        add('source', 'list with blanks', source.blank)
        return source.cells.forEach(nodeUse)
      case 'pair':
        return [source.key, source.value].forEach(nodeUse)
      default:
        return undefined
    }
  }
  function nodeUse(node: Node): void {
    const { source, when, steps, required, warn, note } = node
    add('policy', 'when', when.length > 0)
    add('policy', 'steps', steps.length > 0)
    add('policy', 'default', Object.hasOwn(node, 'default'))
    add('policy', 'required', required === true)
    add('policy', 'required where', Array.isArray(required))
    add('policy', 'required by the parent', required === 'parent')
    add('policy', 'warn', warn)
    if (warn !== undefined) add('warn', warn)
    add('policy', 'note', note)
    when.forEach(conditionUse)
    if (Array.isArray(required)) required.forEach(conditionUse)
    sourceUse(source)
    steps.forEach(stepUse)
  }

  for (const { kind } of bindings) add('binding', kind)
  for (const { when, skip, emit } of rules) {
    add('rule', skip === undefined ? 'emit' : 'skip')
    if (skip !== undefined) add('skip', skip)
    add('rule', 'several actions', emit.length > 1)
    add('rule', 'no condition', when.length === 0)
    when.forEach(conditionUse)
    for (const action of emit) {
      add('rule', 'an action with when', action.when.length > 0)
      add('rule', 'an action for each', action.each)
      action.when.forEach(conditionUse)
      if (action.each !== undefined) pathUse(action.each)
      objectUse(action.object)
    }
  }
  return uses
}
