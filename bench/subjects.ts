import { fileURLToPath } from 'node:url'
import { prepareConnection } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import type { CanonicalEvent } from '../src/event/canonical.js'
import { eventNames } from '../src/event/names.js'
import { normalize } from '../src/event/normalize.js'
import type { Connection } from '../src/routing/connection.js'
import { route } from '../src/routing/filter.js'
import { settingsOf } from '../src/testing/fixtures.js'
import { type CorpusName, corpora, corpusNames } from './corpora.js'

export const now = Date.UTC(2026, 2, 10, 12)

/** From the root of the project, where the benchmark is run. */
const fixtures = fileURLToPath(new URL('test/fixtures/', `file://${process.cwd()}/`))

/** A connection of the destination, with the settings of its fixtures. */
export function connectionOf(slug: string, id = slug): Connection {
  const prepared = prepareConnection(
    { id, destination: slug, settings: settingsOf(fixtures, slug) },
    { destinations },
  )
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems))
  return prepared.connection
}

export interface MappedCase {
  corpus: CorpusName
  number: number
  event: CanonicalEvent
  settings: Readonly<Record<string, unknown>>
  options: unknown
}

/**
 * Every event of the corpora that is routed to a destination. What is made of
 * one is not kept: V8 would then put it among old objects from the start, and
 * what was mapped first would be the slowest from then on.
 */
export function casesOf(slug: string, chosen: readonly CorpusName[] = corpusNames): MappedCase[] {
  const connection = connectionOf(slug)
  const { visible: settings } = connection.inside
  const all = corpora()
  return chosen.flatMap((corpus) =>
    all[corpus].flatMap((raw, number): MappedCase[] => {
      const normalized = normalize(raw, eventNames(undefined), now)
      if (!normalized.ok) return []
      const { event } = normalized
      const routed = route(event, connection, false)
      if (!routed.send) return []
      return [{ corpus, number, event, settings, options: routed.options }]
    }),
  )
}
