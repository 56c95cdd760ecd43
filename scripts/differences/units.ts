/** What the vendor stores one by one: events, operations, conversions. */
export type Unit = Record<string, unknown>

type Body = Record<string, unknown>

/** Of each destination, the units in a request's body, in the spelling of the API that we send to. */
export const unitsOf: Record<string, (body: Body, url: string) => Unit[]> = {
  amplitude: ({ events, event, identification, mapping }, url) => [
    ...listed(events),
    ...listed(event),
    ...listed(identification).map((one) => ({ event_type: commandOf(url), ...one })),
    ...listed(mapping),
  ],
  customerio: (body, url) => {
    if (!url.includes('/api/v1/')) return 'batch' in body ? listed(body.batch) : [body]
    if (url.endsWith('/metrics')) return [{ type: 'delivery', action: 'metric', ...body }]
    const { name, data, type = 'event', timestamp, ...attributes } = body
    return [
      url.endsWith('/events')
        ? { type: 'person', action: type, name, timestamp, attributes: data }
        : { type: 'person', action: 'identify', attributes: { ...attributes, ...body } },
    ]
  },
  'facebook-app-events': ({ custom_events, ...call }) => {
    const events = listed(custom_events)
    return events.length === 0 ? [call] : events.map((one) => ({ ...call, custom_events: [one] }))
  },
  'facebook-conversions': ({ data }) => listed(data),
}

function commandOf(url: string): string {
  return url.includes('groupidentify') ? '$groupidentify' : '$identify'
}

function listed(value: unknown): Unit[] {
  return [readJson(value) ?? []].flat().filter((one) => typeof one === 'object') as Unit[]
}

function readJson(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value
  } catch {
    return undefined
  }
}
