import { type CorpusName, corpusNames } from '../corpora.js'
import type { Part } from '../figure.js'
import { type Rivals, rivals } from '../floors.js'
import { quartiles } from '../quartiles.js'
import { interleaved, keep, ratio, type Subject, summed } from '../timing.js'

export const mappers = ({ floor, generated, interpreted, bound, cases }: Rivals): Subject[] => {
  const units = cases.length
  return [
    {
      name: 'hand-written',
      units,
      run() {
        for (const { event, settings, options } of cases) keep(floor(event, settings, options))
      },
    },
    {
      name: 'generated',
      units,
      run() {
        for (const { event, settings, options } of cases)
          keep(generated.map(event, settings, bound, options))
      },
    },
    {
      name: 'interpreter',
      units,
      run() {
        for (const { event, settings, options } of cases)
          keep(interpreted.map(event, settings, bound, options))
      },
    },
  ]
}

const targets = { generated: 1.3, interpreter: 10 }
const engines = ['generated', 'interpreter'] as const

/** The stage `map` of each destination on each corpus, as a multiple of the hand-written mapper. */
export const map: Part = {
  name: 'map',
  jobs: ({ rivalled }) => rivalled.flatMap((slug) => corpusNames.map((corpus) => [slug, corpus])),
  async measure([destination = '', corpus = ''], effort) {
    const subjects = mappers(await rivals(destination, [corpus as CorpusName]))
    const times = interleaved(subjects, effort)
    const of = `${destination}, ${corpus}`
    return [
      {
        name: `${of}: hand-written, an event`,
        unit: 'µs',
        ...quartiles(summed(times, ['hand-written'])),
        about: { destination, corpus, engine: 'hand-written' },
      },
      ...engines.map((engine) => ({
        name: `${of}: ${engine} ÷ hand-written`,
        unit: 'ratio' as const,
        ...ratio(times, [engine], ['hand-written']),
        atMost: targets[engine],
        about: { destination, corpus, engine },
      })),
    ]
  },
}
