// Metrics of deliveries by OpenTelemetry's API. `observeWith` is all there is
// to it: give it a meter, and give what it returns to `createSender`.
//
//   import { metrics } from '@opentelemetry/api'
//   createSender({ observe: observeWith(metrics.getMeter('crosswalk')) })
//
// To run without a collector, this file brings a meter that prints what it was
// told, and a vendor that is busy at first:
//
//   node examples/opentelemetry.js
//
import { createServer } from 'node:http'
import { createBatcher, createRouter, createSender } from 'crosswalk'
import amplitude from 'crosswalk/destinations/amplitude'

export function observeWith(meter) {
  const seconds = { unit: 's' }
  const calls = meter.createHistogram('crosswalk.call.duration', seconds)
  const items = meter.createCounter('crosswalk.items', { unit: '{item}' })
  const age = meter.createHistogram('crosswalk.event.age', seconds)
  const breakers = meter.createCounter('crosswalk.breaker.changes', { unit: '{change}' })
  return ({ kind, destination, endpoint, outcome, code, ...told }) => {
    const labels = { destination, endpoint, outcome, ...(code === null ? {} : { code }) }
    if (kind === 'call') calls.record(told.durationMs / 1000, labels)
    else if (kind === 'breaker') breakers.add(1, labels)
    else {
      items.add(1, labels)
      if (told.eventAgeMs !== null) age.record(told.eventAgeMs / 1000, labels)
    }
  }
}

/** The two instruments of OpenTelemetry's meter that are used, counting in memory. */
function tinyMeter() {
  const points = new Map()
  const note = (name) => (value, labels) => {
    const key = JSON.stringify([name, labels])
    const point = points.get(key) ?? { name, labels, count: 0, sum: 0 }
    points.set(key, { ...point, count: point.count + 1, sum: point.sum + value })
  }
  return {
    createCounter: (name) => ({ add: note(name) }),
    createHistogram: (name) => ({ record: note(name) }),
    points: () => [...points.values()],
  }
}

async function busyVendor() {
  let calls = 0
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const busy = ++calls === 1
      response.writeHead(busy ? 503 : 200, { 'Retry-After': '0' })
      response.end(busy ? '' : '{"code":200}')
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${server.address().port}` }
}

if (import.meta.filename === process.argv[1]) {
  const { server, origin } = await busyVendor()
  const meter = tinyMeter()
  const router = createRouter({
    destinations: [amplitude],
    connections: [{ id: 'amp', destination: 'amplitude', settings: { apiKey: 'placeholder' } }],
  })
  const sender = createSender({ origins: { amp: origin }, observe: observeWith(meter) })
  const batcher = createBatcher(router)
  const timestamp = new Date(Date.now() - 60_000).toISOString()
  for (const n of [1, 2, 3]) {
    const event = { type: 'track', event: 'Started', messageId: `m${n}`, userId: 'u1', timestamp }
    for (const result of router.map(event)) batcher.add(result)
  }
  for await (const { outcome } of sender.deliver(batcher.flush())) console.error(outcome)
  for (const point of meter.points()) console.log(JSON.stringify(point))
  server.close()
}
