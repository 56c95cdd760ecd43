/**
 * Run by hand: `deliver` against a bare loop that posts the same ready-made
 * bodies with the same concurrency, in one run. On one core, with the vendor on
 * another: `taskset -c 0 node --import tsx --conditions crosswalk-source scripts/throughput.ts`
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createBatcher, createRouter, createSender, type WireRequest } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import { settingsFor } from '../test/fixtures/read.js'

const file = fileURLToPath(import.meta.url)
const rounds = 15
const concurrency = 4

/** Takes all, as each of the vendors says it. */
function serve(): void {
  const server = createServer((request, response) => {
    request
      .resume()
      .on('end', () => response.end(request.url === '/2/httpapi' ? '{"code":200}' : '{}'))
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
  process.on('disconnect', () => process.exit())
}

/** Wire requests with so many items each, that go to the local vendor. */
function requestsFor(slug: string, origin: string, count: number, size: number): WireRequest[] {
  const delivery = { concurrency, ratePerSecond: 1_000_000 }
  const router = createRouter({
    destinations,
    connections: [{ id: slug, destination: slug, settings: settingsFor(slug), delivery }],
  })
  const made: WireRequest[] = []
  for (let number = 0; number < count; number++) {
    const batcher = createBatcher(router)
    for (let index = 0; index < size; index++) {
      const person = (number * size + index) % 5000
      const event = {
        type: 'track',
        event: 'Product Viewed',
        messageId: `m-${number}-${index}`,
        userId: `user-${person}`,
        timestamp: '2026-03-02T08:00:00Z',
        properties: { sku: 'A-17', price: 12.5, currency: 'EUR', category: 'shoes' },
      }
      for (const result of router.map(event)) made.push(...batcher.add(result))
    }
    made.push(...batcher.flush())
  }
  const { pathname } = new URL(made[0]?.url ?? origin)
  for (const request of made) request.url = `${origin}${pathname}`
  return made
}

async function bare(requests: readonly WireRequest[]): Promise<void> {
  let next = 0
  const work = async () => {
    for (let one = requests[next++]; one !== undefined; one = requests[next++]) {
      const { url, method, headers, body } = one
      const response = await fetch(url, { method, headers, body })
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      await response.json()
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
}

async function delivered(requests: readonly WireRequest[]): Promise<void> {
  for await (const { outcome } of createSender().deliver(requests))
    if (outcome !== 'delivered') throw new Error(outcome)
}

interface Time {
  /** Of this process, in milliseconds: what others do on the same machine does not count. */
  cpu: number
  wall: number
}

async function timed(work: () => Promise<void>): Promise<Time> {
  const [started, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  return { cpu: (user + system) / 1000, wall: performance.now() - started }
}

/** Of many rounds the one that others disturbed least. */
function best(times: readonly Time[], which: keyof Time): number {
  return Math.min(...times.map((time) => time[which]))
}

if (process.argv[2] === 'serve') serve()
else {
  const vendor = spawn(process.execPath, [...process.execArgv, file, 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const [port] = await once(vendor.stdout as NodeJS.ReadableStream, 'data')
  const origin = `http://127.0.0.1:${Number(port)}`
  const sizes: [slug: string, size: number, count: number][] = [
    ['amplitude', 200, 300],
    ['amplitude', 20, 2000],
    ['amplitude', 1, 4000],
    ['customerio', 200, 300],
    ['customerio', 1, 4000],
  ]
  for (const [slug, size, count] of sizes) {
    const requests = requestsFor(slug, origin, count, size)
    const loop: Time[] = []
    const sender: Time[] = []
    for (let round = 0; round < rounds; round++) {
      loop.push(await timed(() => bare(requests)))
      sender.push(await timed(() => delivered(requests)))
    }
    const ratio = (which: keyof Time) => (best(sender, which) / best(loop, which)).toFixed(2)
    const rate = Math.round((requests.length * size * 1000) / best(sender, 'wall'))
    console.log(
      `${slug}, ${size} items a request: ${ratio('cpu')} × the CPU of a bare loop (${best(loop, 'cpu').toFixed(0)} ms), ${ratio('wall')} × its time, ${rate.toLocaleString('en')} items/s`,
    )
  }
  vendor.disconnect()
}
