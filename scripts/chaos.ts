/** Run by hand, after `npm run prepare`: the chaos of test/deep at any size. `tsx scripts/chaos.ts [EVENTS] [SEED] [KILLS]` */
import { chaos } from '../test/deep/chaos.js'

const [events = 100_000, seed = 1, kills = 12] = process.argv.slice(2).map(Number)
const found = await chaos({ events, persons: Math.ceil(events / 20), seed, kills, rate: 0.2 })
const { lost, unlisted, otherKey, unexplained, disordered, ...figures } = found
console.log(figures)
const wrong = { lost, unlisted, otherKey, unexplained, disordered }
for (const [what, names] of Object.entries(wrong))
  console.log(`${what}: ${names.length}`, names.slice(0, 5))
if (Object.values(wrong).some((names) => names.length > 0)) process.exitCode = 1
