import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { catalogue } from '../../../src/event/catalogue.js'
import type { Mapped } from '../../../src/mapping/program.js'
import { own, text } from '../read-or-tell.js'

type Settings = Readonly<Record<string, unknown>>

/** Why an event is not sent, or undefined. */
export function skipOf(event: CanonicalEvent, settings: Settings): Mapped | undefined {
  if (event.type === 'screen' || event.type === 'page') {
    return settings.screenEvents === false ? filtered('screens off') : undefined
  }
  if (event.type !== 'track') return { outcome: 'skipped', rule: null, reason: 'unsupported' }
  const { customEvents } = settings
  if (customEvents !== 'skip' && customEvents !== 'listed') return undefined
  if (event.event !== undefined && catalogue.has(event.event)) return undefined
  if (customEvents === 'skip') return filtered('own events off')
  return isRenamed(event, settings) ? undefined : filtered('own event not listed')
}

function filtered(rule: string): Mapped {
  return { outcome: 'skipped', rule, reason: 'filtered' }
}

/** Whether the settings name the event. */
export function isRenamed({ event }: CanonicalEvent, { eventNames }: Settings): boolean {
  return event !== undefined && Object.hasOwn(eventNames as object, event)
}

/** The name that the settings give the event, or the page or screen it shows. */
export function settingsName(event: CanonicalEvent, settings: Settings): string | undefined {
  const name = event.event ?? viewedName(event)
  return name === undefined ? undefined : text(own(settings.eventNames, name))
}

/** What a page or screen is called as an event. */
export function viewedName({ type, name }: CanonicalEvent): string | undefined {
  if (type !== 'screen' && type !== 'page') return undefined
  const kind = type === 'screen' ? 'Screen' : 'Page'
  return name === undefined ? `Viewed ${kind}` : `Viewed ${name.toWellFormed()} ${kind}`
}
