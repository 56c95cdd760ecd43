import { createBatcher, createRouter, type MappedResult } from 'crosswalk'
import { corpora } from '../corpora.js'
import type { Part } from '../figure.js'
import { connectionOf, now } from '../subjects.js'
import { interleaved, keep, ratio, readAll, type Subject } from '../timing.js'

const [few, many] = [1000, 10_000]

/** The stage `batch`: as a multiple of making each body text once, and whether it is linear. */
export const batch: Part = {
  name: 'batch',
  jobs: ({ slugs }) => slugs.filter(joins).map((slug) => [slug]),
  async measure([slug = ''], effort) {
    const router = createRouter([connectionOf(slug)])
    const mapped = corpora()
      .mix.flatMap((event) => router.map(event, { now }))
      .filter((result) => result.outcome === 'mapped')
    const batched = (count: number): Subject => {
      let fresh: MappedResult[] = []
      return {
        name: `batch of ${count}`,
        units: count,
        before() {
          fresh = copies(mapped, count)
        },
        run() {
          const batcher = createBatcher(router)
          for (const result of fresh) readAll(batcher.add(result))
          readAll(batcher.flush())
        },
      }
    }
    const bodies = copies(mapped, many).flatMap(({ items }) => items.map(({ body }) => body))
    const stringify: Subject = {
      name: 'stringify',
      units: many,
      run() {
        for (const body of bodies) keep(JSON.stringify(body))
      },
    }
    const subjects = [batched(few), batched(many), stringify]
    const times = interleaved(subjects, effort)
    const of = (over: string, under: string, atMost: number) => ({
      unit: 'ratio' as const,
      ...ratio(times, [over], [under]),
      atMost,
    })
    return [
      {
        name: `${slug}: ${many} items ÷ stringify of each body`,
        ...of(`batch of ${many}`, 'stringify', 1.5),
      },
      {
        name: `${slug}: ${many} items ÷ ${few} items, an item`,
        ...of(`batch of ${many}`, `batch of ${few}`, 1.25),
      },
    ]
  },
}

/** Whether several items travel in one request. */
function joins(slug: string): boolean {
  const { endpoints } = connectionOf(slug).inside.module
  return Object.values(endpoints).some(({ limits }) => limits.items > 1)
}

/** So many items, over and over, that nobody has made text of. */
function copies(mapped: readonly MappedResult[], count: number): MappedResult[] {
  const all: MappedResult[] = []
  let items = 0
  for (let place = 0; items < count; place++) {
    const result = mapped[place % mapped.length] as MappedResult
    const more = result.items.slice(0, count - items).map((item) => ({ ...item }))
    all.push({ ...result, items: more })
    items += more.length
  }
  return all
}
