import assert from 'node:assert/strict'
import type { Acceptor } from '../accept/index.js'
import type { Destination } from '../destination.js'
import type { Item, MappedResult, Result } from '../result.js'
import { createRouter, type Router } from '../router.js'
import type { Connection } from '../routing/connection.js'
import { type Preparation, prepareConnection } from '../routing/prepare.js'
import { hostileEvents } from './hostile.js'

export interface ContractGiven {
  /** Settings that the destination takes, each of its secrets included. */
  settings: Record<string, unknown>
  /** Events as an app would send them. */
  events: readonly unknown[]
  /** The vendor's published rules, where they are written down. */
  acceptor?: Acceptor
}

/** One event of a run, with a name for messages. */
export interface Sample {
  name: string
  event: unknown
  /** The position, and the `ref` that its results carry. */
  ref: number
}

/** What every case works on. */
export interface Scene {
  destination: Destination
  settings: Record<string, unknown>
  acceptor: Acceptor | undefined
  samples: readonly Sample[]
  connect(id: string, change?: Change): Connection
  router(connections?: readonly Connection[]): Router
  map(router: Router, samples?: readonly Sample[], now?: number): Mapping[]
  /** What the samples become at connection `one`; mapped once for all cases that only read it. */
  mapped(): readonly Mapping[]
}

export interface Change {
  destination?: Destination
  settings?: Record<string, unknown>
}

/** What one event became. */
export interface Mapping {
  sample: Sample
  results: Result[]
}

export const NOW = Date.UTC(2026, 2, 7, 12)

export function sceneOf(
  destination: Destination,
  { settings, events, acceptor }: ContractGiven,
): Scene {
  const given = events.map((event, index) => ({ name: `event ${index}`, event: fresh(event) }))
  const samples = [...given, ...hostileEvents].map((each, ref) => ({ ...each, ref }))

  const connect = (id: string, change: Change = {}): Connection => {
    const preparation = prepare(change.destination ?? destination, change.settings ?? settings, id)
    if (preparation.ok) return preparation.connection
    return assert.fail(`the settings given are refused: ${JSON.stringify(preparation.problems)}`)
  }
  const router = (connections = [connect('one')]) => createRouter(connections)
  const map = (to: Router, which: readonly Sample[] = samples, now = NOW): Mapping[] =>
    which.map((sample) => {
      try {
        return { sample, results: to.map(sample.event, { ref: sample.ref, now }) }
      } catch (error) {
        return assert.fail(`map threw for "${sample.name}": ${String(error)}`)
      }
    })
  return {
    destination,
    settings,
    acceptor,
    samples,
    connect,
    router,
    map,
    mapped: () => map(router()),
  }
}

/** Whether a sample is one of the events given, and none of the built-in hostile ones. */
export function isGiven({ name }: Sample): boolean {
  return /^event \d+$/.test(name)
}

/** A copy where one can be made, so that no case sees what another one's mapper did to an event. */
function fresh(event: unknown): unknown {
  try {
    return structuredClone(event)
  } catch {
    return event
  }
}

export function prepare(
  destination: Destination,
  settings: Record<string, unknown>,
  id = 'one',
): Preparation {
  const config = { id, destination: destination.slug, settings }
  return prepareConnection(config, { destinations: [destination] })
}

/** Every item of some mappings, with what it came from. */
export function itemsOf(
  mappings: readonly Mapping[],
): { item: Item; result: MappedResult; sample: Sample }[] {
  return mappings.flatMap(({ sample, results }) =>
    results.flatMap((result) =>
      result.outcome === 'mapped' ? result.items.map((item) => ({ item, result, sample })) : [],
    ),
  )
}
