import { campaignEvents } from './catalogue/campaign.js'
import { context, page } from './catalogue/context.js'
import { ecommerceEvents } from './catalogue/ecommerce.js'
import { lifecycleEvents } from './catalogue/lifecycle.js'
import {
  type CataloguedEvent,
  type MemberShapes,
  typedPaths,
  type ValueType,
} from './catalogue/shape.js'
import { groupTraits, userTraits } from './catalogue/traits.js'

export type { CataloguedEvent, ValueType }

/** The six call types of the canonical spec. */
export const callTypes = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const
export type CallType = (typeof callTypes)[number]

/**
 * Events that have a meaning of their own, by their canonical names. They travel
 * under these names everywhere, however they were spelt, so that charts agree.
 */
export const catalogue: ReadonlyMap<string, CataloguedEvent> = new Map(
  [...lifecycleEvents, ...campaignEvents, ...ecommerceEvents].map((event) => [event.name, event]),
)

/** What any track call may carry, and what pages and screens do. */
export const anywhere: MemberShapes = {
  ...page,
  revenue: 'number',
  value: 'number',
  currency: 'text',
  name: 'text',
  category: 'text',
}

/** The members that mappings read beside the catalogued ones below them. */
const message: MemberShapes = {
  type: 'text',
  event: 'text',
  // Whether the event is one of the catalogue, or an app's own.
  catalogued: 'boolean',
  name: 'text',
  category: 'text',
  userId: 'text',
  anonymousId: 'text',
  previousId: 'text',
  groupId: 'text',
  messageId: 'text',
  timestamp: 'time',
  properties: 'object',
  traits: 'object',
  context,
  user: userTraits,
  options: 'object',
  sent: { properties: 'object', traits: 'object', context: 'object', channel: 'text' },
  dedupeKey: 'text',
  index: 'integer',
}

/**
 * The type of every catalogued path. Mappings read these typed: `51203` at a
 * text path is `"51203"`, `"$1,199.00"` at a number path is 1199. A path that is
 * not here is read as it is, and so is one that two events give different types.
 */
export const pathTypes: ReadonlyMap<string, ValueType> = agreed([
  ...typedPaths(message),
  ...typedPaths(userTraits, 'traits'),
  ...typedPaths(groupTraits, 'traits'),
  ...typedPaths(anywhere, 'properties'),
  ...[...catalogue.values()].flatMap(({ properties }) => [...typedPaths(properties, 'properties')]),
])

function agreed(paths: readonly [string, ValueType][]): Map<string, ValueType> {
  const types = new Map<string, ValueType>()
  for (const [path, type] of paths) {
    types.set(path, (types.get(path) ?? type) === type ? type : 'any')
  }
  return types
}

/** Every property that some event of the catalogue has. */
export const propertyNames: ReadonlySet<string> = new Set(
  [...pathTypes.keys()].flatMap((path) => /^properties\.([^.[]+)$/.exec(path)?.[1] ?? []),
)
