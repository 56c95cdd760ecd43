import get from 'lodash/get.js'
import mapValues from 'lodash/mapValues.js'
import merge from 'lodash/merge.js'
import omit from 'lodash/omit.js'
import type { RecordedRequest } from './recorded.js'

/** What the vendor stores one by one: events, operations, conversions; and `request`, what they travel in. */
export interface Unit {
  kind: string
  /** Units of one kind are compared where this is the same, in their order. */
  key?: string
  fields: Fields
}

type Fields = Record<string, unknown>

/** Units of all requests of a case, in the spelling of the API that we send to. */
export function unitsOf(destination: string, requests: readonly RecordedRequest[]): Unit[] {
  const read = readers[destination]
  if (read === undefined || requests.length === 0) return []
  return [{ kind: 'request', fields: envelopeOf(requests) }, ...read(requests)]
}

/** Where to, and what stands beside the units; credentials aside, which are nobody's difference. */
function envelopeOf(requests: readonly RecordedRequest[]): Fields {
  const to = requests.map(({ method, url }) => `${method} ${url.replace(/[?].*/, '')}`)
  const { options, test_event_code } = requests[0]?.body ?? {}
  return { to: [...new Set(to)].join(' + '), options, test_event_code }
}

type Reader = (requests: readonly RecordedRequest[]) => Unit[]

const readers: Readonly<Record<string, Reader>> = {
  amplitude: (requests) => joined(requests.flatMap(amplitudeUnits)),
  customerio: (requests) => requests.flatMap(customerioUnits),
  'facebook-app-events': (requests) =>
    requests.flatMap(({ body: { custom_events, access_token, ...call } }) => {
      const events = listed(custom_events)
      const all =
        events.length === 0 ? [call] : events.map((one) => ({ ...call, custom_events: one }))
      return all.map((fields) => ({ kind: 'event', fields }))
    }),
  'facebook-conversions': (requests) =>
    requests.flatMap(({ body }) =>
      listed(body.data).map((fields) => ({ kind: 'event', fields: mapValues(fields, single) })),
    ),
}

function amplitudeUnits({ url, body }: RecordedRequest): Unit[] {
  const command = url.includes('groupidentify') ? '$groupidentify' : '$identify'
  const commands = listed(body.identification).map((one) => ({ event_type: command, ...one }))
  const events = [...listed(body.events), ...listed(body.event), ...commands]
  return [
    ...events.map((event) => ({ ...kindOf(event), fields: settled(event) })),
    ...listed(body.mapping).map((fields) => ({ kind: 'mapping', fields })),
  ]
}

function kindOf({ event_type, event_properties }: Fields): Omit<Unit, 'fields'> {
  const type = String(event_type)
  if (type.startsWith('$')) return { kind: type }
  if (type !== 'Product Purchased') return { kind: 'event' }
  return { kind: 'product', key: String(get(event_properties, 'price')) }
}

/** Properties without operations are set, says the vendor; and a group is named in `groups`. */
function settled({ group_type, group_value, ...event }: Fields): Fields {
  const groups = group_type === undefined ? {} : { groups: { [String(group_type)]: group_value } }
  const all: Fields = { ...event, ...groups }
  for (const name of ['user_properties', 'group_properties']) {
    const properties = all[name] as Fields | undefined
    if (properties === undefined || Object.keys(properties).some((key) => key.startsWith('$')))
      continue
    all[name] = Object.keys(properties).length === 0 ? undefined : { $set: properties }
  }
  return all
}

/** The identify events of one call do one thing together. */
function joined(units: readonly Unit[]): Unit[] {
  const commands = units.filter(({ kind }) => kind === '$identify')
  const fields = merge({}, ...commands.map((one) => one.fields).toReversed())
  return [
    ...units.filter(({ kind }) => kind !== '$identify'),
    ...(commands.length === 0 ? [] : [{ kind: '$identify', fields }]),
  ]
}

/** The older API names the person in its path, and its members otherwise. */
function customerioUnits({ method, url, body }: RecordedRequest): Unit[] {
  const [, id, rest] = /\/customers\/([^/]+)(?:\/(.+))?$/.exec(url) ?? []
  if (url.includes('/api/v1/metrics')) return [{ kind: 'metric', fields: body }]
  if (id === undefined) {
    const operations = 'batch' in body ? listed(body.batch) : [body]
    return operations.map((one) => ({ kind: `${one.type} ${one.action}`, fields: one }))
  }
  const person = { type: 'person', identifiers: { id: decodeURIComponent(id) } }
  const action = method === 'PUT' ? 'identify' : String(body.type ?? 'event')
  const members =
    rest === undefined
      ? { attributes: body }
      : { ...omit(body, 'data', 'type'), attributes: body.data }
  return [{ kind: `person ${action}`, fields: { ...person, action, ...members } }]
}

/** One of the person's keys may be a text or a list of texts. */
function single(value: unknown, name: string): unknown {
  if (name !== 'user_data') return value
  return mapValues(value as Fields, (one) =>
    Array.isArray(one) && one.length === 1 ? one[0] : one,
  )
}

function listed(value: unknown): Fields[] {
  return [readJson(value) ?? []].flat().filter((one) => typeof one === 'object') as Fields[]
}

function readJson(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value
  } catch {
    return undefined
  }
}
