import { hash } from 'node:crypto'
import type { DeliveryResult, ItemOutcome } from '../delivery/delivery-result.js'
import type { ErrorCode } from '../errors.js'
import type { FailedResult, Item, Json, MappedResult } from '../result.js'
import { createKeySet, type KeySet } from './key-set.js'
import type { Came } from './ledger.js'
import { type Kind, openRecords, type Records, readRecords } from './records.js'
import { UsageError } from './usage.js'

/** The final outcomes of earlier runs, and those of this one as they come. */
export interface Journal {
  /** Items that have no final outcome yet. `round`: how often their dead letters were brought. */
  open(result: MappedResult, round: number): Item[]
  /** Whether what failed before it became items stands in the dead letters since an earlier run. */
  hasFailed(result: FailedResult, came: Came): boolean
  /** The lines for what is final of a result, and nothing for the rest. `kept`: what was not taken stands in the dead letters. */
  linesOf(result: DeliveryResult, round: number, kept: boolean): string
  failedLine(result: FailedResult, came: Came): string
  append(lines: string): void
}

interface Line {
  journal: 1
  connection: string
  ref: Json | undefined
  /** Of what failed before it became an item: the SHA-256 of the text it came as, so that one that was mended counts anew. */
  dedupeKey: string
  key: string
  round?: number
  outcome: ItemOutcome | 'failed'
  code?: ErrorCode
}

const kind: Kind = {
  what: 'a journal',
  begins: '{"journal":1,',
  remedy: 'name a file that an earlier --journal wrote, or one that is not there yet',
}

const taken = new Set<ItemOutcome>(['delivered', 'delivered-with-warning'])
const dead = new Set<ItemOutcome>(['rejected', 'expired'])

/** Opens the journal, to be read and written; with `readOnly` it is left as it is. */
export function openJournal(file: string, { readOnly }: { readOnly: boolean }): Journal {
  const final = createKeySet()
  const each = (line: string, number: number) => final.add(keyOf(entryOf(line, file, number)))
  let records: Records | undefined
  if (readOnly) readRecords(file, kind, each)
  else records = openRecords(file, kind, each)
  return journal(final, records)
}

function journal(final: KeySet, records: Records | undefined): Journal {
  return {
    open: ({ connection, ref, items }, round) =>
      items.filter(
        ({ dedupeKey, key }) => !final.has(keyOf({ connection, ref, dedupeKey, key, round })),
      ),
    hasFailed: (result, came) => final.has(keyOf(failure(result, came))),
    linesOf({ connection, ref, items, source }, round, kept) {
      const lines = items.flatMap(({ key, outcome, error }) => {
        const item = source.items.find((one) => one.key === key)
        const final = taken.has(outcome) || (kept && dead.has(outcome))
        if (item === undefined || !final) return []
        const { dedupeKey } = item
        const code = error === undefined ? {} : { code: error.code }
        return lineOf({ connection, ref, dedupeKey, key, ...again(round), outcome, ...code })
      })
      return lines.join('')
    },
    failedLine: (result, came) =>
      lineOf({
        ...failure(result, came),
        ...again(came.round),
        outcome: 'failed',
        code: result.error.code,
      }),
    append: (lines) => records?.append(lines),
  }
}

/** Of the first round, the greater part by far, it is not written. */
function again(round: number): { round?: number } {
  return round === 0 ? {} : { round }
}

function failure({ connection, ref }: FailedResult, came: Came) {
  const { round } = came
  return { connection, ref, dedupeKey: hash('sha256', textOf(came)), key: '', round }
}

/** The event alone, where it can be written: the text may be that of thousands. */
function textOf({ event, text }: Came): string {
  try {
    return JSON.stringify(event) ?? text
  } catch {
    return text
  }
}

function lineOf(line: Omit<Line, 'journal'>): string {
  return `${JSON.stringify({ journal: 1, ...line })}\n`
}

function keyOf({ connection, ref, dedupeKey, key, round = 0 }: Omit<Line, 'journal' | 'outcome'>) {
  return JSON.stringify([connection, ref ?? null, dedupeKey, key, round])
}

function entryOf(line: string, file: string, number: number): Line {
  try {
    const entry = JSON.parse(line) as Line
    if ([entry.connection, entry.dedupeKey, entry.key].every((one) => typeof one === 'string'))
      return entry
  } catch {
    // Said below.
  }
  throw new UsageError(`${file} is not a journal: see its line ${number}; ${kind.remedy}`)
}
