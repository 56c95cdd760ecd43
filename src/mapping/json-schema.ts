import { z } from 'zod'
import { conditionsForm, mappingForm, nodeForms, partForm, pathForm } from './format.js'
import type { ArgumentKind } from './steps/define.js'
import { steps as definitions } from './steps/index.js'

/** The mapping language as JSON Schema, for completion in an editor. */
export function mappingJsonSchema(): object {
  const node: z.ZodType = z
    .lazy(() =>
      z.union([pathForm, z.array(node), ...Object.values(nodeForms(inner)), partForm(inner)]),
    )
    .meta({ id: 'node', description: 'Where a value comes from.' })
  const step: z.ZodType = z
    .lazy(() => z.union([...Object.entries(definitions).map(stepForm), ownStep]))
    .meta({ id: 'step', description: 'A value function.' })
  const steps = z.union([step, z.array(step)])
  const inner = { node, steps, conditions: conditionsForm }

  function stepForm([name, { about, argument }]: [
    string,
    (typeof definitions)[string],
  ]): z.ZodType {
    if (argument === 'none' || argument === 'source') return z.literal(name).describe(about)
    return z.strictObject({ [name]: argumentForm(argument) }).describe(about)
  }

  function argumentForm(argument: Exclude<ArgumentKind, 'none' | 'source'>): z.ZodType {
    switch (argument) {
      case 'names':
        return z
          .union([z.array(z.string()), z.string()])
          .describe('A list, a table, or "settings.x".')
      case 'table':
        return z.string().describe('The name of a table, or "settings.x".')
      case 'steps':
        return steps
      case 'node':
        return node
      default:
        return argument
    }
  }

  return z.toJSONSchema(mappingForm(inner), { io: 'input', target: 'draft-7' })
}

const ownStep = z
  .string()
  .regex(/^own\.\w+$/)
  .describe("A function of the destination's own module.")
