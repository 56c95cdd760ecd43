import type { CanonicalEvent } from '../../../src/event/canonical.js'
import type { Mapped } from '../../../src/mapping/program.js'
import type { Warning } from '../../../src/result.js'
import { fitted } from '../fit.js'
import { keyOf } from '../key.js'
import { cutAt } from '../told.js'
import { eventOf } from './event.js'
import { mapped, withoutIds } from './results.js'
import { longest, propertyLimits, type Settings } from './settings.js'

/** A page or a screen that was seen. */
export function viewed(
  event: CanonicalEvent,
  rule: 'page' | 'screen',
  what: 'Page' | 'Screen',
  settings: Settings,
  options: unknown,
  told: Warning[],
): Mapped {
  const key = keyOf(event)
  const name = event.name?.toWellFormed()
  const category = event.category?.toWellFormed()
  const payload = eventOf(event, key, options, settings, told)
  const title = name ?? category
  const source = `settings.${rule}Name, name, category`
  const type = title === undefined ? `Viewed ${what}` : `Viewed ${title} ${what}`
  payload.event_type = cutAt(type, longest, told, 'event_type', source)
  payload.event_properties = viewedProperties(event, name, category, told)
  if (payload.user_id === undefined && payload.device_id === undefined) return withoutIds(rule)
  return mapped(rule, 'event', payload, key, told)
}

function viewedProperties(
  event: CanonicalEvent,
  name: string | undefined,
  category: string | undefined,
  told: Warning[],
): Record<string, unknown> | undefined {
  const shortName = cutAt(name, longest, told, 'event_properties.name', 'name')
  const shortCategory = cutAt(category, longest, told, 'event_properties.category', 'category')
  const rest = fitted(event.properties, propertyLimits, told, 'event_properties', 'properties')
  if (rest === undefined)
    return shortName === undefined && shortCategory === undefined
      ? undefined
      : { name: shortName, category: shortCategory }
  for (const member in rest) {
    const own = member === 'name' ? shortName : shortCategory
    const value = rest[member]
    if ((member !== 'name' && member !== 'category') || value === undefined || value === own)
      continue
    const message = `"${member}" is the name of a field of its own; the event's member was left out`
    told.push({ code: 'NAME_CLASH', path: `event_properties.${member}`, message })
  }
  rest.name = shortName
  rest.category = shortCategory
  for (const member in rest) if (rest[member] !== undefined) return rest
  return undefined
}
