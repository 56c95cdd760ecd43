/** Run by hand: what ten thousand connections cost, and whether batching is linear. `node --expose-gc --import tsx --conditions crosswalk-source scripts/measure.ts` */
import { createBatcher, createRouter, prepareConnection } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import { settingsFor } from '../test/fixtures/read.js'

const memory = () => {
  globalThis.gc?.()
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

const kept: unknown[] = []
for (const { slug } of destinations) {
  const prepare = (id: string) =>
    prepareConnection({ id, destination: slug, settings: settingsFor(slug) }, { destinations })
  prepare('first')
  const before = memory()
  const started = performance.now()
  const prepared = Array.from({ length: 10_000 }, (_, index) => prepare(`${slug}-${index}`))
  const ms = performance.now() - started
  const bytes = (memory() - before) / 10_000
  kept.push(prepared)
  const ready = prepared.filter(({ ok }) => ok).length
  console.log(
    `${slug}: ${ready} connections in ${ms.toFixed(0)} ms, ${bytes.toFixed(0)} bytes each`,
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
