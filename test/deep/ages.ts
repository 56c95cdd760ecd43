/**
 * Maps and batches for so many milliseconds, then tells which objects of fresh
 * results V8 makes among old ones: their paths, as JSON, and at how many connections it looked. Needs --allow-natives-syntax.
 */
import { readFileSync } from 'node:fs'
import { createBatcher, createRouter, type Result, type WireRequest } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'

const isYoung = new Function('value', 'return %InYoungGeneration(value)') as (
  value: object,
) => boolean

const { connections } = JSON.parse(
  readFileSync('examples/crosswalk.config.json', 'utf8').replace(/"\$\w+"/g, '"placeholder"'),
)
const samples = readFileSync('examples/events.ndjson', 'utf8').trim().split('\n')
const router = createRouter({ connections, destinations })

/** Every person is another one, so that most of what waits in a batch waits alone. */
function pass(seen: (results: Result[], requests: WireRequest[]) => void): void {
  const batcher = createBatcher(router)
  for (let number = 0; number < 1000; number++) {
    const event = JSON.parse(samples[number % samples.length] as string)
    const results = router.map({
      ...event,
      anonymousId: `person-${number}`,
      messageId: `${number}`,
      timestamp: new Date().toISOString(),
    })
    seen(results, results.flatMap(batcher.add))
  }
  seen([], batcher.flush())
}

const end = Date.now() + Number(process.argv[2])
while (Date.now() < end) pass(() => {})

/** Of each path: how many objects there were, and how many of them old. Single ones grow old when a collection comes between. */
const ages = new Map<string, { seen: number; old: number }>()

function note(value: object, path: string): void {
  const age = ages.get(path) ?? { seen: 0, old: 0 }
  ages.set(path, age)
  age.seen++
  if (!isYoung(value)) age.old++
}

function look(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null) return
  note(value, path)
  for (const [name, member] of Object.entries(value)) {
    look(member, Array.isArray(value) ? `${path}[]` : `${path}.${name}`)
  }
}

pass((results, requests) => {
  for (const result of results) {
    if (result.outcome === 'mapped') look(result.items, `${result.destination}: items`)
  }
  for (const request of requests) {
    note(request, `${request.destination}: request`)
    note(request.inside, `${request.destination}: request.inside`)
  }
})
const paths = [...ages].filter(([, { seen, old }]) => old > seen / 2).map(([path]) => path)
const looked = connections.filter(({ destination }: { destination: string }) =>
  ages.has(`${destination}: items[].body`),
)
console.log(JSON.stringify({ looked: looked.length, of: connections.length, old: paths }))
