import type { ValueType } from '../event/catalogue.js'
import type { Node, Step } from '../mapping/ast.js'
import { steps as definitions } from '../mapping/steps/index.js'
import { nodesOf } from '../mapping/visit.js'
import type { Check, Parsed } from './check.js'
import type { Found } from './finding.js'
import { afterStep, typeOfSource } from './type-of.js'

export const types: Check<Parsed> = {
  name: 'types',
  description: 'Steps that cannot take what they get: the type of the path, or of the step before.',
  severity: 'error',
  *run({ tree }) {
    for (const [node] of nodesOf(tree)) {
      yield* inSteps(node.steps, typeOfSource(node.source), giver(node), node.place)
    }
  },
}

type Takes = (typeof definitions)[string]['takes']

/** What else a step can use, besides its own type and `any`. */
const also: Partial<Record<Takes, readonly ValueType[]>> = {
  scalar: ['text', 'number', 'integer', 'boolean', 'time'],
  number: ['integer', 'time'],
  integer: ['number', 'time'],
  time: ['text', 'number', 'integer'],
}

function* inSteps(
  steps: readonly Step[],
  start: ValueType,
  from: string,
  place: string,
): Generator<Found> {
  let type = start
  let source = from
  for (const [index, step] of steps.entries()) {
    const takes = definitions[step.name]?.takes ?? 'any'
    const path = steps.length === 1 ? `${place}.as` : `${place}.as[${index}]`
    if (!takesIt(takes, type)) {
      const message = `${step.name} takes ${inWords(takes)}, but ${source} is ${inWords(type)}`
      yield { path, message }
    }
    if (step.argument.kind === 'steps') {
      const inner = inside[step.name] ?? type
      yield* inSteps(step.argument.steps, inner, `what ${step.name} hands on`, path)
    }
    type = afterStep(type, step)
    source = `what ${step.name} gives`
  }
}

/** What the steps within a step begin with. */
const inside: Readonly<Record<string, ValueType>> = { keys: 'text', values: 'any' }

function takesIt(takes: Takes, type: ValueType): boolean {
  return (
    takes === 'any' ||
    type === 'any' ||
    takes === type ||
    (also[takes]?.includes(type as never) ?? false)
  )
}

function giver({ source }: Node): string {
  return source.kind === 'path' ? source.path.text : `the ${source.kind}`
}

export function inWords(type: Takes): string {
  return type === 'integer' || type === 'object'
    ? `an ${type}`
    : noArticle.has(type)
      ? type
      : `a ${type}`
}

const noArticle = new Set(['text', 'any'])
