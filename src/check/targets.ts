import type { Node, ObjectTree } from '../mapping/ast.js'
import { didYouMean } from '../nearest.js'
import { isCertain } from './certain.js'
import type { Check, Parsed } from './check.js'
import { endpointsOf } from './endpoints.js'
import type { Found } from './finding.js'
import { misfit } from './target-fit.js'
import {
  type Alternatives,
  elementOf,
  isClosed,
  itemSchema,
  memberNames,
  memberOf,
  othersOf,
  requiredOf,
  thoseOf,
} from './target-schema.js'

export const targets: Check<Parsed> = {
  name: 'targets',
  description:
    'Fields against the vendor’s rules for an item: names it does not know, required ones that may be missing, constants and types it does not take, texts without a `cut` to its length.',
  severity: 'error',
  *run({ tree, module, acceptor }) {
    for (const [ruleIndex, rule] of tree.rules.entries()) {
      for (const [index, { action, object }] of rule.emit.entries()) {
        const place = `rules[${ruleIndex}].emit[${index}]`
        for (const endpoint of endpointsOf(module, action)) {
          const item = acceptor?.endpoints.find(({ name }) => name === endpoint)?.item
          if (item !== undefined) yield* inObject(object, place, itemSchema(item))
        }
      }
    }
  },
}

function* inObject(tree: ObjectTree, place: string, all: Alternatives): Generator<Found> {
  const of = thoseOf(all, 'object')
  const known = memberNames(of)
  for (const { name, node } of tree.fields) {
    const member = memberOf(of, name)
    if (member === undefined && known.length > 0) {
      const near = didYouMean(name, known)
      if (isClosed(of) || near !== '') {
        yield { path: node.place, message: `the vendor knows no field "${name}"${near}` }
        continue
      }
    }
    yield* inNode(node, member ?? othersOf(of))
  }
  if (tree.rest?.source.kind === 'object' && tree.rest.steps.length === 0) {
    yield* inRest(tree.rest.source.object, of)
  }
  for (const name of requiredOf(of)) {
    const field = tree.fields.find((one) => one.name === name)
    if (field !== undefined ? isCertain(field.node) : tree.rest !== undefined) continue
    const message = `the vendor requires "${name}", but it may be missing: give it \`required\`, a default or a constant`
    yield { path: field?.node.place ?? place, message }
  }
}

/** Members that are poured in stand beside the others; what is required is theirs together. */
function* inRest(tree: ObjectTree, of: Alternatives): Generator<Found> {
  const needless = of.map(({ required: _, ...rest }) => rest)
  yield* inObject(tree, '', needless)
}

function* inNode(node: Node, of: Alternatives): Generator<Found> {
  const { source, steps, place } = node
  const bare = steps.length === 0
  const [each] = steps.flatMap(({ argument }) => (argument.kind === 'node' ? [argument.node] : []))
  if (each !== undefined) yield* inNode(each, elementOf(thoseOf(of, 'array')))
  if (bare && source.kind === 'object') return yield* inObject(source.object, place, of)
  if (bare && source.kind === 'list') {
    const lists = thoseOf(of, 'array')
    for (const [index, cell] of source.cells.entries()) yield* inNode(cell, elementOf(lists, index))
    return
  }
  if (bare && source.kind === 'first') {
    for (const option of source.options) yield* inNode(option, of)
    if (!Object.hasOwn(node, 'default')) return
  }
  const wrong = misfit(node, of)
  if (wrong !== undefined) yield { path: place, ...wrong }
}
