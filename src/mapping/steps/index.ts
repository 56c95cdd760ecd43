import { chooseSteps } from './choose.js'
import { convertSteps } from './convert.js'
import type { StepDefinition } from './define.js'
import { fitSteps } from './fit.js'
import { normaliseSteps } from './normalise.js'
import { numberSteps } from './numbers.js'
import { shapeSteps } from './shape.js'
import { timeSteps } from './times.js'

/** Every value function of the mapping language, by name. */
export const steps: Readonly<Record<string, StepDefinition>> = {
  ...convertSteps,
  ...numberSteps,
  ...timeSteps,
  ...chooseSteps,
  ...normaliseSteps,
  ...fitSteps,
  ...shapeSteps,
}
