import { createRouter } from 'crosswalk'
import { corpora } from '../corpora.js'
import type { Part } from '../figure.js'
import { quartiles } from '../quartiles.js'
import { connectionOf, now } from '../subjects.js'
import { interleaved, keep, type Subject } from '../timing.js'

const counts = [1, 3, 10, 100]

/** One event at many connections of a destination: what each further one costs. */
export const connections: Part = {
  name: 'connections',
  // The work of the core is the same for all; three show it.
  jobs: ({ slugs }) => slugs.slice(0, 3).map((slug) => [slug]),
  async measure([slug = ''], effort) {
    const events = corpora().mix.slice(0, 112)
    const subjects = [0, ...counts].map((count): Subject => {
      const ids = Array.from({ length: count }, (_, number) => `${slug}-${number}`)
      const router = createRouter(ids.map((id) => connectionOf(slug, id)))
      return {
        name: String(count),
        units: events.length,
        run() {
          for (const event of events) keep(router.map(event, { now }))
        },
      }
    })
    const times = interleaved(subjects, effort)
    const none = times.get('0') ?? []
    const each = (count: number) =>
      (times.get(String(count)) ?? []).map((time, round) => (time - (none[round] ?? 0)) / count)
    const [ten, hundred] = [each(10), each(100)]
    return [
      ...counts.map((count) => ({
        name: `${slug}: ${count} ${count === 1 ? 'connection' : 'connections'}, an event at each`,
        unit: 'µs' as const,
        ...quartiles(each(count)),
      })),
      {
        name: `${slug}: 100 connections ÷ 10, an event at each`,
        unit: 'ratio' as const,
        ...quartiles(hundred.map((time, round) => time / (ten[round] ?? Number.NaN))),
        atMost: 1.25,
      },
    ]
  },
}
