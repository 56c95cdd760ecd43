import type { CanonicalEvent, Members } from '../../../src/event/canonical.js'
import { copy } from '../../../src/event/copy.js'
import { isNothing } from '../../../src/event/nothing.js'
import type { Warning } from '../../../src/result.js'
import { any, own } from '../read.js'
import { cutAt, forget, refuse, textAt } from '../told.js'
import type { Settings } from './settings.js'
import { isPersonal, longest, parameter, parameterAt, refusePersonal } from './texts.js'

export type Params = Record<string, unknown>

/** What every event has of its session; only parameters that are there count for the vendor. */
export interface Session {
  session_id: number | undefined
  engagement_time_msec: number | undefined
  debug_mode: number | undefined
}

/** The parameters of one kind of events; undefined where one is missing that the vendor asks for. */
export type Write = (
  session: Session,
  writing: Writing,
  settings: Settings,
  key: string,
) => Params | undefined

/** Parameters while they are written, and which properties they were taken from. */
export interface Writing {
  event: CanonicalEvent
  properties: Members
  taken: string[]
  told: Warning[]
}

/** A parameter that one property fills. */
export function ofProperty({ properties, taken, told }: Writing, name: string, target: string) {
  const value = own(properties, name)
  if (value === undefined) return undefined
  const filled = parameterAt(value, told, `events[0].params.${target}`, `properties.${name}`)
  if (filled !== undefined) taken.push(name)
  return filled
}

/** A parameter of any type, such as a position. */
export function anyOfProperty({ properties, taken, told }: Writing, name: string, target: string) {
  const value = any(own(properties, name))
  if (value === undefined) return undefined
  const path = `events[0].params.${target}`
  const source = `properties.${name}`
  if (typeof value === 'object' && !(value instanceof Date))
    return refuse(told, path, source, 'lists and objects are not taken')
  if (isPersonal(String(value))) return refusePersonal(told, path, source)
  const plain = copy(value)
  const filled =
    typeof plain === 'string' && typeof value === 'string'
      ? cutAt(plain, longest, told, path, source)
      : plain
  if (isNothing(filled)) return undefined
  taken.push(name)
  return filled
}

export interface Source {
  value: unknown
  /** The path it stands at. */
  from: string
  /** The property that it is. */
  property?: string
}

/** A parameter that the first usable of some sources fills. */
export function ofFirst(
  { taken, told }: Writing,
  sources: readonly Source[],
  target: string,
): string | undefined {
  const mark = told.length
  const path = `events[0].params.${target}`
  for (const { value, from, property } of sources) {
    const text = textAt(value, told, path, from)
    if (text === undefined) continue
    forget(told, mark)
    const all = sources.map((source) => source.from).join(', ')
    const filled = parameter(text, told, path, all)
    if (filled !== undefined && property !== undefined) taken.push(property)
    return filled
  }
  return undefined
}

/** Parameters that members of the property `campaign` fill. Where all of it is taken, it is no parameter itself. */
export function campaignReader({ properties, taken, told }: Writing) {
  const campaign = own(properties, 'campaign')
  const seen = new Set<string>()
  return {
    read(name: string, target: string): string | undefined {
      const value = own(campaign, name)
      if (value === undefined) return undefined
      const filled = parameterAt(
        value,
        told,
        `events[0].params.${target}`,
        `properties.campaign.${name}`,
      )
      if (filled !== undefined) seen.add(name)
      return filled
    },
    finish(): void {
      if (seen.size > 0 && Object.keys(campaign as object).every((name) => seen.has(name)))
        taken.push('campaign')
    },
  }
}
