/**
 * Run by hand, on Linux: `deliver` against a bare loop that posts the same
 * ready-made bodies with the same concurrency, in one run. On one core, with the
 * vendor on another: `npm run throughput`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createBatcher, createRouter, createSender, type WireRequest } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import { settingsOf } from '../src/testing/fixtures.js'
import { quartiles } from './quartiles.js'

const file = fileURLToPath(import.meta.url)
const fixtures = fileURLToPath(new URL('../../test/fixtures/', import.meta.url))
const rounds = 31
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
    connections: [{ id: slug, destination: slug, settings: settingsOf(fixtures, slug), delivery }],
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

/** So many times over: a round takes long enough for the garbage of both to be collected in it. */
async function timed(times: number, work: () => Promise<void>): Promise<Time> {
  const [started, before] = [performance.now(), process.cpuUsage()]
  for (let time = 0; time < times; time++) await work()
  const { user, system } = process.cpuUsage(before)
  return { cpu: (user + system) / 1000, wall: performance.now() - started }
}

/** Quartiles of the ratios of rounds that followed each other, so that both met the same disturbance. */
function ratios(sender: readonly Time[], loop: readonly Time[], which: keyof Time): string {
  const { low, median, high } = quartiles(
    sender.map((time, round) => time[which] / (loop[round]?.[which] ?? Number.NaN)),
  )
  return `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`
}

function medianOf(times: readonly Time[], which: keyof Time): number {
  return quartiles(times.map((time) => time[which])).median
}

if (process.argv[2] === 'serve') serve()
else {
  // A child begins on the core of its parent: what the vendor does would count for both, and hide a part of the ratio.
  const serving = ['-c', '1', process.execPath, file, 'serve']
  const vendor = spawn('taskset', serving, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const [port] = await once(vendor.stdout as NodeJS.ReadableStream, 'data')
  const origin = `http://127.0.0.1:${Number(port)}`
  const sizes: [slug: string, size: number, count: number, times: number][] = [
    ['amplitude', 200, 300, 4],
    ['amplitude', 20, 1000, 1],
    ['amplitude', 1, 2000, 1],
    ['customerio', 200, 300, 4],
    ['customerio', 1, 2000, 1],
  ]
  for (const [slug, size, count, times] of sizes) {
    const requests = requestsFor(slug, origin, count, size)
    const loop: Time[] = []
    const sender: Time[] = []
    for (let round = 0; round < rounds; round++) {
      loop.push(await timed(times, () => bare(requests)))
      sender.push(await timed(times, () => delivered(requests)))
    }
    const rate = Math.round((requests.length * size * times * 1000) / medianOf(sender, 'wall'))
    const micros = (medianOf(loop, 'cpu') * 1000) / (requests.length * size * times)
    console.log(
      `${slug}, ${size} items a request: ${ratios(sender, loop, 'wall')} × the time of a bare loop, ${ratios(sender, loop, 'cpu')} × its CPU of ${micros.toFixed(1)} µs an item; ${rate.toLocaleString('en')} items/s`,
    )
  }
  vendor.disconnect()
}
