import type { Change, Members } from './canonical.js'
import { catalogue } from './catalogue.js'
import { parametersOf, withCampaign, withoutParameters } from './link.js'
import { isNothing } from './nothing.js'
import { type Known, know, settleMembers } from './settle.js'
import { own } from './values.js'

const events: ReadonlyMap<string, Known> = new Map(
  [...catalogue.values()].map(({ name, properties }) => [name, know(properties)]),
)

/** Its SDK on Android spreads every query parameter of the link over the properties. */
const SPREAD = 'Application Opened'

/** Events whose `url` is the link that brought the person into the app. */
const linked: ReadonlySet<string> = new Set([SPREAD, 'Deep Link Opened', 'Deep Link Clicked'])

interface Settled {
  properties: Members
  context: Members
}

/**
 * A catalogued event's properties in their spelling and type, with what its link
 * and `context.app` tell. Those of every other event stay as they were sent.
 */
export function settleEvent(
  name: string,
  properties: Members,
  context: Members,
  changes: Change[],
): Settled {
  const known = events.get(name)
  if (known === undefined) return { properties, context }
  // Before spellings are settled, lest a parameter be taken for a property.
  const unspread =
    name === SPREAD
      ? withoutParameters(properties, parametersOf(own(properties, 'url')), known.members, changes)
      : properties
  const settled = withApp(
    settleMembers(unspread, known, 'properties', changes),
    known,
    own(context, 'app'),
    changes,
  )
  if (!linked.has(name)) return { properties: settled, context }
  return { properties: settled, context: withCampaign(context, own(settled, 'url'), changes) }
}

function withApp(properties: Members, known: Known, app: unknown, changes: Change[]): Members {
  let filled = properties
  for (const member of ['version', 'build'] as const) {
    if (!known.members.has(member)) continue
    const from = own(properties, member)
    const to = own(app, member)
    if (!isNothing(from) || typeof to !== 'string' || isNothing(to)) continue
    changes.push({ path: `properties.${member}`, from, to, rule: 'app of context' })
    filled = { ...filled, [member]: to }
  }
  return filled
}
