import { eventNames } from '../../src/event/names.js'
import { normalize } from '../../src/event/normalize.js'
import { corpora } from '../corpora.js'
import type { Part } from '../figure.js'
import { quartiles } from '../quartiles.js'
import { connectionOf, now } from '../subjects.js'
import { interleaved, keep, ratio, type Subject } from '../timing.js'

const sizes = [1, 10, 100]
const names = eventNames(undefined)

/** Events of 1, 10 and 100 kB, at one connection: what each kB costs. */
export const eventSizes: Part = {
  name: 'sizes',
  jobs: ({ slugs }) => slugs.map((slug) => [slug]),
  async measure([slug = ''], effort) {
    const { program, visible, bound } = connectionOf(slug).inside
    const subjects = sizes.flatMap((kB): Subject[] => {
      const raw = eventOf(kB * 1000)
      const normalized = normalize(raw, names, now)
      if (!normalized.ok) throw new Error(normalized.problem.message)
      const { event } = normalized
      return [
        { name: `normalize ${kB}`, units: kB, run: () => keep(normalize(raw, names, now)) },
        {
          name: `map ${kB}`,
          units: kB,
          run: () => keep(program.map(event, visible, bound, undefined)),
        },
      ]
    })
    const times = interleaved(subjects, effort)
    return ['normalize', 'map'].flatMap((stage) => [
      ...sizes.map((kB) => ({
        name: `${slug}: ${stage} an event of ${kB} kB, a kB`,
        unit: 'µs' as const,
        ...quartiles(times.get(`${stage} ${kB}`) ?? []),
      })),
      {
        name: `${slug}: ${stage} 100 kB ÷ 10 kB, a kB`,
        unit: 'ratio' as const,
        ...ratio(times, [`${stage} 100`], [`${stage} 10`]),
        atMost: 1.25,
      },
    ])
  },
}

/** An order of so many bytes of JSON, for all that it lists. */
function eventOf(bytes: number): object {
  const [{ context = {}, ...event } = {}] = corpora().shared
  const about = bytes > 2000 ? { context } : {}
  const order = { order_id: 'order-1', total: 45, currency: 'EUR', products: [] as object[] }
  const whole = { ...event, ...about, properties: order }
  for (let number = 0; JSON.stringify(whole).length < bytes; number++) {
    order.products.push({
      product_id: `sku-${number}`,
      name: 'Rope 12 mm',
      price: 4.5,
      quantity: 2,
    })
  }
  return whole
}
