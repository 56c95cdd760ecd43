import type { Draft } from './draft.js'
import type { FieldTrace, Recording } from './recording.js'

/** The record of a field while its surroundings may still be left out. */
export interface Entry extends FieldTrace {
  /** Source paths it was filled from. */
  read: string[]
  /** A member that was poured in behind the fields of an object is known by that object's target and its name there. */
  poured?: { into: string; name: string }
}

/** One event at a time: mapping is synchronous. */
export class State {
  rejectedRules: Recording['rejectedRules'] = []
  fields: Entry[] = []
  filled = new Set<string>()
  drafts: (Draft | undefined)[] = []
  /** Lists whose elements are being read as `item`, the innermost last. */
  lists: string[] = []
  /** Why the last field that an object could not do without was not there. */
  lastUnmet = ''

  start(): void {
    Object.assign(this, new State())
  }

  /** The field that is being written; undefined within a step, which is told as a whole. */
  get draft(): Draft | undefined {
    return this.drafts.at(-1)
  }

  /** The field that what is read belongs to, within a step too. */
  get reading(): Draft | undefined {
    return this.drafts.findLast((draft) => draft !== undefined)
  }

  /** Runs what is inside a step without a record of its own. */
  unwatched<Value>(work: () => Value): Value {
    this.drafts.push(undefined)
    const value = work()
    this.drafts.pop()
    return value
  }

  recording(): Recording {
    const { rejectedRules, filled } = this
    const read = new Set(this.fields.flatMap((field) => field.read))
    const fields = this.fields.map(({ read: _, poured: __, ...field }) => field)
    return { rejectedRules, fields, read, filled }
  }
}
