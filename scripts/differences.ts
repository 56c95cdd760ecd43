/** Compares our requests with the recorded ones of other libraries, field by field. `npm run differences` */
import groupBy from 'lodash/groupBy.js'
import { sharedIsThere } from '../test/shared.js'
import type { Difference } from './differences/compare.js'
import { kindOf, kinds } from './differences/kinds/index.js'
import { recordings } from './differences/recorded.js'
import { differences } from './differences/run.js'

if (!sharedIsThere) process.exit()

const found = differences()
const byKind = groupBy(found, (one) => kindOf(one)?.id ?? '')
const { '': unexplained = [], ...explained } = byKind

for (const id of new Set(kinds.map((kind) => kind.id))) print(id, explained[id] ?? [])
if (unexplained.length > 0) {
  const fields = groupBy(unexplained, (one) => `${one.destination}  ${one.relation}  ${one.field}`)
  console.log('\nnot explained: add a kind to scripts/differences/kinds and docs/differences.md')
  for (const [field, those] of Object.entries(fields)) print(field, those)
  process.exitCode = 1
}
const numbers = [recordings().length, found.length, Object.keys(explained).length]
console.log('\n%d recordings, %d differences, %d kinds', ...numbers)

function print(what: string, those: readonly Difference[]): void {
  const [first] = those
  const seen = [first?.theirs, first?.ours].map((one) => JSON.stringify(one)?.slice(0, 40) ?? '–')
  const example = first === undefined ? '' : `${seen.join(' / ')}  ${first.recorded.id}`
  console.log(`${String(those.length).padStart(5)}  ${what}   ${example}`)
}
