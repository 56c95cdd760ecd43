import { toText } from '../../../src/event/coerce.js'
import { isEmptied } from '../../../src/event/nothing.js'
import { isObject, kindOf, own, put } from '../../../src/event/values.js'
import { any, refuse } from '../read-or-tell.js'
import type { Mapping } from './mapping.js'
import { trimmed } from './trait.js'
import { traitBit } from './traits.js'
import { appOf } from './who.js'

/** The state of each subscription group, as a list or by name. */
export function groupsOf(mapping: Mapping): unknown {
  const path = 'attributes.subscription_groups'
  const source = 'traits.subscription_groups'
  const { warnings } = mapping
  const found = any(mapping.event.traits.subscription_groups)
  if (found === undefined) return undefined
  if (!Array.isArray(found) && !isObject(found))
    return refuse(warnings, path, source, `${kindOf(found)} is neither list nor object`)
  const list: object[] = []
  const members: Record<string, unknown> = {}
  for (const [position, [name, element]] of Object.entries(found).entries()) {
    const group = groupOf(mapping, element, `${path}[${list.length}]`)
    if (!Array.isArray(found)) {
      if (group !== undefined) put(members, name, group)
    } else if (group !== undefined) list.push(group)
    else {
      const message = `${source}[${position}]: nothing usable; left out`
      warnings.push({ code: 'ITEM_DROPPED', path, message })
    }
  }
  const groups = Array.isArray(found) ? list : members
  if (isEmptied(groups)) return undefined
  mapping.taken |= traitBit('subscription_groups')
  return groups
}

function groupOf({ warnings }: Mapping, element: unknown, at: string): object | undefined {
  const found = any(own(element, 'subscription_group_id'))
  if (found === undefined) return undefined
  const source = 'item.subscription_group_id'
  const id = toText(found)?.trim()
  if (id === undefined) {
    const reason = `${kindOf(found)} is no text`
    return refuse(warnings, `${at}.subscription_group_id`, source, reason)
  }
  const state = own(element, 'subscription_state')
  if (id === '' || (state !== 'subscribed' && state !== 'unsubscribed')) return undefined
  return { subscription_group_id: id, subscription_state: state }
}

/** The push token of the device, where its app is known to the vendor. */
export function pushTokensOf(mapping: Mapping): object[] | undefined {
  const { device } = mapping
  const at = 'attributes.push_tokens[0]'
  const app = appOf(mapping, `${at}.app_id`)
  if (app === undefined) return undefined
  const tokenPath = `${at}.token`
  const token = trimmed(mapping, own(device, 'token'), 0, tokenPath, 'context.device.token')
  if (token === undefined) return undefined
  const id = trimmed(mapping, own(device, 'id'), 0, `${at}.device_id`, 'context.device.id')
  return [{ app_id: app, token, device_id: id }]
}
