import type { Arguments, StepFunction } from './define.js'
import { steps as definitions } from './index.js'

const unused = (): never => {
  throw new Error('this step declared another argument')
}

/** A step of the language at work; of its argument, what it declared. */
export function builtIn(name: string, argument: Partial<Arguments> = {}): StepFunction {
  const definition = definitions[name]
  if (definition === undefined) throw new Error(`no step ${name}`)
  return definition.make({
    plain: undefined,
    names: unused,
    lookUp: unused,
    steps: unused,
    node: unused,
    source: undefined,
    ...argument,
  })
}
