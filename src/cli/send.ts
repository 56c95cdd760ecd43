import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Batcher, createBatcher } from '../delivery/batch.js'
import type { WireRequest } from '../delivery/request.js'
import { createSender } from '../delivery/send.js'
import type { MappedResult } from '../result.js'
import { type Bringing, bring } from './bring.js'
import { loadConfig } from './config.js'
import { openDeadLetters } from './dead-letters.js'
import { dryRun } from './dry-run.js'
import { openInput, readEvents } from './input.js'
import { openJournal } from './journal.js'
import { createLedger, type Ledger } from './ledger.js'
import { leftIn } from './left.js'
import { lineWriter } from './output.js'
import { createProgress, type Progress } from './progress.js'
import { createTally, type Tally } from './tally.js'
import { oneInput, UsageError } from './usage.js'

/** Maps and delivers; one delivery result per event and connection. Gives the exit code. */
export async function send(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      config: { type: 'string', default: 'crosswalk.config.json' },
      'dead-letters': { type: 'string' },
      journal: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  })
  const input = oneInput('send', positionals)
  const { journal: journalFile, 'dead-letters': lettersFile, 'dry-run': dry } = values
  refuseSameFile({ 'the input': input, '--dead-letters': lettersFile, '--journal': journalFile })
  const { router, origins, isDouble } = await loadConfig(values.config, process.env)
  const journal =
    journalFile === undefined ? undefined : openJournal(journalFile, { readOnly: dry })
  const bringing = { router, isDouble, journal, now: Date.now() }
  if (dry) return dryRun(readEvents(openInput(input)), bringing)

  const letters = lettersFile === undefined ? undefined : openDeadLetters(lettersFile)
  const tally = createTally()
  const ledger = createLedger({ letters, journal, out: lineWriter(process.stdout), tally })
  const progress = createProgress(process.stderr)
  const batcher = createBatcher(router)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  try {
    const requests = wireRequests(input, { bringing, batcher, ledger, progress, tally })
    const sender = createSender({ origins })
    const reported = new WeakSet<MappedResult>()
    for await (const result of sender.deliver(requests, { signal: stop.signal })) {
      reported.add(result.source)
      progress.settled(result)
      await ledger.delivered(result)
    }
    for (const result of leftIn(batcher, reported)) await ledger.delivered(result)
    await ledger.close()
  } finally {
    progress.end()
    // Standard input that nobody reads to its end would keep the process.
    if (stop.signal.aborted) process.stdin.destroy()
  }
  process.stderr.write(`${tally.lines().join('\n')}\n`)
  return tally.good() && !stop.signal.aborted ? 0 : 1
}

interface Work {
  bringing: Bringing
  batcher: Batcher
  ledger: Ledger
  progress: Progress
  tally: Tally
}

async function* wireRequests(
  input: string | undefined,
  { bringing, batcher, ledger, progress, tally }: Work,
): AsyncGenerator<WireRequest> {
  for await (const read of readEvents(openInput(input))) {
    for (const brought of bring(read, bringing)) {
      if (brought.kind === 'send') {
        progress.begun(brought.result.connection)
        yield* batcher.add(brought.result)
      } else if (brought.kind === 'failed') await ledger.failed(brought.result, brought.came)
      else if (brought.kind === 'skipped') await ledger.skipped(brought.result)
      else tally.count(brought.connection, 'final', 'journal', brought.items)
    }
  }
  yield* batcher.flush()
}

/** Reading a file while lines are added to it would never end, and two kinds of lines in one file are of no use. */
function refuseSameFile(files: Record<string, string | undefined>): void {
  const given = Object.entries(files).flatMap(([name, file]) => (file ? [{ name, file }] : []))
  for (const [index, { name, file }] of given.entries()) {
    const same = given.slice(0, index).find((other) => isSameFile(other.file, file))
    if (same !== undefined)
      throw new UsageError(`${name} names the same file as ${same.name}; name another`)
  }
}

function isSameFile(file: string, other: string): boolean {
  if (file === other) return true
  const [one, two] = [file, other].map((path) => statSync(path, { throwIfNoEntry: false }))
  return one !== undefined && one.ino === two?.ino && one.dev === two.dev
}
