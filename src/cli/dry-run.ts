import type { DeadLetter } from '../delivery/dead-letter.js'
import { type Bringing, bring } from './bring.js'
import type { Read } from './input.js'
import { lineWriter } from './output.js'
import { createTally } from './tally.js'

/** Counts what a run would send, skip or fail, by connection and reason; sends and writes nothing. Gives the exit code. */
export async function dryRun(events: AsyncIterable<Read>, bringing: Bringing): Promise<number> {
  const tally = createTally()
  for await (const read of events) {
    for (const brought of bring(read, bringing)) {
      if (brought.kind === 'final')
        tally.count(brought.connection, 'final', 'journal', brought.items)
      else if (brought.kind !== 'send') tally.add(brought.result)
      else {
        const { result, letter } = brought
        tally.count(result.connection, 'mapped', diedOf(letter), result.items.length)
      }
    }
  }
  const out = lineWriter(process.stdout)
  for (const count of tally.counts()) await out.write(count)
  await out.flush()
  process.stderr.write(`${tally.lines().join('\n')}\n`)
  return tally.good() ? 0 : 1
}

/** Why it is in the dead letters. */
function diedOf(letter: DeadLetter | undefined): string {
  return letter?.error?.code ?? letter?.items[0]?.error?.code ?? ''
}
