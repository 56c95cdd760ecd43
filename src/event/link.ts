import type { Change, Members } from './canonical.js'
import { isEmptied, isNothing } from './nothing.js'
import { isScalar, own } from './values.js'

/** The query of a link, decoded; none where it has none. Takes any scheme and broken percent-encoding, which `URL` does not. */
export function parametersOf(url: unknown): URLSearchParams | undefined {
  if (typeof url !== 'string') return undefined
  const start = url.indexOf('?')
  const fragment = url.indexOf('#')
  if (start < 0) return undefined
  return new URLSearchParams(url.slice(start + 1, fragment < 0 ? undefined : fragment))
}

/** Properties without those that only repeat a parameter, name and value; the kept ones are the event's own. */
export function withoutParameters(
  properties: Members,
  parameters: URLSearchParams | undefined,
  kept: { has(name: string): boolean },
  changes: Change[],
): Members {
  let settled: Record<string, unknown> | undefined
  for (const [name, value] of parameters ?? []) {
    const from = own(settled ?? properties, name)
    if (!isScalar(from) || String(from) !== value || kept.has(name)) continue
    changes.push({ path: `properties.${name}`, from, to: undefined, rule: 'parameter of url' })
    settled ??= { ...properties }
    // An own member of the copy already, so that `__proto__` too is set as data.
    settled[name] = undefined
  }
  return settled ?? properties
}

const utm = {
  source: 'utm_source',
  medium: 'utm_medium',
  name: 'utm_campaign',
  term: 'utm_term',
  content: 'utm_content',
} as const

/** The context with the campaign that a link names, if it has none. */
export function withCampaign(context: Members, url: unknown, changes: Change[]): Members {
  const from = own(context, 'campaign')
  if (!isNothing(from) && !isEmptied(from)) return context
  const parameters = parametersOf(url)
  if (parameters === undefined) return context
  const campaign: Record<string, string> = {}
  for (const [member, parameter] of Object.entries(utm)) {
    const value = parameters.get(parameter)
    if (value !== null && value !== '') campaign[member] = value
  }
  if (isEmptied(campaign)) return context
  changes.push({ path: 'context.campaign', from, to: campaign, rule: 'utm of url' })
  return { ...context, campaign }
}
