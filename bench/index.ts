/** What `npm run bench` runs. */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { hasFloor, slugs } from './floors.js'
import { measure } from './measure.js'
import { parts } from './parts/index.js'
import { chart } from './report/chart.js'
import { filled } from './report/readme.js'
import { readResults, writeResults } from './results.js'

const usage = `npm run bench                     measures all, and writes bench/results.json
npm run bench -- map amplitude    some parts or destinations alone; writes nothing
npm run bench -- --quick          fewer and shorter rounds, to see whether it runs; writes nothing
npm run bench -- --chart          draws docs/benchmark.svg from bench/results.json, measures nothing
npm run bench -- --readme         fills the tables of README.md from bench/results.json, measures nothing
parts: ${parts.map(({ name }) => name).join(', ')}
destinations: ${slugs.join(', ')}`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    chart: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const partNames = parts.map(({ name }) => name)
const unknown = positionals.filter((word) => ![...partNames, ...slugs].includes(word))

if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}\n\n${usage}`)
  process.exitCode = 2
} else if (values.help) console.log(usage)
else if (values.chart || values.readme) publish()
else await run()

/** From the results of the last whole run. */
function publish(): void {
  const results = readResults()
  if (values.chart) writeFileSync('docs/benchmark.svg', chart(results))
  if (values.readme) writeFileSync('README.md', filled(readFileSync('README.md', 'utf8'), results))
}

async function run(): Promise<void> {
  const effort = values.quick ? { rounds: 5, sliceMs: 20 } : { rounds: 33, sliceMs: 60 }
  const chosen = { slugs: named(slugs), rivalled: named(slugs).filter(hasFloor) }
  for (const slug of chosen.slugs) {
    if (!hasFloor(slug)) console.log(`no hand-written mapper to compare with: ${slug}`)
  }
  const wanted = parts.filter(({ name }) => named(partNames).includes(name))
  const measured = await measure(wanted, chosen, effort)
  if (measured.failed.length > 0) {
    console.error(`\nnot measured: ${measured.failed.join('; ')}`)
    process.exitCode = 1
  }
  if (!values.quick && positionals.length === 0) writeResults(effort, measured)
}

/** Those that the command line names; all, where it names none. */
function named(all: readonly string[]): readonly string[] {
  const some = all.filter((name) => positionals.includes(name))
  return some.length === 0 ? all : some
}
