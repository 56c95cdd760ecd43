import { createWriteStream, openSync } from 'node:fs'
import { type DeadLetter, deadLetter, failedLetter } from '../delivery/dead-letter.js'
import type { DeliveryResult } from '../delivery/delivery-result.js'
import type { FailedResult } from '../result.js'
import { lineWriter } from './output.js'
import { UsageError } from './usage.js'

/** What goes to the file of `--dead-letters`; without one, nowhere. */
export interface DeadLetters {
  delivery(result: DeliveryResult): Promise<void>
  failed(result: FailedResult, came: { event?: unknown; text: string }): Promise<void>
  /** A letter that could not be brought again, as it came. */
  returned(letter: unknown): Promise<void>
  flush(): Promise<void>
}

/** Appends, so that an earlier run's letters stay. */
export function openDeadLetters(file: string | undefined): DeadLetters {
  const out =
    file === undefined ? undefined : lineWriter(createWriteStream(file, { fd: openToAppend(file) }))
  const write = async (letter: DeadLetter | unknown): Promise<void> => {
    if (out === undefined || letter === undefined) return
    // Nothing is reported before its letter is on its way to the disk.
    await out.write(letter)
    await out.flush()
  }
  return {
    delivery: (result) => write(deadLetter(result)),
    failed: (result, came) => write(failedLetter(result, came)),
    returned: write,
    flush: () => out?.flush() ?? Promise.resolve(),
  }
}

/** Opened before anything is sent: what cannot be kept must not be tried. */
function openToAppend(file: string): number {
  try {
    return openSync(file, 'a')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UsageError(`cannot write the dead letters to ${file} (${code}); name another file`)
  }
}
