import { createBatcher, createRouter, type Router, type WireRequest } from 'crosswalk'
import { corpora } from '../corpora.js'
import type { Part } from '../figure.js'
import { rivals } from '../floors.js'
import { quartiles } from '../quartiles.js'
import { connectionOf, now } from '../subjects.js'
import { interleaved, keep, ratio, readAll, summed } from '../timing.js'
import { type Half, handLine, vendors } from './hand-line.js'
import { refuseUnlike } from './same-bodies.js'
import { stages } from './stages.js'

const slugs = Object.keys(vendors)

/** Text in, bodies out. */
function through(texts: readonly string[], router: Router): string[] {
  const batcher = createBatcher(router)
  const bodies: string[] = []
  const take = (requests: readonly WireRequest[]) => {
    readAll(requests)
    for (const { body } of requests) bodies.push(body)
  }
  for (const text of texts) {
    for (const result of router.map(JSON.parse(text), { now })) take(batcher.add(result))
  }
  take(batcher.flush())
  return bodies
}

/** From text to text at three connections, and its stages, as multiples of what cannot be saved. */
export const line: Part = {
  name: 'line',
  jobs: ({ rivalled }) =>
    slugs.every((slug) => rivalled.includes(slug)) ? [['whole'], ['stages']] : [],
  async measure([what], effort) {
    const raw = corpora().mix
    const texts = raw.map((event) => JSON.stringify(event))
    const all = await Promise.all(slugs.map((slug) => rivals(slug, ['mix'])))
    const halves = all.map(({ floor, cases }, place): Half => {
      const byNumber = new Map(cases.map((one) => [one.number, one]))
      const bodies = vendors[slugs[place] ?? '']?.() ?? (() => [])
      return { floor, bodies, cases: texts.map((_, number) => byNumber.get(number)) }
    })
    const router = createRouter(slugs.map((slug) => connectionOf(slug)))
    refuseUnlike(through(texts, router), handLine(texts, halves))

    const units = texts.length
    const subjects =
      what === 'stages'
        ? stages(raw, router, all)
        : [
            { name: 'line', units, run: () => keep(through(texts, router)) },
            { name: 'hand-written line', units, run: () => keep(handLine(texts, halves)) },
          ]
    const times = interleaved(subjects, effort)
    const of = (over: string, under: readonly string[], atMost: number) => ({
      name: `${over} ÷ ${under.join(' + ')}`,
      unit: 'ratio' as const,
      ...ratio(times, [over], under),
      atMost,
    })
    const ratios =
      what === 'stages'
        ? [of('normalize', ['parse'], 1), of('map', ['parse', 'stringify'], 1)]
        : [of('line', ['hand-written line'], 2)]
    return [
      ...ratios,
      ...subjects.map(({ name }) => ({
        name: `${name}, an event`,
        unit: 'µs' as const,
        ...quartiles(summed(times, [name])),
      })),
    ]
  },
}
