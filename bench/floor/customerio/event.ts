import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { kindOf } from '../../../src/event/values.js'
import type { Mapped } from '../../../src/mapping/program.js'
import { cutToBytes } from '../../../src/utf8.js'
import { copied } from '../copied.js'
import { keyOf } from '../key.js'
import {
  type Actions,
  type Fields,
  failed,
  type Members,
  own,
  refuse,
  type Told,
  text,
  unexpected,
} from '../read-told.js'
import { inSeconds } from './dates.js'
import { addDevice, deleteDevice } from './device.js'
import { addresses, beside, overrides } from './overrides.js'
import { anonymous, person } from './person.js'
import { ulid } from './ulid.js'

const nameBytes = 100
const noPerson = 'userId, user.email, anonymousId'

export type Settings = Readonly<Record<string, unknown>>

export function track(event: CanonicalEvent, settings: Settings): Mapped {
  const told: Told = []
  const identifiers = identifiersOf(event, settings, told)
  if (identifiers === undefined) return failed('track', 'identifiers', noPerson)
  const name = shortened(event.event?.trim(), 'event', told)
  if (name === undefined) return failed('track', 'name', 'event')
  const key = keyOf(event)
  const payload = {
    type: 'person',
    identifiers,
    id: ulid(key, event.timeAssumed ? undefined : event.timestamp),
    timestamp: Math.floor(event.timestamp / 1000),
    action: 'event',
    name,
    attributes: attributesOf(event, settings, told),
  }
  const actions = [{ action: 'operation', payload, dedupeKey: key }] as unknown as Actions
  switch (event.event) {
    case 'Application Opened':
      if (isTrue(own(event.properties, 'from_background'))) break
      addDevice(event, key, actions, told)
      break
    case 'Application Installed':
    case 'Application Updated':
      addDevice(event, key, actions, told)
      break
    case 'Application Uninstalled':
      deleteDevice(event, key, actions, told)
  }
  return { outcome: 'mapped', rule: 'track', actions, warnings: told }
}

function isTrue(value: unknown): boolean {
  return (
    value === true ||
    ((typeof value === 'string' || value === 1) && /^\s*(true|yes|1)\s*$/i.test(String(value)))
  )
}

export function view(event: CanonicalEvent, settings: Settings): Mapped {
  const { type } = event
  const told: Told = []
  const identifiers = identifiersOf(event, settings, told)
  if (identifiers === undefined) return failed(type, 'identifiers', noPerson)
  const key = keyOf(event)
  const title = type === 'screen' ? titleOfScreen(event, told) : titleOfPage(event, told)
  const payload = {
    type: 'person',
    identifiers,
    id: ulid(key, event.timeAssumed ? undefined : event.timestamp),
    timestamp: Math.floor(event.timestamp / 1000),
    action: type,
    name: title,
    attributes: attributesOfView(event, settings, told),
  }
  const actions = [{ action: 'operation', payload, dedupeKey: key }] as unknown as Actions
  return { outcome: 'mapped', rule: type, actions, warnings: told }
}

/** Of one whose user id cannot be used, no other is taken. */
function identifiersOf(event: CanonicalEvent, settings: Settings, told: Told): object | undefined {
  const known = person(event, told, 'identifiers')
  if (known !== undefined) return known
  if (event.userId !== undefined || settings.anonymousEvents !== true) return undefined
  const unknown = anonymous(event, told, 'identifiers')
  if (unknown !== undefined) told.length = 0
  return unknown
}

function titleOfScreen(event: CanonicalEvent, told: Told): string {
  return (
    shortened((text(event.name) ?? text(event.category))?.trim(), 'name, category', told) ??
    'Screen'
  )
}

function titleOfPage(event: CanonicalEvent, told: Told): string {
  const before = told.length
  const given =
    text(event.name) ??
    urlOf(own(event.properties, 'url'), 'properties.url', told) ??
    urlOf(own(own(event.context, 'page'), 'url'), 'context.page.url', told) ??
    text(event.category)
  if (given !== undefined) told.length = before
  const source = 'name, properties.url, context.page.url, category'
  const title = shortened(given?.trim(), source, told)
  if (title !== undefined) return title
  for (let index = before; index < told.length; index++) {
    const warning = told[index]
    if (warning !== undefined) warning.code = 'VALUE_REPLACED'
  }
  return 'Page'
}

function urlOf(value: unknown, source: string, told: Told): string | undefined {
  if (value === undefined || value === null) return undefined
  return text(value) ?? (value === '' ? undefined : unexpected(value, 'text', told, 'name', source))
}

function shortened(name: string | undefined, source: string, told: Told): string | undefined {
  if (name === undefined || name === '') return undefined
  if (name.length * 3 <= nameBytes) return name.toWellFormed()
  const shorter = cutToBytes(name.toWellFormed(), nameBytes)
  if (shorter.length === name.length) return shorter
  const message = `${source}: cut from length ${name.length} to ${nameBytes} bytes`
  told.push({ code: 'TEXT_CUT', path: 'name', message })
  return shorter.trimEnd()
}

function propertiesOf(event: CanonicalEvent, settings: Settings): Members {
  return settings.eventDates === 'seconds'
    ? (inSeconds(event.properties) as Members)
    : event.properties
}

function attributesOf(event: CanonicalEvent, settings: Settings, told: Told): Fields | undefined {
  const properties = copied(propertiesOf(event, settings))
  if (!overrides(event.properties, own(event.sent, 'properties'))) return properties
  const fields = addresses(event, event.properties, told, 'attributes')
  return filled(beside(fields, properties ?? {}, told, 'attributes'))
}

function attributesOfView(
  event: CanonicalEvent,
  settings: Settings,
  told: Told,
): Fields | undefined {
  let properties = copied(propertiesOf(event, settings)) ?? {}
  if (overrides(event.properties, own(event.sent, 'properties'))) {
    const fields = addresses(event, event.properties, told, 'attributes')
    properties = beside(fields, properties, told, 'attributes')
  }
  const category = text(event.category)
  if (event.type === 'screen') return filled({ ...properties, category })
  const { properties: given } = event
  const page = own(event.context, 'page')
  return filled({
    ...properties,
    path: pageText(given, page, 'path', told),
    referrer: pageText(given, page, 'referrer', told),
    search: pageText(given, page, 'search', told),
    title: pageText(given, page, 'title', told),
    url: pageText(given, page, 'url', told),
    keywords: keywords(given, page, told),
    category,
  })
}

function pageText(
  properties: Members,
  page: unknown,
  name: string,
  told: Told,
): string | undefined {
  const given = own(properties, name)
  const near = text(given)
  if (near !== undefined) return near
  const there = own(page, name)
  const far = text(there)
  if (far !== undefined) return far
  if (isOdd(given)) unexpected(given, 'text', told, `attributes.${name}`, `properties.${name}`)
  if (isOdd(there)) unexpected(there, 'text', told, `attributes.${name}`, `context.page.${name}`)
  return undefined
}

function isOdd(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

function keywords(properties: Members, page: unknown, told: Told): unknown {
  const path = 'attributes.keywords'
  const given = own(properties, 'keywords')
  if (Array.isArray(given) && given.length > 0) return copied({ given })?.given
  const there = own(page, 'keywords')
  if (Array.isArray(there) && there.length > 0) return copied({ there })?.there
  if (isOdd(given) && !Array.isArray(given))
    refuse(told, path, 'properties.keywords', `${kindOf(given)}, but list is expected`)
  if (isOdd(there) && !Array.isArray(there))
    refuse(told, path, 'context.page.keywords', `${kindOf(there)}, but list is expected`)
  return undefined
}

function filled(fields: Fields): Fields | undefined {
  for (const name in fields) if (fields[name] !== undefined) return fields
  return undefined
}
