import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { toBoolean } from '../../../src/event/coerce.js'
import { isNothing } from '../../../src/event/nothing.js'
import { kindOf, put } from '../../../src/event/values.js'
import type { Mapped } from '../../../src/mapping/program.js'
import { cutToBytes, cutToLength } from '../../../src/utf8.js'
import { keyOf } from '../key.js'
import {
  type Actions,
  anyText,
  choosable,
  type Fields,
  failed,
  isWithin,
  type Members,
  own,
  refuse,
  something,
  type Told,
  text,
  toldText,
} from '../read-told.js'
import { limited, pour, unreserved } from './attributes.js'
import { person } from './person.js'

const textBytes = 1000
const target = 'device.attributes'
const nobody = 'userId, user.email'

/** The device of an event's person, if it has a token: beside what is there already. */
export function addDevice(event: CanonicalEvent, key: string, actions: Actions, told: Told): void {
  const identifiers = person(event, told, 'identifiers')
  const device = own(event.context, 'device')
  if (identifiers === undefined || device === undefined) return
  const token = tokenOf(device, told)
  if (token === undefined) return
  const platform = own(device, 'type')
  if (platform !== 'ios' && platform !== 'android') return
  push(key, actions, {
    type: 'person',
    identifiers,
    action: 'add_device',
    device: {
      token,
      platform,
      last_used: Math.floor(event.timestamp / 1000),
      attributes: attributes(event, told, target),
    },
  })
}

export function deleteDevice(
  event: CanonicalEvent,
  key: string,
  actions: Actions,
  told: Told,
): void {
  const identifiers = person(event, told, 'identifiers')
  const token = identifiers === undefined ? undefined : tokenOf(own(event.context, 'device'), told)
  if (token === undefined) return
  push(key, actions, {
    type: 'person',
    identifiers,
    action: 'delete_device',
    device: { token },
  })
}

/** The calls that are about a device, and fail without. */
export function device(event: CanonicalEvent): Mapped {
  const gone = event.event === 'Device Deleted'
  const rule = gone ? 'device gone' : 'device'
  const told: Told = []
  const identifiers = person(event, told, 'identifiers')
  if (identifiers === undefined) return failed(rule, 'identifiers', nobody)
  const { context, properties } = event
  const known = own(context, 'device')
  const token = tokenOf(known, told)
  if (token === undefined) return failed(rule, 'device.token', 'context.device.token')
  const actions: Actions = []
  push(keyOf(event), actions, {
    type: 'person',
    identifiers,
    action: gone ? 'delete_device' : 'add_device',
    device: gone
      ? { token }
      : {
          token,
          platform: own(known, 'type'),
          last_used: Math.floor(event.timestamp / 1000),
          attributes: withOthers(attributes(event, told, target) ?? {}, properties, told, target),
        },
  })
  return { outcome: 'mapped', rule, actions, warnings: told }
}

function push(key: string, actions: Actions, payload: object): void {
  const dedupeKey = actions.length === 0 ? key : `${key}:${actions.length}`
  actions.push({ action: 'operation', payload, dedupeKey } as unknown as Actions[number])
}

function tokenOf(device: unknown, told: Told): string | undefined {
  const source = 'context.device.token'
  const token = toldText(own(device, 'token'), told, 'device.token', source)?.trim()
  return token === '' ? undefined : token
}

/** What is known of a device; texts only. `undefined` stands for none at all. */
export function attributes(event: CanonicalEvent, told: Told, at: string): Fields | undefined {
  const { properties, context } = event
  const device_os = either(
    properties,
    'device_os',
    own(own(context, 'os'), 'version'),
    'context.os.version',
    told,
    at,
  )
  const device_model = either(
    properties,
    'device_model',
    own(own(context, 'device'), 'model'),
    'context.device.model',
    told,
    at,
  )
  const app_version = either(
    properties,
    'app_version',
    own(own(context, 'app'), 'version'),
    'context.app.version',
    told,
    at,
  )
  const device_locale = either(
    properties,
    'device_locale',
    own(context, 'locale'),
    'context.locale',
    told,
    at,
  )
  const push_enabled = enabled(something(own(properties, 'push_enabled')), told, at)
  return device_os === undefined &&
    device_model === undefined &&
    app_version === undefined &&
    device_locale === undefined &&
    push_enabled === undefined
    ? undefined
    : { device_os, device_model, app_version, device_locale, push_enabled }
}

/** What the app says before what its SDK does. */
function either(
  properties: Members,
  name: string,
  otherwise: unknown,
  from: string,
  told: Told,
  at: string,
): string | undefined {
  const path = `${at}.${name}`
  const said = choosable(own(properties, name))
  const source = `properties.${name}, ${from}`
  const value =
    said === undefined ? toldText(otherwise, told, path, from) : anyText(said, told, path, source)
  if (value === undefined || isWithin(value, textBytes)) return value
  const message = `${source}: cut from length ${value.length} to ${textBytes} bytes`
  told.push({ code: 'TEXT_CUT', path, message })
  return cutToBytes(value, textBytes).trimEnd()
}

function enabled(value: unknown, told: Told, at: string): string | undefined {
  if (value === undefined) return undefined
  const truth = toBoolean(value)
  return truth === undefined
    ? refuse(
        told,
        `${at}.push_enabled`,
        'properties.push_enabled',
        `${kindOf(value)} is no yes or no`,
      )
    : String(truth)
}

const named = new Set(['device_os', 'device_model', 'app_version', 'device_locale', 'push_enabled'])
const handled = new Set(['token', 'platform', 'last_used'])

/** The fields and all other properties, as texts. */
export function withOthers(
  fields: Fields,
  properties: Members,
  told: Told,
  at: string,
): Fields | undefined {
  const others: Fields = {}
  for (const name of Object.keys(properties)) {
    const filled = named.has(name) && isFilledFrom(properties, name, fields)
    if (!filled && !handled.has(name)) put(others, name, properties[name])
  }
  const texts: Fields = {}
  for (const [name, value] of Object.entries(unreserved(others, told, at, 'properties') ?? {})) {
    const path = `${at}.${cutToLength(name, 60)}`
    const settled = plainText(value, told, path, `properties.${cutToLength(name, 60)}`)
    if (settled !== undefined) put(texts, name, settled)
  }
  return pour(limited(texts, told, at, 'properties'), fields, named, told, at)
}

function plainText(value: unknown, told: Told, path: string, source: string): string | undefined {
  if (isNothing(value)) return undefined
  return text(value) ?? refuse(told, path, source, `${kindOf(value)} is no text`)
}

function isFilledFrom(properties: Members, name: string, fields: Fields): boolean {
  return fields[name] !== undefined && choosable(own(properties, name)) !== undefined
}
