import { functions } from '../../../destinations/amplitude/functions.js'
import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { isEmptied } from '../../../src/event/nothing.js'
import type { Mapped } from '../../../src/mapping/program.js'
import type { JsonObject, Warning } from '../../../src/result.js'
import { utf8Length } from '../../../src/utf8.js'
import { fitted } from '../fit.js'
import { any, own } from '../read.js'
import { attributionOf } from './campaign.js'
import { aroundOf, brandOf, isWhole, languageOf, platformOf, short } from './device.js'
import { type Ids, idsOf, insertId } from './ids.js'
import { groupsOf } from './options.js'
import { longest, type Settings } from './settings.js'

type Action = Extract<Mapped, { outcome: 'mapped' }>['actions'][number]

const traitLimits = { depth: 38, chars: longest }

/** What a call about a person or a group tells of them and of their device. */
function personOf(event: CanonicalEvent, ids: Ids, key: string, told: Warning[]) {
  const { context } = event
  const { app, device, library, location, network, os } = aroundOf(context)
  const whole = isWhole(device, os)
  return {
    user_id: ids.user,
    device_id: ids.device,
    time: event.timestamp,
    insert_id: insertId(key),
    platform: whole ? platformOf(event, own(device, 'type'), library, told) : undefined,
    os_name: whole ? short(own(os, 'name'), told, 'os_name', 'context.os.name') : undefined,
    os_version: whole
      ? short(own(os, 'version'), told, 'os_version', 'context.os.version')
      : undefined,
    device_brand: whole ? brandOf(device, told) : undefined,
    device_manufacturer: whole
      ? short(
          own(device, 'manufacturer'),
          told,
          'device_manufacturer',
          'context.device.manufacturer',
        )
      : undefined,
    device_model: whole
      ? short(own(device, 'model'), told, 'device_model', 'context.device.model')
      : undefined,
    carrier: whole
      ? short(own(network, 'carrier'), told, 'carrier', 'context.network.carrier')
      : undefined,
    app_version: short(own(app, 'version'), told, 'app_version', 'context.app.version'),
    country: short(own(location, 'country'), told, 'country', 'context.location.country'),
    region: short(own(location, 'region'), told, 'region', 'context.location.region'),
    city: short(own(location, 'city'), told, 'city', 'context.location.city'),
    language: languageOf(own(context, 'locale'), told),
    event_type: '$identify',
    user_properties: undefined as Record<string, unknown> | undefined,
    groups: undefined as Record<string, unknown> | undefined,
  }
}

/** The traits of a person; apart from them attribution, and what is to be unset, for a property stands under one operation only. */
export function identify(
  event: CanonicalEvent,
  key: string,
  options: unknown,
  settings: Settings,
  told: Warning[],
): Action[] | undefined {
  const ids = idsOf(event, aroundOf(event.context).device, settings, told)
  if (ids.user === undefined && ids.device === undefined) return undefined
  const refusedIds = told.length
  const payload = personOf(event, ids, key, told)
  const $set = fitted(event.traits, traitLimits, told, 'user_properties.$set', 'traits')
  payload.user_properties = $set && { $set }
  payload.groups = groupsOf(event.context, options, settings, told)
  const actions = [actionOf(payload, key)]

  repeat(told, refusedIds)
  const attribution = settings.attribution ? attributionOf(event.context, told) : undefined
  if (attribution !== undefined) push(actions, event, ids, attribution, key)

  repeat(told, refusedIds)
  const unset = options === undefined ? undefined : unsetOf(options)
  if (unset !== undefined) push(actions, event, ids, { $unset: unset }, key)
  return actions
}

/** Every event of a call tells again what its ids lack. */
function repeat(told: Warning[], count: number): void {
  for (let index = 0; index < count; index++) told.push(told[index] as Warning)
}

function unsetOf(options: unknown): unknown {
  const names = any(own(options, 'fieldsToUnset'))
  if (names === undefined) return undefined
  const unset = functions.unset(names, undefined as never)
  return isEmptied(unset) ? undefined : unset
}

function push(
  actions: Action[],
  event: CanonicalEvent,
  ids: Ids,
  properties: unknown,
  messageId: string,
): void {
  const key = `${messageId}:${actions.length}`
  const payload = {
    user_id: ids.user,
    device_id: ids.device,
    time: event.timestamp,
    insert_id: insertId(key),
    event_type: '$identify',
    user_properties: properties,
  }
  actions.push(actionOf(payload, key))
}

function actionOf(payload: object, dedupeKey: string): Action {
  return { action: 'event', payload: payload as JsonObject, dedupeKey }
}

/** A person's group, and what is known of it; undefined without the id of the group, or of the person. */
export function group(
  event: CanonicalEvent,
  key: string,
  settings: Settings,
  told: Warning[],
): Action[] | 'no group' | undefined {
  const { groupId } = event
  if (groupId === undefined || utf8Length(groupId) > longest) return 'no group'
  const ids = idsOf(event, aroundOf(event.context).device, settings, told)
  if (ids.user === undefined && ids.device === undefined) return undefined
  const refusedIds = told.length
  const groups = { [settings.defaultGroupType]: groupId.toWellFormed() }
  const payload = personOf(event, ids, key, told)
  payload.user_properties = { $set: groups }
  payload.groups = groups
  const actions = [actionOf(payload, key)]

  repeat(told, refusedIds)
  const $set = fitted(event.traits, traitLimits, told, 'group_properties.$set', 'traits')
  if ($set === undefined) return actions
  const second = `${key}:1`
  const about = {
    user_id: ids.user,
    device_id: ids.device,
    time: event.timestamp,
    insert_id: insertId(second),
    event_type: '$groupidentify',
    groups,
    group_properties: { $set },
  }
  actions.push(actionOf(about, second))
  return actions
}
