import { createBatcher, type Result, type Router } from 'crosswalk'
import { build } from '../../src/build.js'
import { eventNames } from '../../src/event/names.js'
import { normalize } from '../../src/event/normalize.js'
import { route } from '../../src/routing/filter.js'
import type { Rivals } from '../floors.js'
import { now } from '../subjects.js'
import { keep, readAll, type Subject } from '../timing.js'

/** Each stage of the line by itself, on the same raw events, and reading and writing their JSON. */
export function stages(raw: readonly object[], router: Router, all: readonly Rivals[]): Subject[] {
  const texts = raw.map((event) => JSON.stringify(event))
  const names = eventNames(undefined)
  const connections = [...router.connections.values()]
  const events = raw.flatMap((event) => {
    const normalized = normalize(event, names, now)
    return normalized.ok ? [normalized.event] : []
  })
  const mapped = all.flatMap(({ cases, generated, bound }, place) =>
    cases.flatMap(({ event, settings, options }) => {
      const connection = connections[place]
      const given = generated.map(event, settings, bound, options)
      if (given.outcome !== 'mapped' || connection === undefined) return []
      // A copy, for what mappings make must not be kept: see `casesOf`.
      return [{ event, connection, actions: structuredClone(given.actions) }]
    }),
  )
  const payloads = mapped.flatMap(({ actions }) => actions.map(({ payload }) => payload))
  let results: Result[] = []
  const fresh = () => {
    // Whatever a batch makes of an item is kept with it.
    results = raw.flatMap((event) => router.map(event, { now }))
  }

  const runs: Record<string, () => void> = {
    parse() {
      for (const text of texts) keep(JSON.parse(text))
    },
    normalize() {
      for (const event of raw) keep(normalize(event, names, now))
    },
    route() {
      for (const event of events)
        for (const connection of connections) keep(route(event, connection, false))
    },
    map() {
      for (const { generated, bound, cases } of all)
        for (const { event, settings, options } of cases)
          keep(generated.map(event, settings, bound, options))
    },
    build() {
      for (const { event, connection, actions } of mapped)
        keep(build(actions, event, connection, now))
    },
    batch() {
      const batcher = createBatcher(router)
      for (const result of results) readAll(batcher.add(result))
      readAll(batcher.flush())
    },
    stringify() {
      for (const payload of payloads) keep(JSON.stringify(payload))
    },
  }
  return Object.entries(runs).map(([name, run]) => ({
    name,
    run,
    units: raw.length,
    ...(name === 'batch' ? { before: fresh } : {}),
  }))
}
