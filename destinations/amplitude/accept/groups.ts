import { z } from 'zod'
import { breaks, ruled } from '../../../src/accept/index.js'
import { groupProperties, isOperation } from './properties.js'
import { isObject, text, tree } from './values.js'

const mostTypes = 5
const mostValues = 10
const mostIdentifies = 1024

/** Numbers are taken as their text. */
function isGroupName(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}

const values = z
  .unknown()
  .superRefine((value, context) => {
    const message = 'must be text, or a list of texts'
    if (!Array.isArray(value)) {
      if (!isGroupName(value)) context.addIssue({ code: 'custom', message })
      return
    }
    for (const [index, one] of value.entries()) {
      if (!isGroupName(one)) context.addIssue({ code: 'custom', message, path: [index] })
    }
  })
  .meta({ type: ['string', 'array'] })

/** Group types, each with one name or several. */
export const groups = ruled(
  'AM-GRP',
  'silent',
  tree(values)
    .refine((types) => Object.keys(types).length <= mostTypes, {
      error: `must have at most ${mostTypes} group types; others are not tracked`,
    })
    .refine((types) => Object.values(types).flat().length <= mostValues, {
      error: `must have at most ${mostValues} groups in all; others are not tracked`,
    }),
)

/** What `$groupidentify` needs, and nothing else may have. */
export function checkGroups(
  { event_type, groups, group_properties }: Record<string, unknown>,
  context: z.core.$RefinementCtx,
): void {
  const lost = (member: string, message: string) =>
    context.addIssue({ code: 'custom', message, path: [member], ...breaks('AM-GRP', 'silent') })
  if (event_type !== '$groupidentify') {
    if (group_properties !== undefined) {
      lost('group_properties', 'is ignored: must come with event_type "$groupidentify"')
    }
  } else if (groups === undefined || (isObject(groups) && Object.keys(groups).length === 0)) {
    lost('groups', 'must name the groups whose properties are set')
  }
}

/** One item of `/groupidentify`: https://amplitude.com/docs/apis/analytics/group-identify */
export const groupIdentification = z.looseObject(
  {
    group_type: text('must be text that is not empty').min(1, 'must not be empty'),
    group_value: z
      .unknown()
      .refine((value) => isGroupName(value) && value !== '', 'must be text that is not empty')
      .meta({ type: 'string' }),
    group_properties: ruled('AM-GI', 'http', groupProperties),
  },
  { error: 'must be an object' },
)

export const groupIdentifications = ruled(
  'AM-GI',
  'http',
  z
    .array(groupIdentification)
    .min(1, 'must not be empty')
    .max(mostIdentifies, `must have at most ${mostIdentifies} items`)
    .refine(
      (items) =>
        items.reduce((sum, item) => sum + size(item.group_properties), 0) <= mostIdentifies,
      { error: `must have at most ${mostIdentifies} group properties in all` },
    ),
)

function size(properties: Record<string, unknown>): number {
  return Object.entries(properties).reduce(
    (sum, [name, value]) =>
      sum + (isOperation(name) && isObject(value) ? Object.keys(value).length : 1),
    0,
  )
}
