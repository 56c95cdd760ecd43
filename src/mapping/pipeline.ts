import { isNothing } from '../event/nothing.js'
import type { Argument, Step } from './ast.js'
import { lookUpIn, namesOf } from './bind.js'
import { type Compiling, UNMET } from './compiling.js'
import { nodeWriter } from './node.js'
import { ownStep } from './own-step.js'
import { builtIn } from './steps/built-in.js'
import type { Arguments, StepFunction } from './steps/define.js'

/** Steps as one function: nothing ends it. */
export function pipeline(steps: readonly Step[], compiling: Compiling): StepFunction {
  return chain(steps.map((step) => compiling.tools.step(step, stepFunction(step, compiling))))
}

/** Functions from left to right: nothing ends it. */
export function chain(functions: readonly StepFunction[]): StepFunction {
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
  return builtIn(name, readyArgument(argument, compiling))
}

/** The argument as functions of a run. */
function readyArgument(argument: Argument, compiling: Compiling): Partial<Arguments> {
  switch (argument.kind) {
    case 'none':
      return {}
    case 'plain':
      return { plain: argument.value }
    case 'names':
      return { names: namesOf(argument.names) }
    case 'table':
      return { lookUp: lookUpIn(argument.table) }
    case 'steps':
      return { steps: pipeline(argument.steps, compiling) }
    case 'source':
      return { source: argument.path }
    case 'node': {
      const write = nodeWriter(argument.node, compiling)
      return {
        node: (run) => {
          const value = write(run)
          return value === UNMET ? undefined : value
        },
      }
    }
  }
}
