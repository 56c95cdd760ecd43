/** What stands where in a context; `id` is an advertising id by another name, which nobody may have. */
export type Kind = 'text' | 'boolean' | 'list' | 'advertising' | 'id' | 'omitted' | 'part'

export interface Shape {
  kinds: ReadonlyMap<string, Kind>
  /** Whether all of these are texts, so that no text needs to be looked up. */
  texts: boolean
}

const advertisingIds = [
  'advertising_id',
  'idfa',
  'IDFA',
  'gaid',
  'aaid',
  'adid',
  'adId',
  'adTrackingId',
].map((name) => [name, 'id'] as const)

function shape(kinds: readonly (readonly [string, Kind])[]): Shape {
  return { kinds: new Map(kinds), texts: kinds.every(([, kind]) => kind === 'text') }
}

const texts = (...names: string[]) => names.map((name) => [name, 'text'] as const)

export const device = shape([
  ...texts('id'),
  ['advertisingId', 'advertising'],
  ...texts('manufacturer', 'model', 'name', 'type', 'version', 'token'),
  ['adTrackingEnabled', 'boolean'],
  ...advertisingIds,
])

/** In the order in which they are read. */
export const parts: ReadonlyMap<string, Shape> = new Map([
  ['campaign', shape(texts('name', 'source', 'medium', 'term', 'content'))],
  ['page', shape([...texts('path', 'referrer', 'search', 'title', 'url'), ['keywords', 'list']])],
  ['app', shape(texts('name', 'version', 'build', 'namespace'))],
  [
    'network',
    shape([
      ['bluetooth', 'boolean'],
      ['cellular', 'boolean'],
      ['wifi', 'boolean'],
      ['carrier', 'text'],
    ]),
  ],
  ['os', shape(texts('name', 'version'))],
  ['library', shape(texts('name', 'version'))],
])

/** The members of a context that are not taken as they are. A person's traits travel with identify alone. */
export const members: ReadonlyMap<string, Kind> = new Map([
  ['active', 'boolean'],
  ...texts('ip', 'locale', 'userAgent', 'channel', 'timezone'),
  ['advertisingId', 'id'],
  ...advertisingIds,
  ['traits', 'omitted'],
  ['device', 'part'],
  ...[...parts.keys()].map((name) => [name, 'part'] as const),
])
