import type { Condition, Node, ObjectTree } from '../mapping/ast.js'
import { didYouMean } from '../nearest.js'
import { isCertain } from './certain.js'
import type { Check, Parsed } from './check.js'
import { endpointsOf } from './endpoints.js'
import type { Found } from './finding.js'
import { misfit } from './target-fit.js'
import {
  elementOf,
  isClosed,
  memberNames,
  memberOf,
  othersOf,
  requiredOf,
  thoseOf,
} from './target-members.js'
import { type Alternatives, itemSchema } from './target-schema.js'

export const targets: Check<Parsed> = {
  name: 'targets',
  description:
    "Fields against the vendor's rules for an item: names it does not know, required ones that may be missing, constants and types it does not take, texts without a `cut` to its length.",
  severity: 'error',
  *run({ tree, module, acceptor }) {
    for (const [ruleIndex, rule] of tree.rules.entries()) {
      for (const [index, { action, when, object }] of rule.emit.entries()) {
        const place = `rules[${ruleIndex}].emit[${index}]`
        for (const endpoint of endpointsOf(module, action)) {
          const item = acceptor?.endpoints.find(({ name }) => name === endpoint)?.item
          if (item === undefined) continue
          yield* inObject(object, place, itemSchema(item), [...rule.when, ...when])
        }
      }
    }
  },
}

function* inObject(
  tree: ObjectTree,
  place: string,
  all: Alternatives,
  given: readonly Condition[],
): Generator<Found> {
  const of = thoseOf(all, 'object')
  yield* inFields(tree, of, given)
  for (const name of requiredOf(of)) {
    const field = fieldOf(tree, name)
    if (field !== undefined && isCertain(field.node, given)) continue
    const poured = field === undefined && tree.rest !== undefined
    const how = 'give it `required`, a default or a constant'
    const why = poured
      ? 'no field writes it, and what is poured in may be without it'
      : 'it may be missing'
    yield {
      path: field?.node.place ?? place,
      message: `the vendor requires "${name}", but ${why}: ${how}`,
      ...(poured ? { severity: 'warning' } : {}),
    }
  }
}

/** A member that is written by its name, by the object or by what is poured into it. */
function fieldOf(
  { fields, rest }: ObjectTree,
  name: string,
): ObjectTree['fields'][number] | undefined {
  const own = fields.find((one) => one.name === name)
  if (own !== undefined || rest?.source.kind !== 'object' || rest.steps.length > 0) return own
  return fieldOf(rest.source.object, name)
}

/** Members that are poured in stand beside the others. */
function* inFields(
  { fields, rest }: ObjectTree,
  of: Alternatives,
  given: readonly Condition[],
): Generator<Found> {
  const known = memberNames(of)
  for (const { name, node } of fields) {
    const member = memberOf(of, name)
    const near = member === undefined ? didYouMean(name, known) : ''
    // Where others may stand too, a short name is as near to any other.
    const isSlip = near !== '' && name.length > 4
    if (member === undefined && known.length > 0 && (isClosed(of) || isSlip)) {
      yield { path: node.place, message: `the vendor knows no field "${name}"${near}` }
    } else yield* inNode(node, member ?? othersOf(of), given)
  }
  if (rest?.source.kind === 'object' && rest.steps.length === 0) {
    yield* inFields(rest.source.object, of, given)
  }
}

function* inNode(node: Node, of: Alternatives, given: readonly Condition[]): Generator<Found> {
  const { source, steps, place } = node
  const lists = thoseOf(of, 'array')
  for (const { argument } of steps) {
    if (argument.kind === 'node') yield* inNode(argument.node, elementOf(lists), given)
  }
  const wrong = misfit(node, of)
  if (wrong !== undefined) yield { path: place, ...wrong }
  else if (steps.length > 0) return
  else if (source.kind === 'object') yield* inObject(source.object, place, of, given)
  else if (source.kind === 'first') {
    for (const option of source.options) yield* inNode(option, of, given)
  } else if (source.kind === 'list') {
    for (const [index, cell] of source.cells.entries()) {
      yield* inNode(cell, elementOf(lists, index), given)
    }
  }
}
