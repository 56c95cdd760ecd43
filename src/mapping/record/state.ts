import type { Draft } from './draft.js'
import { emptyRecording, type FieldTrace, type Recording } from './recording.js'

/** A member that was poured in behind the fields of an object is known by that object's target and its name there. */
export type Entry = FieldTrace & { poured?: { into: string; name: string } }

/** One event at a time: mapping is synchronous. */
export class State {
  recording: Recording = emptyRecording()
  drafts: (Draft | undefined)[] = []
  /** Lists whose elements are being read as `item`, the innermost last. */
  lists: string[] = []
  /** Why the last field that an object could not do without was not there. */
  lastUnmet = ''

  start(): void {
    this.recording = emptyRecording()
    this.drafts = []
    this.lists = []
  }

  get draft(): Draft | undefined {
    return this.drafts.at(-1)
  }

  /** Runs what is inside a step without a record of its own. */
  unwatched<Value>(work: () => Value): Value {
    this.drafts.push(undefined)
    const value = work()
    this.drafts.pop()
    return value
  }
}
