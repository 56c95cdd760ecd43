import { deadLetter, failedLetter, replaysOf } from '../delivery/dead-letter.js'
import type { DeliveryResult } from '../delivery/delivery-result.js'
import type { FailedResult, SkippedResult } from '../result.js'
import type { Journal } from './journal.js'
import type { LineWriter } from './output.js'
import type { Records } from './records.js'
import type { Tally } from './tally.js'

/** What an event came as, to be kept where it failed. */
export interface Came {
  event?: unknown
  text: string
  /** The dead letter that brought it, as it came. */
  letter?: object
  /** How often a dead letter brought it, this time included. */
  round: number
}

/**
 * Writes down what became of events, in the order that loses nothing: dead
 * letters on the disk, then the journal, then the output. What stops in between
 * is sent once more; it is never reported and gone.
 */
export interface Ledger {
  delivered(result: DeliveryResult): Promise<void>
  failed(result: FailedResult, came: Came): Promise<void>
  skipped(result: SkippedResult): Promise<void>
  /** Ends when all that was given is written. */
  close(): Promise<void>
}

interface Books {
  letters: Records | undefined
  journal: Journal | undefined
  out: LineWriter
  tally: Tally
}

const longest = 65_536

export function createLedger({ letters, journal, out, tally }: Books): Ledger {
  let held = { letters: '', journal: '', out: '' }
  let writing: Promise<void> = Promise.resolve()
  let broken: { error: unknown } | undefined
  let soon: NodeJS.Immediate | undefined

  const write = async () => {
    const lines = held
    held = { letters: '', journal: '', out: '' }
    if (lines.letters !== '') {
      letters?.append(lines.letters)
      letters?.sync()
    }
    if (lines.journal !== '') journal?.append(lines.journal)
    await out.text(lines.out)
    await out.flush()
  }
  const commit = (): Promise<void> => {
    clearImmediate(soon)
    soon = undefined
    writing = writing.then(() => {
      if (broken === undefined) return write()
    })
    writing = writing.catch((error) => {
      broken ??= { error }
    })
    return writing
  }
  /** What comes together is written together. */
  const note = async () => {
    if (held.out.length >= longest) await commit()
    else soon ??= setImmediate(commit)
    if (broken !== undefined) throw broken.error
  }
  const keep = (letter: object | undefined) => {
    if (letter !== undefined && letters !== undefined) held.letters += `${JSON.stringify(letter)}\n`
  }

  return {
    async delivered(result) {
      tally.add(result)
      keep(deadLetter(result))
      const kept = letters !== undefined
      held.journal += journal?.linesOf(result, replaysOf(result.source), kept) ?? ''
      held.out += `${JSON.stringify(result)}\n`
      await note()
    },
    async failed(result, came) {
      const { letter, round } = came
      tally.add(result)
      // Counted only for the journal, which else would take it for what it was before.
      if (letter === undefined) keep(failedLetter(result, came))
      else keep(journal === undefined ? letter : { ...letter, replays: round })
      // Without a dead letter it stays open: a rerun maps it anew.
      if (letters !== undefined) held.journal += journal?.failedLine(result, came) ?? ''
      held.out += `${JSON.stringify(result)}\n`
      await note()
    },
    async skipped(result) {
      tally.add(result)
      held.out += `${JSON.stringify(result)}\n`
      await note()
    },
    async close() {
      await commit()
      if (broken !== undefined) throw broken.error
    },
  }
}
