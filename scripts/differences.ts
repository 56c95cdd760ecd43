/** Compares our requests with the recorded ones of other libraries, field by field. `npm run differences` */
import { createRouter, type Result } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import { settingsFor } from '../test/fixtures/read.js'
import { sharedFiles, sharedJson } from '../test/shared.js'
import { compare, type Difference } from './differences/compare.js'
import { unitsOf } from './differences/units.js'

interface Recorded {
  id: string
  input: unknown
  expected: { requests?: { url: string; body: Record<string, unknown> }[] }
}

const bySource: Record<string, string> = {
  'segment-amplitude': 'amplitude',
  'segment-actions-amplitude': 'amplitude',
  'segment-customerio': 'customerio',
  'segment-actions-customerio': 'customerio',
  'segment-facebook-app-events': 'facebook-app-events',
  'segment-actions-facebook-conversions-api': 'facebook-conversions',
}

const router = createRouter({
  destinations,
  connections: destinations.map(({ slug }) => ({
    id: slug,
    destination: slug,
    settings: settingsFor(slug),
  })),
})
const now = Date.UTC(2026, 10, 24)

const differences = sharedFiles('vectors').flatMap((file) => {
  const destination = bySource[file.replace(/^vectors\/|\.json$/g, '')]
  const known = destinations.some(({ slug }) => slug === destination)
  return destination === undefined || !known
    ? []
    : sharedJson<Recorded>(file).flatMap((recorded) => differencesOf(destination, recorded))
})

function differencesOf(destination: string, { id, input, expected }: Recorded): Difference[] {
  const results = [input].flat().flatMap((event) => router.map(event, { now, only: [destination] }))
  const read = unitsOf[destination]
  if (read === undefined) return []
  const theirs = (expected.requests ?? []).flatMap(({ url, body }) => read(body, url))
  const ours = results.flatMap(bodiesOf)
  return compare(destination, id, theirs, ours)
}

function bodiesOf(result: Result): Record<string, unknown>[] {
  return result.outcome === 'mapped' ? result.items.map(({ body }) => body) : []
}

const counts = new Map<string, Difference[]>()
for (const one of differences) {
  const key = `${one.destination}  ${one.relation}  ${one.field}`
  counts.set(key, [...(counts.get(key) ?? []), one])
}
for (const [key, those] of [...counts].sort(([, a], [, b]) => b.length - a.length)) {
  const [first] = those
  const show = (value: unknown) => JSON.stringify(value)?.slice(0, 60)
  console.log(
    `${String(those.length).padStart(5)}  ${key}   ${show(first?.theirs)} / ${show(first?.ours)}  ${first?.id}`,
  )
}
