import type { ValueType } from '../../event/catalogue.js'
import type { Argument, Step, Table } from '../ast.js'
import { steps as definitions } from '../steps/index.js'
import { nodesWithin } from '../visit.js'
import { namesSource } from './condition.js'
import { Counts } from './counts.js'
import { nodeSource } from './node.js'
import type { Scribe } from './scribe.js'
import { literal } from './source.js'

/**
 * What is known of a value while the source is written, so that less has to be
 * asked: `text` is not empty, `anyText` may be, or may be nothing; `time` is
 * milliseconds; `made` was written for the node alone, and is not empty.
 */
export type Known = 'text' | 'anyText' | 'time' | 'scalar' | 'made' | 'any'

/** A value on its way through steps. */
export interface Passing {
  /** The variable that holds it. */
  value: string
  site: string
  known: Known
}

/** Of what was read as a type. */
export function knownAs(type: ValueType): Known {
  if (type === 'text' || type === 'time') return type
  return type === 'object' || type === 'list' || type === 'any' ? 'any' : 'scalar'
}

/** Of what a step gave, which may be nothing. */
function knownAfter(type: ValueType): Known {
  const known = knownAs(type)
  return known === 'text' ? 'anyText' : known === 'time' ? 'scalar' : known
}

type Plain = Extract<Argument, { kind: 'plain' }>
type Looked = Extract<Argument, { kind: 'table' }>
type Listed = Extract<Argument, { kind: 'names' }>

/** Steps that give their value as it came, or less of it. */
const passing: ReadonlySet<string> = new Set(['cut', 'maxBytes', 'only', 'except'])

/** Writes a step, and gives what is known of its result; where the value can be told to pass, it is not called. */
export function stepSource(
  step: Step,
  { value, site, known }: Passing,
  isLast: boolean,
  scribe: Scribe,
): Known {
  const { name, argument } = step
  const called = () => `${value} = ${stepFunction(step, scribe)}(${value}, run, ${site})`
  const calledIf = (test: string): Known => {
    scribe.block(`if (${test})`, () => {
      scribe.add(called())
      if (isLast) scribe.add(`if (isNothing(${value})) ${value} = undefined`)
    })
    return isLast ? 'text' : 'anyText'
  }
  if (known === 'time' && name === 'epochMs') return 'scalar'
  if (known === 'text') {
    switch (name) {
      case 'text':
        return 'text'
      case 'lower':
        scribe.add(`${value} = ${value}.toLowerCase()`)
        return 'text'
      case 'upper':
        scribe.add(`${value} = ${value}.toUpperCase()`)
        return 'text'
      case 'trim':
        scribe.add(`${value} = ${value}.trim()`)
        return 'anyText'
      case 'cut':
        return calledIf(mayBeLonger(argument, value))
      case 'maxBytes':
        return calledIf(`${value}.length * 3 > ${literal((argument as Plain).value)}`)
      case 'except': {
        const names = namesSource((argument as Listed).names, scribe)
        scribe.add(`if (${names}.hasFolded(${value})) ${value} = refuseListed(run, ${site})`)
        return 'anyText'
      }
      case 'table': {
        const { table } = argument as Looked
        if (table.kind === 'setting') break
        const members = scribe.constant('table', `tableOf(${literal(table.members)})`)
        scribe.add(`${value} = ${members}.get(${value})`)
        return knownOfStep(step)
      }
    }
  }
  if (name.startsWith('own.')) {
    // Called from where it stands, so that V8 sees which function it is.
    const own = scribe.constant(name, `ownFunction(${moduleFunction(name)})`)
    scribe.add(`${value} = asGiven(${own}(${value}, ownContext(run, ${site})))`)
    return 'any'
  }
  scribe.add(called())
  if (passing.has(name)) return known === 'text' ? 'anyText' : known === 'made' ? 'any' : known
  return knownOfStep(step)
}

export function knownOfStep({ name, argument }: Step): Known {
  if (argument.kind === 'table' && isOfTexts(argument.table)) return 'anyText'
  return knownAfter(definitions[name]?.gives ?? 'any')
}

/** Whether all that a table gives is text that stays as it is. */
function isOfTexts(table: Table): boolean {
  if (table.kind === 'setting') return false
  return Object.values(table.members).every(
    (member) => typeof member === 'string' && member !== '' && member.isWellFormed(),
  )
}

function mayBeLonger(argument: Argument, value: string): string {
  const most = argument.kind === 'plain' ? argument.value : undefined
  if (typeof most === 'number') return `${value}.length > ${most}`
  return `${value}.length * 3 > ${(most as { bytes: number }).bytes}`
}

/** The name of a constant that is a step at work. */
function stepFunction({ name, argument }: Step, scribe: Scribe): string {
  if (name.startsWith('own.')) return scribe.constant(name, `ownStep(${moduleFunction(name)})`)
  const ready = argumentSource(argument, scribe)
  return scribe.constant(name, `builtIn(${literal(name)}${ready === '' ? '' : `, { ${ready} }`})`)
}

function moduleFunction(name: string): string {
  return `functions[${literal(name.slice('own.'.length))}]`
}

function chainSource(steps: readonly Step[], scribe: Scribe): string {
  return `chain([${steps.map((step) => stepFunction(step, scribe)).join(', ')}])`
}

function argumentSource(argument: Argument, scribe: Scribe): string {
  switch (argument.kind) {
    case 'none':
      return ''
    case 'plain':
      return `plain: ${literal(argument.value)}`
    case 'names':
      return `names: (run) => ${namesSource(argument.names, scribe)}`
    case 'table':
      return `lookUp: lookUpIn(${literal(argument.table)})`
    case 'steps':
      return `steps: ${chainSource(argument.steps, scribe)}`
    case 'source':
      return `source: ${literal(argument.path)}`
    case 'node': {
      const element = scribe.name('element')
      const counts = new Counts(nodesWithin(argument.node), [])
      scribe.function(
        () => `function ${element}(run)`,
        counts,
        () => {
          scribe.frame.begin()
          const value = nodeSource(argument.node, scribe)
          const unmet = argument.node.required === 'parent'
          scribe.add(unmet ? `return ${value} === UNMET ? undefined : ${value}` : `return ${value}`)
        },
        true,
      )
      return `node: ${element}`
    }
  }
}
