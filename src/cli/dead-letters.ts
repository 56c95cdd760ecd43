import { type Kind, openRecords, type Records } from './records.js'

export const deadLetterFile: Kind = {
  what: 'a file of dead letters',
  begins: '{"deadLetter":1,',
  remedy: 'name one that an earlier --dead-letters wrote, or one that is not there yet',
}

/** Opened before anything is sent: what cannot be kept must not be tried. Appends, so that an earlier run's letters stay. */
export function openDeadLetters(file: string): Records {
  return openRecords(file, deadLetterFile)
}
