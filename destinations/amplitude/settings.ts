import { secret, z } from '../../src/destination.js'

const traits = (about: string) => z.array(z.string().min(1)).default([]).describe(about)

const userPropertyOperations = z
  .strictObject({
    setOnce: traits('Kept as they were set first.'),
    add: traits('Numbers that are added up.'),
    append: traits('Put at the end of a list.'),
    prepend: traits('Put at the start of a list.'),
    unset: traits('Removed from the person.'),
  })
  .prefault({})
  .superRefine((operations, context) => {
    const names = Object.values(operations).flat()
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice === undefined) return
    context.addIssue({ code: 'custom', message: `"${twice}" may stand under one operation only` })
  })

const text = z.string().min(1)

export const settings = z.strictObject({
  apiKey: secret('The API key of the project: 32 hex digits. Not the secret key.'),
  region: z.enum(['us', 'eu']).default('us').describe('Where the organisation keeps its data.'),
  endpoint: z
    .enum(['httpapi', 'batch'])
    .default('httpapi')
    .describe('`httpapi` for live events; `batch` takes more at once and is for imports.'),
  minIdLength: z
    .int()
    .min(1)
    .default(1)
    .describe('The shortest user or device id; a shorter one is left out of the event.'),
  preferAnonymousId: z
    .boolean()
    .default(false)
    .describe('Whether `device_id` is the anonymousId first, and the id of the device only then.'),
  groupType: text
    .optional()
    .describe('A path to the type of a group: `traits.kind`. Without it, `defaultGroupType`.'),
  defaultGroupType: text
    .default('group')
    .describe('The type of groups that have none of their own.'),
  groupValue: text
    .optional()
    .describe('A path to the value of a group: `traits.domain`. Without it, groupId.'),
  revenue: z
    .enum(['order', 'products'])
    .default('order')
    .describe(
      'Where Order Completed has its revenue: on itself, or on a Product Purchased for each product with a price.',
    ),
  userPropertyOperations: userPropertyOperations.describe(
    'Names of traits that identify does not simply set.',
  ),
  eventTraits: z
    .boolean()
    .default(false)
    .describe('Whether `context.traits` of events are set too; identify has told them already.'),
  attribution: z
    .boolean()
    .default(true)
    .describe('Whether campaign and referrer become properties of the person, with `initial_…`.'),
  pageName: z
    .string()
    .default('Viewed {{name}} Page')
    .describe('Template of the event name of page calls.'),
  screenName: z
    .string()
    .default('Viewed {{name}} Screen')
    .describe('Template of the event name of screen calls.'),
  plan: z
    .strictObject({
      branch: text.optional(),
      source: text.optional(),
      version: text.optional(),
      versionId: text.optional(),
    })
    .optional()
    .describe('The tracking plan of all events; an event may tell its own in its `integrations`.'),
  ingestionMetadata: z
    .strictObject({ sourceName: text.optional(), sourceVersion: text.optional() })
    .optional()
    .describe('What the events come from, for Amplitude to show.'),
  partnerId: text.optional().describe('The id that Amplitude gave a partner.'),
})

export type Settings = z.infer<typeof settings>
