import { itemBytes, keepEventTime } from './delivery/aside.js'
import { joinKey } from './delivery/joined.js'
import { endpointOf } from './delivery/request.js'
import type { Problem } from './errors.js'
import type { CanonicalEvent } from './event/canonical.js'
import { orderKey } from './event/order-key.js'
import type { Action } from './mapping/program.js'
import type { Item } from './result.js'
import type { Connection } from './routing/connection.js'
import { emptyList, listOf, maker } from './young.js'

export type Build = { ok: true; items: Item[] } | { ok: false; problem: Problem }

/** The stage `build`: each action's payload becomes an item for the endpoint that takes it. */
export function build(
  actions: readonly Action[],
  event: CanonicalEvent,
  connection: Connection,
  now: number,
): Build {
  let items: Item[] | undefined
  for (let number = 0; number < actions.length; number++) {
    const item = buildItem(actions[number] as Action, number, event, connection)
    const most = endpointOf(connection, item.endpoint).limits.itemBytes ?? Infinity
    if (most !== Infinity && itemBytes(item) > most) {
      const message = `${itemBytes(item)} bytes; ${connection.destination} takes ${most} for one item`
      return { ok: false, problem: { code: 'ITEM_TOO_LARGE', path: '', message } }
    }
    if (item.notAfter !== null && item.notAfter < now) {
      const days = Math.round((now - event.timestamp) / 86_400_000)
      const message = `the event is ${days} days old; ${connection.destination} takes it no more`
      return { ok: false, problem: { code: 'TOO_OLD', path: 'timestamp', message } }
    }
    keepEventTime(item, event.timestamp)
    if (items === undefined) items = listOf(item)
    else items.push(item)
  }
  return { ok: true, items: items ?? emptyList() }
}

function buildItem(
  { action, payload, dedupeKey }: Action,
  number: number,
  event: CanonicalEvent,
  connection: Connection,
): Item {
  const { module, visible } = connection.inside
  const name = module.actions[action]?.(visible) ?? ''
  const endpoint = endpointOf(connection, name)
  const { body, batchKey } = endpoint.build?.(payload, { settings: visible, dedupeKey }) ?? {
    body: payload,
  }
  const { pastMs, older } = endpoint.window ?? {}
  const key = `${action}#${number}`
  const order = endpoint.ordering === 'user' ? orderKey(event) : null
  const notAfter = pastMs === undefined || older === 'moves' ? null : event.timestamp + pastMs
  const item = new BuiltItem(key, name, body, dedupeKey, order, notAfter)
  const together = endpoint.joins === undefined ? batchKey : joinKey(item, endpoint.joins)
  if (together !== undefined) item.batchKey = together
  return item
}

const BuiltItem = maker(function (
  this: Item,
  key: string,
  endpoint: string,
  body: Item['body'],
  dedupeKey: string,
  orderKey: string | null,
  notAfter: number | null,
) {
  this.key = key
  this.endpoint = endpoint
  this.body = body
  this.dedupeKey = dedupeKey
  this.orderKey = orderKey
  this.notAfter = notAfter
})
