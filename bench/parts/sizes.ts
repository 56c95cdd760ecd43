import { eventNames } from '../../src/event/names.js'
import { normalize } from '../../src/event/normalize.js'
import { route } from '../../src/routing/filter.js'
import { corpora } from '../corpora.js'
import type { Part } from '../figure.js'
import { quartiles } from '../quartiles.js'
import { connectionOf, now } from '../subjects.js'
import { interleaved, keep, ratio } from '../timing.js'

const lengths = [1, 10, 100]
const pairs = [
  ['10 kB', '1 kB'],
  ['100 kB', '10 kB'],
] as const
const names = eventNames(undefined)

/** Orders of 1, 10 and 100 kB: what each kB costs the stages whose work grows with the event. */
export const sizes: Part = {
  name: 'sizes',
  jobs: ({ slugs }) => [[], ...slugs.map((slug) => [slug])],
  async measure([slug], effort) {
    const subjects = lengths.map((kB) => {
      const order = orderOf(kB * 1000)
      return {
        name: `${kB} kB`,
        units: JSON.stringify(order).length / 1000,
        run: slug === undefined ? () => keep(normalize(order, names, now)) : mapping(order, slug),
      }
    })
    const times = interleaved(subjects, effort)
    const stage = slug === undefined ? 'normalize' : `${slug}: map`
    return [
      ...subjects.map(({ name }) => ({
        name: `${stage} an order of ${name}, a kB`,
        unit: 'µs' as const,
        ...quartiles(times.get(name) ?? []),
      })),
      ...pairs.map(([large, small]) => ({
        name: `${stage} an order of ${large} ÷ ${small}, a kB`,
        unit: 'ratio' as const,
        ...ratio(times, [large], [small]),
        atMost: 1.25,
      })),
    ]
  },
}

function mapping(order: object, slug: string): () => void {
  const connection = connectionOf(slug)
  const { program, visible, bound } = connection.inside
  const normalized = normalize(order, names, now)
  if (!normalized.ok) throw new Error(normalized.problem.message)
  const { event } = normalized
  const routed = route(event, connection, false)
  const options = routed.send ? routed.options : undefined
  const map = () => program.map(event, visible, bound, options)
  const { outcome } = map()
  if (outcome !== 'mapped') throw new Error(`${slug}: a large order is ${outcome}`)
  return () => keep(map())
}

/** An order of at least so many bytes of JSON, for all that it lists. */
function orderOf(bytes: number): object {
  const products: object[] = []
  const properties = { order_id: 'order-1', total: 45, currency: 'EUR', products }
  const order = { ...corpora().shared[0], properties }
  for (let number = 0; JSON.stringify(order).length < bytes; number++) {
    products.push({ product_id: `sku-${number}`, name: 'Rope 12 mm', price: 4.5, quantity: 2 })
  }
  return order
}
