/** What `npm run bench` runs: see usage. */
import { parseArgs } from 'node:util'
import type { Figure } from './figure.js'
import { hasFloor, slugs } from './floors.js'
import { parts } from './parts/index.js'
import { heading, row } from './report/table.js'
import { writeResults } from './results.js'
import { runJob } from './run.js'

const usage = `npm run bench                 measures all, and writes bench/results.json
npm run bench -- map amplitude   some parts or destinations alone
npm run bench -- --quick         fewer and shorter rounds, to see whether it runs
parts: ${parts.map(({ name }) => name).join(', ')}
destinations: ${slugs.join(', ')}`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
})
const partNames = parts.map(({ name }) => name)
const unknown = positionals.filter((word) => ![...partNames, ...slugs].includes(word))
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}\n\n${usage}`)
  process.exit(2)
}

const chosen = (all: readonly string[]) => {
  const named = all.filter((name) => positionals.includes(name))
  return named.length === 0 ? all : named
}
const effort = values.quick ? { rounds: 5, sliceMs: 20 } : { rounds: 31, sliceMs: 60 }
const measured = { slugs: chosen(slugs), rivalled: chosen(slugs).filter(hasFloor) }
for (const slug of measured.slugs) {
  if (!hasFloor(slug)) console.log(`no hand-written mapper to compare with: ${slug}`)
}

const figures: Figure[] = []
let failures = 0
for (const part of parts.filter(({ name }) => chosen(partNames).includes(name))) {
  console.log(`\n${part.name}\n${heading}`)
  for (const job of part.jobs(measured)) {
    const found = await runJob(part, job, effort)
    if (found === undefined) failures++
    for (const figure of found ?? []) console.log(row(figure))
    figures.push(...(found ?? []))
  }
}
if (failures > 0) process.exitCode = 1
else if (!values.quick && positionals.length === 0) writeResults(effort, figures)
