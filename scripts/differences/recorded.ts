import get from 'lodash/get.js'
import { sharedFiles, sharedJson } from '../../test/shared.js'

type JsonObject = Record<string, unknown>

/** What another library was tried with, and what it sent. */
export interface Recorded {
  id: string
  settings?: JsonObject
  input: unknown
  action?: string | null
  /** The trigger that handed the action the call; without one, a test chose the action by hand. */
  preset?: string
  /** In place of all that an action reads by itself. */
  mapping?: JsonObject
  /** In place of some of it. */
  overrides?: JsonObject
  expected: {
    requests?: RecordedRequest[]
    /** Refused, whole. */
    error?: unknown
    rejected?: unknown
    unsupported?: boolean
    not_subscribed?: boolean
  }
}

export interface RecordedRequest {
  method: string
  url: string
  body: JsonObject
}

/** The recordings of each file are those of one of our destinations. */
const bySource: Readonly<Record<string, string>> = {
  'segment-amplitude': 'amplitude',
  'segment-actions-amplitude': 'amplitude',
  'segment-customerio': 'customerio',
  'segment-actions-customerio': 'customerio',
  'segment-facebook-app-events': 'facebook-app-events',
  'segment-actions-facebook-conversions-api': 'facebook-conversions',
}

/** All that is recorded, by destination; nothing where nothing is shared beside the project. */
export function recordings(): { destination: string; recorded: Recorded }[] {
  return sharedFiles('vectors').flatMap((file) => {
    const destination = bySource[file.replace(/^vectors\/|\.json$/g, '')]
    return destination === undefined
      ? []
      : sharedJson<Recorded>(file).map((recorded) => ({ destination, recorded }))
  })
}

export function eventsOf({ input }: Recorded): JsonObject[] {
  return [input].flat() as JsonObject[]
}

/** What an override gives for the recorded event: the constant, or what stands at its path. */
export function overrideOf(recorded: Recorded, name: string): unknown {
  const override = recorded.overrides?.[name]
  const path: unknown = get(override, '@path')
  return typeof path === 'string' ? get(eventsOf(recorded)[0], path.replace(/^\$\./, '')) : override
}

export function wasRefused({ expected }: Recorded): boolean {
  return expected.error !== undefined || expected.rejected !== undefined
}
