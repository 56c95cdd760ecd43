/** Run by hand: what ten thousand connections cost, and whether batching is linear. `node --expose-gc --import tsx --conditions crosswalk-source scripts/measure.ts` */
import { createBatcher, createRouter, prepareConnection } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import { mappingFile } from '../src/mapping/format.js'
import { settingsFor } from '../test/fixtures/read.js'

const memory = () => {
  globalThis.gc?.()
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

/** Every rule with one more field, as a tenant may have it. */
function overridesOf({ slug, mapping }: (typeof destinations)[number]): object {
  const rules = mappingFile
    .parse(mapping)
    .rules.flatMap(({ name, emit }) => (emit === undefined ? [] : [{ name, emit }]))
  const more = { fields: { crosswalk_tenant: { value: 'x' } } }
  const changed = rules.map(({ name, emit }) => {
    const [first] = emit
    const several = emit.filter(({ action }) => action === first?.action).length > 1
    return [name, { emit: { [`${first?.action}${several ? '#0' : ''}`]: more } }]
  })
  return { base: `${slug}@${mapping.version}`, rules: Object.fromEntries(changed) }
}

const kept: unknown[] = []
const loads = destinations.flatMap((destination) => [
  { slug: destination.slug, what: destination.slug, overrides: {} },
  {
    slug: destination.slug,
    what: `${destination.slug} with overrides`,
    overrides: overridesOf(destination),
  },
])
for (const { slug, what, overrides } of loads) {
  const text = JSON.stringify(overrides)
  const prepare = (id: string) =>
    prepareConnection(
      { id, destination: slug, settings: settingsFor(slug), overrides: JSON.parse(text) },
      { destinations },
    )
  prepare('first')
  const before = memory()
  const started = performance.now()
  const prepared = Array.from({ length: 10_000 }, (_, index) => prepare(`${slug}-${index}`))
  const ms = performance.now() - started
  const bytes = (memory() - before) / 10_000
  kept.push(prepared)
  const ready = prepared.filter(({ ok }) => ok).length
  console.log(
    `${what}: ${ready} connections in ${ms.toFixed(0)} ms, ${bytes.toFixed(0)} bytes each`,
  )
}

const event = {
  type: 'track',
  event: 'Measured',
  userId: 'user-1',
  timestamp: '2026-03-02T08:00:00Z',
}
for (const { slug } of destinations) {
  const router = createRouter({
    destinations,
    connections: [{ id: slug, destination: slug, settings: settingsFor(slug) }],
  })
  const times = [10_000, 20_000, 40_000].map((count) => {
    const results = Array.from({ length: count }, (_, index) =>
      router.map({ ...event, messageId: `m-${index}` }),
    ).flat()
    const started = performance.now()
    const batcher = createBatcher(router)
    for (const result of results) batcher.add(result)
    batcher.flush()
    return performance.now() - started
  })
  console.log(
    `${slug}: batching 10,000, 20,000, 40,000 items in ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`,
  )
}
