import { chooseSteps } from './choose.js'
import { convertSteps } from './convert.js'
import type { StepDefinition } from './define.js'
import { fitSteps } from './fit.js'
import { normaliseSteps } from './normalise.js'
import { shapeSteps } from './shape.js'

/** Every value function of the mapping language, by name. */
export const steps: Readonly<Record<string, StepDefinition>> = {
  ...convertSteps,
  ...chooseSteps,
  ...normaliseSteps,
  ...fitSteps,
  ...shapeSteps,
}
