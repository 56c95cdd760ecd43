import { z } from 'zod'
import { skipReasons } from '../result.js'

const name = z.string().min(1)
const json = z.unknown()
const members = z.record(z.string(), json)

/** The keys of a node's kind; a node has exactly one of these, `use` and `rest` counting as `fields`. */
export const kindKeys = [
  'from',
  'value',
  'template',
  'fields',
  'list',
  'pair',
  'at',
  'part',
] as const
/** The keys that say how the value of a node is treated. */
export const policyKeys = ['when', 'as', 'default', 'required', 'warn', 'note'] as const
/** The keys of an object that is written, in a node and in an action. */
export const objectKeys = ['use', 'fields', 'rest', 'max', 'needs'] as const

const action = z.strictObject({
  action: name.describe('One of the actions that the module declares.'),
  when: members.optional(),
  each: name.optional().describe('A path to a list: one action per element.'),
  use: z.array(name).optional(),
  fields: members.optional(),
  rest: json.optional(),
  max: z.int().min(1).optional(),
  needs: z.array(name).optional(),
})

const rule = z.strictObject({
  name: name.describe('Unique in the file; shown by explain.'),
  when: members.optional(),
  emit: z.array(action).min(1).optional(),
  skip: z.enum(Object.keys(skipReasons) as [keyof typeof skipReasons]).optional(),
})

/** The outline of a mapping file. What stands in parts and fields is read node by node, so that an error names its place. */
export const mappingFile = z.strictObject({
  $schema: z.string().optional(),
  destination: name.describe('The slug.'),
  title: name.describe('The API in words.'),
  docs: z.array(z.url()).min(1).describe("The vendor's pages."),
  checked: z.iso.date().describe('When someone last compared this file with those pages.'),
  apiVersion: name.optional().describe('The vendor API version, pinned.'),
  sunset: z.iso.date().optional().describe('Its last day, where known.'),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/)
    .describe('Moves with every payload change.'),
  tables: z.record(z.string(), z.union([z.array(json), members])).optional(),
  parts: z.record(z.string(), json).optional(),
  rules: z.array(rule).min(1),
})

export type MappingFile = z.infer<typeof mappingFile>
export type ActionFile = z.infer<typeof action>
