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

/** An order of about so many bytes of JSON, for all that it lists. */
function orderOf(bytes: number): object {
  const order = (products: readonly object[]) => ({
    ...corpora().shared[0],
    properties: { order_id: 'order-1', total: 45, currency: 'EUR', products },
  })
  const product = { product_id: 'sku-1000', name: 'Rope 12 mm', price: 4.5, quantity: 2 }
  const room = bytes - JSON.stringify(order([])).length
  const count = Math.max(1, Math.round(room / (JSON.stringify(product).length + 1)))
  return order(
    Array.from({ length: count }, (_, number) => ({
      ...product,
      product_id: `sku-${1000 + number}`,
    })),
  )
}
