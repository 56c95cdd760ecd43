import isEqual from 'lodash/isEqual.js'
import type { ValueType } from '../event/catalogue.js'
import type { Node, Source, Step } from '../mapping/ast.js'
import { didYouMean } from '../nearest.js'
import type { Found } from './finding.js'
import { typesOf, valuesOf } from './target-members.js'
import type { Alternatives } from './target-schema.js'
import { typeOf, typeOfValue } from './type-of.js'
import { inWords } from './types.js'

type Wrong = Omit<Found, 'path'>

/** Why the vendor does not take what a field gives; undefined where nothing tells against it. */
export function misfit(node: Node, of: Alternatives): Wrong | undefined {
  const { source, steps } = node
  if (Object.hasOwn(node, 'default')) {
    const wrong = constantMisfit(node.default, of)
    if (wrong !== undefined) return wrong
  }
  if (source.kind === 'first') return steps.length === 0 ? undefined : typeMisfit(typeOf(node), of)
  if (source.kind === 'value' && steps.length === 0) return constantMisfit(source.value, of)
  return typeMisfit(typeOf(node), of) ?? lengthMisfit(node, of)
}

function constantMisfit(value: unknown, of: Alternatives): Wrong | undefined {
  const values = valuesOf(of)
  if (values === undefined) return typeMisfit(typeOfValue(value), of)
  if (values.some((one) => isEqual(one, value))) return undefined
  const near = typeof value === 'string' ? didYouMean(value, values.map(String)) : ''
  const listed = values.map((one) => JSON.stringify(one)).join(', ')
  return { message: `the vendor does not take ${JSON.stringify(value)}${near}; it takes ${listed}` }
}

/** The JSON types that a value of the language can be sent as. */
const sentAs: Record<Exclude<ValueType, 'any'>, readonly string[]> = {
  text: ['string'],
  number: ['number'],
  integer: ['integer', 'number'],
  boolean: ['boolean'],
  time: ['integer', 'number'],
  object: ['object'],
  list: ['array'],
}

function typeMisfit(type: ValueType, of: Alternatives): Wrong | undefined {
  if (type === 'any') return undefined
  const lists = of.map(typesOf)
  const wanted = new Set(lists.flatMap((types) => types ?? []))
  if (lists.includes(undefined) || sentAs[type].some((one) => wanted.has(one))) return undefined
  if (type === 'number' && wanted.has('integer')) {
    const message = 'gives a number, but the vendor takes integers: a fraction would be refused'
    return { message, severity: 'warning' }
  }
  const listed = [...wanted].filter((one) => one !== 'null').join(' or ')
  const how = type === 'time' && wanted.has('string') ? ': a time becomes text by iso or date' : ''
  return { message: `gives ${inWords(type)}, but the vendor takes ${listed}${how}` }
}

/** Steps after which the length of a text is bounded. */
const bounded = new Set([
  'cut',
  'maxBytes',
  'hashed',
  'ulid',
  'currency',
  'date',
  'iso',
  'decimals',
])

function lengthMisfit({ source, steps }: Node, of: Alternatives): Wrong | undefined {
  const texts = of.filter((schema) => typesOf(schema)?.includes('string'))
  const most = Math.max(...texts.map(({ maxLength = Number.POSITIVE_INFINITY }) => maxLength))
  if (texts.length === 0 || most === Number.POSITIVE_INFINITY || !mayBeLong(source))
    return undefined
  const cut = steps.flatMap(({ name, argument }) =>
    name === 'cut' && argument.kind === 'plain' ? [argument.value] : [],
  )
  const [chars] = cut
  if (typeof chars === 'number' && chars > most) {
    return { message: `is cut to ${chars} characters, but the vendor takes ${most}` }
  }
  if (steps.some(isBounded)) return undefined
  const message = `the vendor takes ${most} characters; add { "cut": ${most} }`
  return { message, severity: 'warning' }
}

function mayBeLong(source: Source): boolean {
  if (source.kind !== 'path') return source.kind === 'template' || source.kind === 'boundTemplate'
  const { type, root } = source.path
  return root !== 'type' && root !== 'settings' && (type === 'text' || type === 'any')
}

function isBounded({ name, argument }: Step): boolean {
  if (bounded.has(name) || name.startsWith('own.')) return true
  return (
    (argument.kind === 'table' && argument.table.kind === 'literal') ||
    (name === 'only' && argument.kind === 'names' && argument.names.kind === 'literal')
  )
}
