import { z } from 'zod'
import { skipReasons, type WarningCode, warningCodes } from '../result.js'

const name = z.string().min(1)
const json = z.unknown()

export const pathForm = name.describe(
  'A path, `root.name.name`; `name[]` reads a list. A constant is written {"value": …}.',
)

const scalar = z.union([z.string(), z.number(), z.boolean()])

const listed = z.strictObject({
  in: z
    .union([z.array(z.string()), name])
    .describe('Listed there: a list, a table, or "settings.x".'),
})

/** What a condition holds a path against. */
export const testForm = z.union([
  scalar.describe('Equal to this.'),
  z.array(scalar).min(1).describe('One of these.'),
  listed,
  z.strictObject({ exists: z.boolean().describe('Whether anything is there.') }),
  z.strictObject({
    not: z
      .union([scalar, z.array(scalar).min(1), listed])
      .describe('None of these; holds too where nothing is there.'),
  }),
])

export const conditionsForm = z.record(z.string(), testForm).meta({
  id: 'conditions',
  description: 'Path → test; all must hold. There is no "or": write two rules, or alternatives.',
})

/** What stands for the parts of a format that have one of their own. */
export interface Inner {
  node: z.ZodType
  steps: z.ZodType
  conditions: z.ZodType
}

/** Parts are taken as they are: the parser reads each in its own turn, so that an error names its place. */
export const outline: Inner = { node: json, steps: json, conditions: json }

const list = <Of extends z.ZodType>(of: Of) => z.array(of).min(1)

/** The keys of an object that is written, in a node and in an action. */
function objectKeys({ node }: Inner) {
  return {
    use: z.array(name).optional().describe('Parts whose fields come first, in this order.'),
    fields: z
      .record(z.string(), node)
      .optional()
      .describe("The vendor's name → where its value comes from. Nothing → no member."),
    rest: node
      .optional()
      .describe('An object whose members are poured in behind the fields. Fields win.'),
    max: z.int().min(1).optional().describe('Members of the object; what `rest` has beyond goes.'),
    needs: z
      .array(name)
      .optional()
      .describe('At least one of these fields must be there, or the event fails.'),
  }
}

function policies({ steps, conditions }: Inner) {
  return {
    when: conditions
      .optional()
      .describe(
        'Where they do not hold the node is nothing, whatever `default`, `required` and `warn` say.',
      ),
    as: steps.optional().describe('One step, or several from left to right.'),
    default: json.optional().describe('A constant in place of nothing.'),
    required: z
      .union([z.boolean(), z.literal('parent'), conditions])
      .optional()
      .describe(
        'true: without a value the event fails. Conditions: the same, where they hold. "parent": without a value the object or list around is left out; of an action\'s own field, the action is not made.',
      ),
    warn: z
      .enum(Object.keys(warningCodes) as [WarningCode])
      .optional()
      .describe('Warns with this code where the node gives nothing, or its default.'),
    note: z.string().optional().describe('For readers; shown by explain and in the reference.'),
  }
}

/** A node that is written as an object: one format for each kind, by the key that tells it. */
export function nodeForms(inner: Inner) {
  const { node } = inner
  const rest = policies(inner)
  return {
    from: z.strictObject({
      from: z
        .union([node, list(node)])
        .describe('A path, a node, or a list of them: the first that gives something.'),
      ...rest,
    }),
    value: z.strictObject({ value: json.describe('A constant.'), ...rest }),
    template: z.strictObject({
      template: z
        .union([name, z.strictObject({ from: name.describe('"settings.x": its text.') })])
        .describe('Text with {{path}}; a path that is not there makes all of it nothing.'),
      ...rest,
    }),
    fields: z.strictObject({ ...objectKeys(inner), ...rest }),
    list: z.strictObject({
      list: list(node).describe('One node a cell. Empty cells are left out, or `blank`.'),
      blank: json.optional().describe('What fills an empty cell.'),
      ...rest,
    }),
    pair: z.strictObject({
      pair: z
        .strictObject({ key: node, value: node })
        .describe('An object of one member with a computed name.'),
      ...rest,
    }),
    at: z.strictObject({
      at: name.describe('"settings.x": what stands at the path written in this setting.'),
      ...rest,
    }),
  }
}

export type Kind = keyof ReturnType<typeof nodeForms>

/** A named part; keys written beside it replace the part's own, whatever its kind. */
export function partForm(inner: Inner) {
  return z.looseObject({
    part: name.describe("A named part; keys beside it replace the part's own."),
    ...policies(inner),
  })
}

export function actionForm(inner: Inner) {
  return z.strictObject({
    action: name.describe('One of the actions that the module declares.'),
    when: inner.conditions.optional().describe('Where they do not hold it is not made.'),
    each: name.optional().describe('A path to a list: one action per element, seen as `item`.'),
    ...objectKeys(inner),
  })
}

export function mappingForm(inner: Inner) {
  const rule = z.strictObject({
    name: name.describe('Unique in the file; shown by explain.'),
    when: inner.conditions.optional().describe('Which events it takes.'),
    emit: list(actionForm(inner)).optional().describe('What the event becomes, in order.'),
    skip: z
      .enum(Object.keys(skipReasons) as [keyof typeof skipReasons])
      .optional()
      .describe('In place of `emit`: why nothing is sent.'),
  })
  return z.strictObject({
    $schema: z.string().optional(),
    destination: name.describe('The slug.'),
    title: name.describe('The API in words.'),
    docs: z.array(z.url()).min(1).describe("The vendor's pages."),
    checked: z.iso.date().describe('When someone last compared this file with those pages.'),
    apiVersion: name.optional().describe('The vendor API version, pinned.'),
    sunset: z.iso.date().optional().describe('Its last day, where known.'),
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+$/, 'must read like 1.0.0')
      .describe('Of this mapping; moves with every payload change.'),
    include: z
      .array(name)
      .optional()
      .describe('Other destinations whose tables and parts this file may use.'),
    tables: z
      .record(z.string(), z.union([z.array(scalar), z.record(z.string(), json)]))
      .optional()
      .describe('Name → look-up (an object) or set of values (a list).'),
    parts: z
      .record(z.string(), inner.node)
      .optional()
      .describe('Name → node, to be used more than once.'),
    rules: list(rule).describe('The first whose `when` holds is taken.'),
  })
}

/** The outline of a mapping file. */
export const mappingFile = mappingForm(outline)

export type MappingFile = z.infer<typeof mappingFile>
export type ActionFile = z.infer<ReturnType<typeof actionForm>>

/** The formats of nodes as the parser uses them. */
export const forms = { ...nodeForms(outline), part: partForm(outline) }
export const kindKeys = Object.keys(forms) as (keyof typeof forms)[]
/** These alone tell an object too. */
export const fieldsKeys = ['use', 'fields', 'rest'] as const
