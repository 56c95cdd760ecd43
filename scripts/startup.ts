/**
 * What a start of the built package costs over an empty Node process, in milliseconds of
 * wall time. Each round runs all stages after one another, and their differences are
 * taken within the round: another process harms all alike. `npm run startup -- 41` for as many rounds.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { settingsFor } from '../test/fixtures/read.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const slugs = ['amplitude', 'customerio', 'facebook-app-events']
const connections = slugs.map((slug) => ({
  id: slug,
  destination: slug,
  settings: settingsFor(slug),
}))

const core = `import { createRouter } from 'crosswalk'`
const destinations = slugs.map(
  (slug, index) => `import d${index} from 'crosswalk/destinations/${slug}'`,
)
const router = `createRouter({ destinations: [d0, d1, d2], connections: ${JSON.stringify(connections)} })`
const stages = {
  'empty process': '',
  'import crosswalk': core,
  '+ three destinations': [core, ...destinations].join('\n'),
  '+ createRouter, three connections': [core, ...destinations, router].join('\n'),
}

/** Milliseconds from start to exit. */
function run(code: string): number {
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return performance.now() - started
}

function quartiles(values: readonly number[]): [number, number, number] {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
  return [at(0.25), at(0.5), at(0.75)]
}

const rounds = Number(process.argv[2] ?? 21)
const codes = Object.values(stages)
codes.forEach(run)
const times = Array.from({ length: rounds }, () => codes.map(run))

console.log(`median (quartiles) of ${rounds} rounds, ms over an empty process`)
for (const [index, name] of Object.keys(stages).entries()) {
  const over = times.map((round) => (round[index] ?? 0) - (index === 0 ? 0 : (round[0] ?? 0)))
  const [low, middle, high] = quartiles(over).map((ms) => ms.toFixed(0))
  console.log(`${name.padEnd(36)} ${middle?.padStart(4)} (${low}–${high})`)
}
