import { didYouMean } from '../nearest.js'

/** What a person gave is wrong: ends the command with exit code 2, and says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Ids of `--to`, checked. */
export function chosenConnections(
  wanted: readonly string[] | undefined,
  known: Iterable<string>,
): readonly string[] | undefined {
  const ids = [...known]
  for (const id of wanted ?? []) {
    if (ids.includes(id)) continue
    throw new UsageError(
      `--to ${id}: no such connection${didYouMean(id, ids)}; there is ${ids.join(', ')}`,
    )
  }
  return wanted
}

/** `--now`: ISO 8601, or milliseconds since 1970. */
export function parseNow(text: string | undefined): number {
  if (text === undefined) return Date.now()
  const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text)
  if (Number.isNaN(time)) {
    throw new UsageError(`--now ${text}: write ISO 8601, or milliseconds since 1970`)
  }
  return time
}

/** The file that a command reads, or undefined for standard input. */
export function oneInput(command: string, files: readonly string[]): string | undefined {
  if (files.length > 1) {
    const all = files.join(' ')
    throw new UsageError(
      `${command} reads one file, not ${files.length}; join them: cat ${all} | crosswalk ${command} …`,
    )
  }
  return files[0]
}
