import { eventNames } from '../../src/event/names.js'
import { normalize } from '../../src/event/normalize.js'
import { corpora } from '../corpora.js'
import type { Figure, Part } from '../figure.js'
import { rivals } from '../floors.js'
import { quartiles } from '../quartiles.js'
import { now } from '../subjects.js'
import { keep, type Subject } from '../timing.js'
import { mappers } from './map.js'

/** Bytes allocated an event of the mix: reading its text, settling it, and mapping it for each destination. */
export const bytes: Part = {
  name: 'bytes',
  // So much room that nothing is collected between two readings of the heap.
  flags: ['--expose-gc', '--min-semi-space-size=128', '--max-semi-space-size=128'],
  jobs: ({ rivalled }) => [[], ...rivalled.map((slug) => [slug])],
  async measure([slug], { rounds }) {
    const subjects = slug === undefined ? before() : mappers(await rivals(slug, ['mix']))
    return subjects.map((subject): Omit<Figure, 'part'> => {
      for (let run = 0; run < 200; run++) subject.run()
      const readings = Array.from({ length: rounds }, () => allocated(subject))
      const of = slug === undefined ? '' : `${slug}, mix: `
      return { name: `${of}${subject.name}, an event`, unit: 'bytes', ...quartiles(readings) }
    })
  },
}

function before(): Subject[] {
  const raw = corpora().mix
  const texts = raw.map((event) => JSON.stringify(event))
  const names = eventNames(undefined)
  return [
    {
      name: 'JSON.parse',
      units: raw.length,
      run() {
        for (const text of texts) keep(JSON.parse(text))
      },
    },
    {
      name: 'normalize',
      units: raw.length,
      run() {
        for (const event of raw) keep(normalize(event, names, now))
      },
    },
  ]
}

function allocated({ units, run }: Subject): number {
  globalThis.gc?.()
  const started = process.memoryUsage().heapUsed
  run()
  return (process.memoryUsage().heapUsed - started) / units
}
