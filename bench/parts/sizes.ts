import { eventNames } from '../../src/event/names.js'
import { normalize } from '../../src/event/normalize.js'
import { route } from '../../src/routing/filter.js'
import { corpora } from '../corpora.js'
import type { Part } from '../figure.js'
import { quartiles } from '../quartiles.js'
import { connectionOf, now } from '../subjects.js'
import { interleaved, keep } from '../timing.js'

const lengths = [1, 10, 100]
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
    const whole = subjects.map(({ name, units }) => ({
      kB: units,
      micros: (times.get(name) ?? []).map((time) => time * units),
    }))
    return [
      ...subjects.map(({ name }) => ({
        name: `${stage} an order of ${name}, a kB`,
        unit: 'µs' as const,
        ...quartiles(times.get(name) ?? []),
      })),
      {
        name: `${stage}, each kB more: up to 100 kB ÷ up to 10 kB`,
        unit: 'ratio' as const,
        ...quartiles(growth(whole)),
        atMost: 1.25,
      },
    ]
  },
}

/** What stands in every order costs another time than what it lists: only the latter grows. */
function growth([small, middle, large]: readonly { kB: number; micros: number[] }[]): number[] {
  if (small === undefined || middle === undefined || large === undefined) return []
  return large.micros.map((most, round) => {
    const [least = 0, more = 0] = [small.micros[round], middle.micros[round]]
    return (most - more) / (large.kB - middle.kB) / ((more - least) / (middle.kB - small.kB))
  })
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
