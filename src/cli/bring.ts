import { canBeWritten, type DeadLetter, replayed, revive } from '../delivery/dead-letter.js'
import type { Problem } from '../errors.js'
import type { FailedResult, MappedResult, Result, SkippedResult } from '../result.js'
import type { Router } from '../router.js'
import type { Read } from './input.js'
import type { Journal } from './journal.js'
import type { Came } from './ledger.js'
import { isLetter, isTornLetter, readLetter, refused, roundOf, torn } from './letter.js'

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
  const { ref, text } = read
  if (!read.ok && isTornLetter(text))
    return [settle(refused({ ref }, torn), { text, round: 0 }, undefined, given)]
  if (!read.ok || !isLetter(read.event)) {
    const came = read.ok ? { event: read.event, text, round: 0 } : { text, round: 0 }
    return resultsOf(read, given).map((result) => settle(result, came, undefined, given))
  }
  const { event } = read
  const round = roundOf(event)
  const came = canBeWritten(event) ? { text, letter: event, round } : { text, round }
  const opened = readLetter(event)
  if ('problem' in opened) return [settle(refused(event, opened.problem), came, undefined, given)]
  const { letter } = opened
  return lettersResults(letter, given).map((result) => settle(result, came, letter, given))
}

function resultsOf(read: Read, { router, isDouble, now }: Bringing): Result[] {
  const { ref } = read
  if (!read.ok) return router.fail(read.problem, { ref })
  return router.map(read.event, { ref, now, duplicate: isDouble(read.event) })
}

function lettersResults(letter: DeadLetter, { router, now }: Bringing): Result[] {
  const { connection, destination, items, raw, text, ref = null } = letter
  const known = router.connections.get(connection)
  if (known === undefined && text !== undefined && isTornLetter(text))
    return [refused(letter, torn)]
  const endpoints = known?.inside.module.endpoints ?? {}
  if (known === undefined || items.some(({ endpoint }) => !Object.hasOwn(endpoints, endpoint)))
    return [refused(letter, unknownConnection(connection))]
  if (known.destination !== destination)
    return [refused(letter, otherDestination(letter, known.destination))]
  if (items.length > 0) return [revive(letter)]
  const options = { ref, now, only: [connection] }
  // Never as a double: a letter is there because its event was none.
  const results = text === undefined ? router.map(raw, options) : router.fail(unreadable, options)
  return results.map((one) => (one.outcome === 'mapped' ? replayed(one, letter) : one))
}

function settle(
  result: Result,
  came: Came,
  letter: DeadLetter | undefined,
  { journal }: Bringing,
): Brought {
  const { connection } = result
  if (result.outcome === 'skipped') return { kind: 'skipped', result }
  if (result.outcome === 'failed') {
    const known = journal?.hasFailed(result, came) ?? false
    return known ? { kind: 'final', connection, items: 0 } : { kind: 'failed', result, came }
  }
  const open = journal?.open(result, came.round) ?? result.items
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

function unknownConnection(connection: string): Problem {
  const message = `the configuration has no connection "${connection}" with the endpoints of this dead letter; it was kept`
  return { code: 'CONNECTION_UNKNOWN', path: 'connection', message }
}

function otherDestination({ connection, destination }: DeadLetter, now: string): Problem {
  const message = `the connection "${connection}" goes to "${now}", and this dead letter to "${destination}"; it was kept`
  return { code: 'CONNECTION_UNKNOWN', path: 'destination', message }
}
