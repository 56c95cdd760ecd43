import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createBatcher } from '../delivery/batch.js'
import { isDeadLetter, revive } from '../delivery/dead-letter.js'
import type { WireRequest } from '../delivery/request.js'
import { createSender } from '../delivery/send.js'
import type { Problem } from '../errors.js'
import type { FailedResult, Result } from '../result.js'
import type { Router } from '../router.js'
import { loadConfig } from './config.js'
import { type DeadLetters, openDeadLetters } from './dead-letters.js'
import { openInput, type Read, readEvents } from './input.js'
import { type LineWriter, lineWriter } from './output.js'
import { createTally, type Tally } from './tally.js'
import { UsageError } from './usage.js'

/** Maps and delivers; one delivery result per event and connection. Gives the exit code. */
export async function send(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      config: { type: 'string', default: 'crosswalk.config.json' },
      'dead-letters': { type: 'string' },
    },
  })
  const [input] = positionals
  refuseSameFile(input, values['dead-letters'])
  const { router, origins, isDouble } = await loadConfig(values.config, process.env)
  const letters = openDeadLetters(values['dead-letters'])
  const out = lineWriter(process.stdout)
  const work: Work = { router, isDouble, letters, out, tally: createTally() }
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

  const sender = createSender({ origins })
  const requests = wireRequests(input, work)
  for await (const result of sender.deliver(requests, { signal: stop.signal })) {
    await letters.delivery(result)
    await tell(result, work)
    await work.out.flush()
  }
  await work.out.flush()
  await letters.flush()
  process.stderr.write(`${work.tally.lines().join('\n')}\n`)
  return work.tally.good() ? 0 : 1
}

interface Work {
  router: Router
  isDouble: (event: unknown) => boolean
  letters: DeadLetters
  out: LineWriter
  tally: Tally
}

async function tell(result: Parameters<Tally['add']>[0], { out, tally }: Work): Promise<void> {
  tally.add(result)
  await out.write(result)
}

async function* wireRequests(input: string | undefined, work: Work): AsyncGenerator<WireRequest> {
  const batcher = createBatcher(work.router)
  const now = Date.now()
  for await (const read of readEvents(openInput(input))) {
    for (const result of await resultsOf(read, now, work)) {
      if (result.outcome === 'mapped') yield* batcher.add(result)
      else await tell(result, work)
    }
  }
  yield* batcher.flush()
}

/** Maps what was read; a dead letter becomes the result that brings it again. */
async function resultsOf(read: Read, now: number, work: Work): Promise<Result[]> {
  const { router } = work
  const letter = read.ok && isDeadLetter(read.event) ? read.event : undefined
  if (letter !== undefined) {
    const connection = router.connections.get(letter.connection)
    const known = connection?.inside.module.endpoints
    if (
      known === undefined ||
      letter.items.some(({ endpoint }) => !Object.hasOwn(known, endpoint))
    ) {
      await work.letters.returned(letter)
      return [unknownConnection(revive(letter))]
    }
    if (letter.items.length > 0) return [revive(letter)]
  }
  const only = letter === undefined ? {} : { only: [letter.connection] }
  const ref = letter === undefined ? read.ref : (letter.ref ?? null)
  const event = letter === undefined && read.ok ? read.event : letter?.raw
  const results =
    read.ok && letter?.text === undefined
      ? router.map(event, {
          ref,
          now,
          ...only,
          // A letter is there because its event was no double.
          duplicate: letter === undefined && work.isDouble(event),
        })
      : router.fail(read.ok ? unreadable : read.problem, { ref, ...only })
  for (const result of results) {
    if (result.outcome !== 'failed') continue
    if (letter !== undefined) await work.letters.returned(letter)
    else await work.letters.failed(result, read)
  }
  return results
}

const unreadable: Problem = {
  code: 'EVENT_NOT_JSON',
  path: '',
  message: 'the dead letter holds a line that is no JSON; mend it by hand',
}

function unknownConnection(result: Result): FailedResult {
  const { ref, event, connection, destination, mapping } = result
  const message = `the configuration has no connection "${connection}" with the endpoints of this dead letter; it was kept`
  const error: Problem = { code: 'CONNECTION_UNKNOWN', path: 'connection', message }
  return { ref, event, connection, destination, mapping, outcome: 'failed', error }
}

/** Reading a file while its own dead letters are added to it would never end. */
function refuseSameFile(input: string | undefined, letters: string | undefined): void {
  if (input === undefined || letters === undefined) return
  const [one, other] = [input, letters].map((file) => statSync(file, { throwIfNoEntry: false }))
  if (input === letters || (one !== undefined && one.ino === other?.ino && one.dev === other.dev)) {
    throw new UsageError('--dead-letters names the input itself; name another file')
  }
}
