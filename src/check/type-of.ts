import type { ValueType } from '../event/catalogue.js'
import { isObject } from '../event/values.js'
import type { Node, Source, Step } from '../mapping/ast.js'
import { steps as definitions } from '../mapping/steps/index.js'

/** What a node gives where it gives anything, as far as the file alone shows; without its default. */
export function typeOf(node: Node): ValueType {
  return node.steps.reduce(afterStep, typeOfSource(node.source))
}

export function typeOfSource(source: Source): ValueType {
  switch (source.kind) {
    case 'path':
      return source.path.type
    case 'first':
      return common(source.options.map(typeOf))
    case 'value':
      return typeOfValue(source.value)
    case 'template':
    case 'boundTemplate':
      return 'text'
    case 'object':
    case 'pair':
      return 'object'
    case 'list':
      return 'list'
    case 'at':
      return 'any'
  }
}

/** Steps after which a value is of the type that it was of before. */
const passing = new Set(['each', 'except', 'only', 'within'])

export function afterStep(type: ValueType, { name, argument }: Step): ValueType {
  if (passing.has(name)) return type
  if (argument.kind === 'table' && argument.table.kind === 'literal') {
    return common(Object.values(argument.table.members).map(typeOfValue))
  }
  return definitions[name]?.gives ?? 'any'
}

export function typeOfValue(value: unknown): ValueType {
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  if (Array.isArray(value)) return 'list'
  return isObject(value) ? 'object' : 'any'
}

/** The type that all have; of integers and numbers, number. */
function common(types: readonly ValueType[]): ValueType {
  const [first, ...others] = new Set(types)
  if (first === undefined) return 'any'
  if (others.length === 0) return first
  return [first, ...others].every((type) => type === 'integer' || type === 'number')
    ? 'number'
    : 'any'
}
