import { z } from 'zod'
import { actionForm, type Inner, mappingForm, outline } from '../format.js'

/** What a connection changes of its destination's mapping, in the mapping's own words; null takes away. */
export function overridesForm(inner: Inner) {
  const { shape } = mappingForm(inner)
  const { name: _, ...rule } = shape.rules.element.shape
  const action = actionForm(inner).shape
  const patch = (form: z.ZodType) => z.union([form, z.null()]).optional()
  return z
    .strictObject({
      base: z
        .string()
        .regex(/^[^@\s]+@\d+\.\d+\.\d+$/, 'must read like slug@1.0.0')
        .describe('The mapping that this was written against: `slug@1.0.0`.'),
      tables: z
        .record(z.string(), z.union([shape.tables.unwrap().valueType, z.null()]))
        .optional()
        .describe('Look-ups are merged by name; a set of values replaces the old one.'),
      parts: z
        .record(z.string(), z.union([inner.node, z.null()]))
        .optional()
        .describe('Changes a part wherever it is used.'),
      rules: z
        .record(
          z.string(),
          z.union([
            z.null(),
            z.strictObject({
              ...rule,
              when: patch(inner.conditions).describe('In place of the old conditions.'),
              emit: z
                .union([z.array(z.unknown()), z.record(z.string(), z.unknown())])
                .optional()
                .describe(
                  'Action → changes; `event#1` is the second action `event` of the rule, the next free number adds one. A list is in place of all.',
                ),
              before: z
                .string()
                .optional()
                .describe('Of an added rule: the rule it stands before; else before all others.'),
            }),
          ]),
        )
        .optional()
        .describe('A rule of the mapping, by name, or one that is added.'),
    })
    .describe(`An action is changed by ${Object.keys(action).slice(1).join(', ')}.`)
}

export const overridesFile = overridesForm(outline)

export type Overrides = z.infer<typeof overridesFile>
export type RulePatch = NonNullable<NonNullable<Overrides['rules']>[string]>
