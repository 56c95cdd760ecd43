import type { Destination } from '../destination.js'
import type { MappingProgram } from '../mapping/program.js'

/** One destination with one set of settings. Shows its names only: what lies inside holds credentials. */
export interface Connection {
  readonly id: string
  readonly destination: string
  /** `<slug>@<version>` of the mapping, with `+overrides.<hash>` where the connection changes it. */
  readonly mapping: string
  readonly enabled: boolean
  /** Not enumerable, so that neither JSON nor a log line shows it. */
  readonly inside: ConnectionInside
}

export interface ConnectionInside {
  module: Destination
  program: MappingProgram
  /** Whole, with credentials: for envelopes alone. */
  settings: Record<string, unknown>
  /** Without credentials: for mappings and builds. */
  visible: Record<string, unknown>
  /** What the mapping takes from settings, worked out once: templates, paths, names. */
  bound: readonly unknown[]
  /** Keys of an event's `integrations` that mean this connection, lower-cased, the most telling first, `all` last. */
  names: readonly string[]
  events: { allow?: ReadonlySet<string>; deny?: ReadonlySet<string> }
  consent: readonly string[]
  consentDefault: 'deny' | 'grant'
  /** How far ahead of the present an event's time may lie, in milliseconds. */
  futureMs: number
  /** An event that is older moves to the time so many milliseconds ago. */
  movedMs: number
  delivery: DeliveryPolicy
}

export interface DeliveryPolicy {
  /** Sends without a verdict before an item expires. */
  attempts: number
  /** Milliseconds since the sender first took the item. */
  maxAgeMs: number
  timeoutMs: number
  /** Requests under way at once. */
  concurrency: number
  ratePerSecond: number
}

/** The settings that no mapping sees. */
export function secretNames({ inside }: Connection): string[] {
  return Object.keys(inside.settings).filter((name) => !Object.hasOwn(inside.visible, name))
}
