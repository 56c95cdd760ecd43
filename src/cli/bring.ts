import { type DeadLetter, isDeadLetter, replayed, revive } from '../delivery/dead-letter.js'
import type { Problem } from '../errors.js'
import type { FailedResult, MappedResult, Result, SkippedResult } from '../result.js'
import type { Router } from '../router.js'
import type { Read } from './input.js'
import type { Journal } from './journal.js'
import type { Came } from './ledger.js'

/** What is to be done about one event at one connection. */
export type Brought =
  | { kind: 'send'; result: MappedResult; letter: DeadLetter | undefined }
  | { kind: 'failed'; result: FailedResult; came: Came }
  | { kind: 'skipped'; result: SkippedResult }
  /** An earlier run has seen to all of it. */
  | { kind: 'final'; connection: string; items: number }

export interface Bringing {
  router: Router
  isDouble: (event: unknown) => boolean
  journal: Journal | undefined
  now: number
}

/** Maps what was read; a dead letter becomes what brings exactly its items again. Leaves out what the journal knows as final. */
export function bring(read: Read, given: Bringing): Brought[] {
  const letter = read.ok && isDeadLetter(read.event) ? read.event : undefined
  if (letter === undefined) {
    const came = read.ok ? { event: read.event, text: read.text } : { text: read.text }
    return resultsOf(read, given).map((result) => settle(result, came, 0, given))
  }
  const round = (letter.replays ?? 0) + 1
  const came = { text: read.text, letter }
  return lettersResults(letter, given).map((result) => settle(result, came, round, given))
}

function resultsOf(read: Read, { router, isDouble, now }: Bringing): Result[] {
  const { ref } = read
  if (!read.ok) return router.fail(read.problem, { ref })
  return router.map(read.event, { ref, now, duplicate: isDouble(read.event) })
}

function lettersResults(letter: DeadLetter, { router, now }: Bringing): Result[] {
  const { connection, items, raw, text, ref = null } = letter
  const known = router.connections.get(connection)?.inside.module.endpoints
  if (known === undefined || items.some(({ endpoint }) => !Object.hasOwn(known, endpoint)))
    return [unknownConnection(letter)]
  if (items.length > 0) return [revive(letter)]
  const options = { ref, now, only: [connection] }
  // Never as a double: a letter is there because its event was none.
  const results = text === undefined ? router.map(raw, options) : router.fail(unreadable, options)
  return results.map((one) => (one.outcome === 'mapped' ? replayed(one, letter) : one))
}

function settle(result: Result, came: Came, round: number, { journal }: Bringing): Brought {
  const { connection } = result
  if (result.outcome === 'skipped') return { kind: 'skipped', result }
  if (result.outcome === 'failed') {
    const known = journal?.hasFailed(result, came, round) ?? false
    return known ? { kind: 'final', connection, items: 0 } : { kind: 'failed', result, came }
  }
  const { letter } = came
  const open = journal?.open(result, round) ?? result.items
  if (open.length === 0) return { kind: 'final', connection, items: result.items.length }
  if (open.length === result.items.length) return { kind: 'send', result, letter }
  const rest = { ...result, items: open }
  return { kind: 'send', result: letter === undefined ? rest : replayed(rest, letter), letter }
}

const unreadable: Problem = {
  code: 'EVENT_NOT_JSON',
  path: '',
  message: 'the dead letter holds a line that is no JSON; mend it by hand',
}

function unknownConnection(letter: DeadLetter): FailedResult {
  const { ref, event, connection, destination, mapping } = letter
  const message = `the configuration has no connection "${connection}" with the endpoints of this dead letter; it was kept`
  const error: Problem = { code: 'CONNECTION_UNKNOWN', path: 'connection', message }
  return { ref, event, connection, destination, mapping, outcome: 'failed', error }
}
