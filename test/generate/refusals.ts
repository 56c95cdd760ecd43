import { acceptors } from '../../destinations/acceptors.js'
import { destinations } from '../../destinations/index.js'
import { accept } from '../../src/accept/index.js'
import type { Destination } from '../../src/destination.js'
import {
  createBatcher,
  createRouter,
  mask,
  prepareConnection,
  type Result,
  type Trace,
} from '../../src/index.js'
import { steps as definitions } from '../../src/mapping/steps/index.js'
import { cutToLength } from '../../src/utf8.js'
import { mulberry32, pick } from '../stand-in/random.js'
import { harmed } from './harm.js'
import { type Event, realistic } from './realistic.js'
import { pairwiseSettings } from './settings.js'

const NOW = Date.UTC(2026, 2, 10, 12)
/** Events that travel together, so that a request carries several. */
const TOGETHER = 40
/** Explaining is slower than mapping: every so many events. */
const EXPLAINED = 10

/** What a run found. */
export interface Refusals {
  events: number
  /** `destination outcome reason` → how often. */
  counts: Map<string, number>
  /** Requests that a vendor would not take whole, with what made them; a few of them. */
  refused: { destination: string; problems: unknown; events: Event[]; settings: unknown }[]
  /** Alterations to fit a vendor that no warning names. */
  untold: { destination: string; target: string; step: string }[]
  /** Realistic events that were not mapped although the vendor has a use for them. */
  unmapped: { result: Result; event: Event }[]
}

/**
 * So many events, a third of them unharmed, each at one drawn connection of every
 * destination; all pairs of setting values are among the connections.
 */
export function findRefusals(count: number, seed: number): Refusals {
  const random = mulberry32(seed)
  const modules: readonly Destination[] = destinations
  const settings = new Map<string, Record<string, unknown>>()
  const ids = new Map(
    modules.map((module): [string, [string, ...string[]]] => {
      const rows = pairwiseSettings(module).map((row, index) => {
        const id = `${module.slug} ${index}`
        settings.set(id, row)
        return id
      })
      return [module.slug, rows as [string, ...string[]]]
    }),
  )
  const connections = [...settings].map(([id, given]) => {
    const destination = id.split(' ')[0] ?? ''
    const prepared = prepareConnection({ id, destination, settings: given }, { destinations })
    if (prepared.ok) return prepared.connection
    throw new Error(`${id}: ${JSON.stringify(prepared.problems)}`)
  })
  const router = createRouter(connections)
  const found: Refusals = {
    events: count,
    counts: new Map(),
    refused: [],
    untold: [],
    unmapped: [],
  }
  const add = (...words: string[]) => {
    const key = words.join(' ')
    found.counts.set(key, (found.counts.get(key) ?? 0) + 1)
  }

  for (let start = 0; start < count; start += TOGETHER) {
    const batcher = createBatcher(router)
    const events: Event[] = []
    const requests = []
    for (let number = start; number < Math.min(count, start + TOGETHER); number++) {
      const whole = realistic(random, number)
      const unharmed = random() < 0.33
      const event = unharmed ? whole : harmed(random, whole)
      const only = [...ids.values()].map((known) => pick(random, known))
      for (const result of router.map(event, { ref: events.length, now: NOW, only })) {
        const { destination, outcome } = result
        if (result.outcome === 'mapped') {
          add(destination, outcome)
          for (const { code } of result.warnings) add(destination, 'warned', code)
          requests.push(...batcher.add(result))
          if (number % EXPLAINED === 0) {
            found.untold.push(...untold(router.explain(event, result.connection, { now: NOW })))
          }
        } else if (result.outcome === 'skipped') add(destination, outcome, result.reason)
        else add(destination, outcome, result.error.code)
        const fine = result.outcome === 'mapped' || isUnused(result)
        if (unharmed && !fine) found.unmapped.push({ result, event })
      }
      events.push(event)
    }
    requests.push(...batcher.flush())
    for (const request of requests) {
      const verdict = accept({ ...mask(request), now: NOW / 1000 }, acceptors)
      if (verdict.ok) continue
      add(request.destination, 'REFUSED', verdict.problems[0]?.rule ?? '')
      if (found.refused.length < 20) {
        found.refused.push({
          destination: request.connection,
          problems: verdict.problems,
          settings: settings.get(request.connection),
          events: request.items.map(({ ref }) => events[Number(ref)] ?? {}),
        })
      }
    }
  }
  return found
}

/** Fields that a fit step altered, without a warning at their place. */
export function untold({ destination, fields, altered }: Trace): Refusals['untold'] {
  return fields.flatMap(({ target, steps }) =>
    steps
      .filter(
        ({ step, changed }) => changed && definitions[step.split(' ')[0] ?? '']?.kind === 'fit',
      )
      .filter(() => !altered.some(({ path }) => isWithin(path, target)))
      .map(({ step }) => ({ destination, target, step })),
  )
}

/** Warnings cut the names that they stand at. */
function isWithin(path: string, field: string): boolean {
  const names = field.split('.')
  const target = names.map((name) => cutToLength(name, 60)).join('.')
  return path === target || path.startsWith(`${target}.`) || path.startsWith(`${target}[`)
}

/** Skipped because the vendor, or a setting, has no use for it. */
function isUnused(result: Result): boolean {
  return (
    result.outcome === 'skipped' && ['unsupported', 'filtered', 'no-rule'].includes(result.reason)
  )
}
