import { parseArgs } from 'node:util'
import { createBatcher } from '../delivery/batch.js'
import { createSender } from '../delivery/send.js'
import type { MappedResult } from '../result.js'
import { loadConfig } from './config.js'
import { openDeadLetters } from './dead-letters.js'
import { dryRun } from './dry-run.js'
import { openInput, readEvents } from './input.js'
import { openJournal } from './journal.js'
import { createLedger } from './ledger.js'
import { lineWriter } from './output.js'
import { createProgress } from './progress.js'
import { broughtFrom, wireRequests } from './requests.js'
import { refuseSameFile } from './same-file.js'
import { createTally } from './tally.js'
import { unreported } from './unreported.js'
import { oneInput } from './usage.js'

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
  refuseSameFile({
    'the input': input ?? '-',
    '--dead-letters': lettersFile,
    '--journal': journalFile,
  })
  const { router, origins, isDouble } = await loadConfig(values.config, process.env)
  const journal =
    journalFile === undefined ? undefined : openJournal(journalFile, { readOnly: dry })
  const bringing = { router, isDouble, journal, now: Date.now() }
  if (dry) return dryRun(readEvents(openInput(input)), bringing)

  const letters = lettersFile === undefined ? undefined : openDeadLetters(lettersFile)
  const tally = createTally()
  const ledger = createLedger({ letters, journal, out: lineWriter(process.stdout), tally })
  const progress = createProgress(process.stderr)
  const open = new Set<MappedResult>()
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  let failure: { error: unknown } | undefined
  const failed = (error: unknown) => {
    failure ??= { error }
  }
  try {
    const { signal } = stop
    const events = broughtFrom(input, bringing, failed)
    const batcher = createBatcher(router)
    const requests = wireRequests(events, { batcher, ledger, progress, tally, open, signal })
    const sender = createSender({ origins })
    for await (const result of sender.deliver(requests, { signal })) {
      open.delete(result.source)
      progress.settled(result)
      await ledger.delivered(result)
    }
  } catch (error) {
    failed(error)
    stop.abort()
  }
  try {
    for (const result of open) await ledger.delivered(unreported(result))
    await ledger.close()
  } finally {
    progress.end()
    // Standard input that nobody reads to its end would keep the process.
    if (stop.signal.aborted) process.stdin.destroy()
  }
  process.stderr.write(`${tally.lines().join('\n')}\n`)
  if (failure !== undefined) throw failure.error
  return tally.good() && !stop.signal.aborted ? 0 : 1
}
