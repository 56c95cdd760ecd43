/** Run by hand: events by the million against the vendors' rules. `node --import tsx --conditions crosswalk-source scripts/refusals.ts [COUNT] [SEED]` */
import { findRefusals } from '../test/generate/refusals.js'

const [count = '1000000', seed = '1'] = process.argv.slice(2)
const { counts, refused, untold, unmapped } = findRefusals(Number(count), Number(seed))
for (const [what, times] of [...counts].sort()) console.log(`${String(times).padStart(9)}  ${what}`)
for (const one of refused) console.dir(one, { depth: 8 })
for (const one of unmapped.slice(0, 5)) console.dir(one, { depth: 8 })
console.log(
  `${count} events: ${refused.length} refusable requests kept, ${unmapped.length} realistic events unmapped, ${untold.length} alterations untold`,
)
for (const one of untold.slice(0, 5)) console.dir(one)
process.exitCode = refused.length + untold.length + unmapped.length > 0 ? 1 : 0
