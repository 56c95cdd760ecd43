import type { Batcher } from '../delivery/batch.js'
import type { WireRequest } from '../delivery/request.js'
import type { MappedResult } from '../result.js'
import { type Bringing, type Brought, bring } from './bring.js'
import { openInput, readEvents } from './input.js'
import type { Ledger } from './ledger.js'
import type { Progress } from './progress.js'
import type { Tally } from './tally.js'

/** What was read and mapped, event by event. Where that fails, what came before it is still sent. */
export async function* broughtFrom(
  input: string | undefined,
  bringing: Bringing,
  failed: (error: unknown) => void,
): AsyncGenerator<Brought[]> {
  try {
    for await (const read of readEvents(openInput(input))) yield bring(read, bringing)
  } catch (error) {
    failed(error)
  }
}

interface Work {
  batcher: Batcher
  ledger: Ledger
  progress: Progress
  tally: Tally
  /** Mapped, and not reported yet. */
  open: Set<MappedResult>
  signal: AbortSignal
}

/** Books what came of each event, and gives the requests that are full. */
export async function* wireRequests(
  events: AsyncIterable<Brought[]>,
  { batcher, ledger, progress, tally, open, signal }: Work,
): AsyncGenerator<WireRequest> {
  for await (const event of events) {
    // What is read from now on would have no result.
    if (signal.aborted) return
    const noted: Promise<void>[] = []
    // Without a pause, and before any of its requests: a run that ends in between would tell of a part of the event.
    for (const brought of event) {
      if (brought.kind === 'send') {
        open.add(brought.result)
        progress.begun(brought.result.connection)
      } else if (brought.kind === 'failed') noted.push(ledger.failed(brought.result, brought.came))
      else if (brought.kind === 'skipped') noted.push(ledger.skipped(brought.result))
      else tally.count(brought.connection, 'final', 'journal', brought.items)
    }
    await Promise.all(noted)
    for (const brought of event) if (brought.kind === 'send') yield* batcher.add(brought.result)
  }
  yield* batcher.flush()
}
