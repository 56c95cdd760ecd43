import { z } from 'zod'
import { mappingFile } from '../format.js'

const { rules, tables } = mappingFile.shape
const { when, skip } = rules.element.shape

const rule = z.strictObject({
  when: z.union([when, z.null()]).optional(),
  skip,
  emit: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).optional(),
  before: z.string().optional(),
})

/** What a connection changes of its destination's mapping, in the mapping's own words; null takes away. */
export const overridesFile = z.strictObject({
  base: z
    .string()
    .regex(/^[^@\s]+@\d+\.\d+\.\d+$/, 'must read like slug@1.0.0')
    .describe('The mapping that this was written against: `slug@1.0.0`.'),
  tables: z
    .record(z.string(), z.union([tables.unwrap().valueType, z.null()]))
    .optional()
    .describe(
      'Table → changes. Look-ups are merged by name; a set of values replaces the old one.',
    ),
  parts: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Part → changes, wherever it is used.'),
  rules: z
    .record(z.string(), z.union([rule, z.null()]))
    .optional()
    .describe(
      'Rule → changes of `when`, `skip` and `emit`: action → changes of its keys; a list of actions is in place of all.',
    ),
})

export type Overrides = z.infer<typeof overridesFile>
export type RulePatch = z.infer<typeof rule>
