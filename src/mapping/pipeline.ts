import { isNothing } from '../event/nothing.js'
import type { Argument, Step } from './ast.js'
import { lookUpIn, namesOf } from './bind.js'
import { type Compiling, UNMET } from './compiling.js'
import { nodeWriter } from './node.js'
import { ownStep } from './own-step.js'
import type { Arguments, StepFunction } from './steps/define.js'
import { steps as definitions } from './steps/index.js'

/** Steps as one function: nothing ends it. */
export function pipeline(steps: readonly Step[], compiling: Compiling): StepFunction {
  const functions = steps.map((step) => compiling.tools.step(step, stepFunction(step, compiling)))
  const [only] = functions
  if (only === undefined) return (value) => value
  if (functions.length === 1) return only
  return (value, run, site) => {
    let result = value
    for (const step of functions) {
      result = step(result, run, site)
      if (isNothing(result)) return undefined
    }
    return result
  }
}

function stepFunction({ name, argument }: Step, compiling: Compiling): StepFunction {
  const own = name.startsWith('own.') ? compiling.functions[name.slice('own.'.length)] : undefined
  if (own !== undefined) return ownStep(own)
  const definition = definitions[name]
  if (definition === undefined) throw new Error(`no step ${name}`)
  return definition.make(readyArgument(argument, compiling))
}

const unused = (): never => {
  throw new Error('this step declared another argument')
}

/** The argument as functions of a run; a step uses the one it declared. */
function readyArgument(argument: Argument, compiling: Compiling): Arguments {
  const ready: Arguments = {
    plain: undefined,
    names: unused,
    lookUp: unused,
    steps: unused,
    node: unused,
    source: undefined,
  }
  switch (argument.kind) {
    case 'none':
      return ready
    case 'plain':
      return { ...ready, plain: argument.value }
    case 'names':
      return { ...ready, names: namesOf(argument.names) }
    case 'table':
      return { ...ready, lookUp: lookUpIn(argument.table) }
    case 'steps':
      return { ...ready, steps: pipeline(argument.steps, compiling) }
    case 'source':
      return { ...ready, source: argument.path }
    case 'node': {
      const write = nodeWriter(argument.node, compiling)
      return {
        ...ready,
        node: (run) => {
          const value = write(run)
          return value === UNMET ? undefined : value
        },
      }
    }
  }
}
