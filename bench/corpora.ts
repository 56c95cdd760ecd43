import { catalogue } from '../src/event/catalogue.js'
import { type Event, realistic } from '../test/generate/realistic.js'
import { mulberry32, pick } from '../test/stand-in/random.js'
import { layouts } from './layouts.js'

export const corpusNames = ['shared', 'mix', 'diverse'] as const
export type CorpusName = (typeof corpusNames)[number]

const seed = 20_260_310

const own = ['Berth Booked', 'Tea Made', 'level_up', 'Route Saved', 'Sail Set', 'Knot Tied']
const more = ['Tide Checked', 'Harbour Entered', 'Anchor Dropped', 'Log Written', 'Buoy Passed']

/**
 * Raw events as libraries send them. `shared`: eight of one shape. `mix`: of
 * seven layouts and 52 names. `diverse`: 520, each of its own shape.
 */
export function corpora(): Record<CorpusName, Event[]> {
  const random = mulberry32(seed)
  const catalogued = [...catalogue.values()].map(({ name }) => name)
  const names = [...own, ...more, ...catalogued].slice(0, 52) as [string, ...string[]]
  return {
    shared: Array.from({ length: 8 }, (_, number) => layouts[0](random, 'Order Completed', number)),
    mix: Array.from({ length: 1024 }, (_, number) => {
      const layout = layouts[number % layouts.length] ?? layouts[0]
      return layout(random, pick(random, names), number)
    }),
    diverse: Array.from({ length: 520 }, (_, number) => realistic(random, number)),
  }
}
