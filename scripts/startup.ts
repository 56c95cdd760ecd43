/**
 * What a start of the built package costs over an empty Node process, in milliseconds of wall
 * and of processor time; on a busy machine the latter alone says something. Each round runs all
 * stages after one another, and their differences are taken within the round: another process
 * harms all alike. `npm run startup -- 41` for as many rounds.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { settingsFor } from '../test/fixtures/read.js'

interface Cost {
  wall: number
  processor: number
}

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

/** Milliseconds from start to exit, and of all processor time in between. */
function run(code: string): Cost {
  const started = performance.now()
  const spent = 'const { user, system } = process.cpuUsage()\nconsole.log((user + system) / 1000)'
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', `${code}\n{ ${spent} }`],
    { cwd: root, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  return { wall: performance.now() - started, processor: Number(stdout) }
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

/** `58 (57–60)`: median and quartiles of a stage over the empty process of its round. */
function over(stage: number, what: keyof Cost): string {
  const costs = times.map((round) => {
    const [empty, one] = [round[0]?.[what] ?? 0, round[stage]?.[what] ?? 0]
    return stage === 0 ? one : one - empty
  })
  const [low, middle, high] = quartiles(costs).map((ms) => ms.toFixed(0))
  return `${middle} (${low}–${high})`.padEnd(16)
}

console.log(`${'median (quartiles), ms over an empty process'.padEnd(46)}wall            processor`)
for (const [stage, name] of Object.keys(stages).entries()) {
  console.log(`${name.padEnd(46)}${over(stage, 'wall')}${over(stage, 'processor')}`.trimEnd())
}
