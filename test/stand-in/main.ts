import { parseArgs } from 'node:util'
import { startStandIn } from './index.js'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, rate: { type: 'string', default: '0' } },
})
const seed = Number(values.seed)
const rate = Number(values.rate)
if (!Number.isInteger(seed) || !(rate >= 0 && rate <= 1)) {
  console.error('usage: main.ts [--seed WHOLE-NUMBER] [--rate 0…1]')
  process.exit(2)
}

const standIn = await startStandIn({ seed, faults: { rate }, keepBodies: false })
console.log(JSON.stringify({ origin: standIn.origin }))

process.once('SIGTERM', async () => {
  await standIn.close()
  console.log(JSON.stringify(standIn.counts()))
})
