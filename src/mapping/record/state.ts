import type { Node } from '../ast.js'
import { begin, type Draft } from './draft.js'
import type { FieldTrace, Recording } from './recording.js'

/** The record of a field while what stands around it may still be left out. */
export interface Entry extends FieldTrace {
  /** A member that was poured in behind the fields of an object is known by that object's target and its name there. */
  poured?: { into: string; name: string }
}

/** A list whose elements are being read as `item`. */
interface List {
  path: string
  /** Whether each element makes an item of its own, which `source` then tells by its place. */
  places: boolean
}

/** One event at a time: mapping is synchronous. */
export class State {
  rule: string | null = null
  rejectedRules: Recording['rejectedRules'] = []
  fields: Entry[] = []
  filled = new Set<string>()
  /** Paths that conditions of rules and actions read, and those whose value a step could not use. */
  decided: string[] = []
  drafts: (Draft | undefined)[] = []
  /** The innermost last. */
  lists: List[] = []
  /** The path that was read last, lists as `a[]`. */
  lastRead = ''
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

  /** Writes one field, on a record of its own. */
  drafting<Value>(node: Node, work: () => Value): { draft: Draft; value: Value } {
    const draft = begin(node)
    this.drafts.push(draft)
    this.lastUnmet = ''
    const value = work()
    this.drafts.pop()
    return { draft, value }
  }

  /** Runs what is inside a step without a record of its own. */
  unwatched<Value>(work: () => Value): Value {
    this.drafts.push(undefined)
    const value = work()
    this.drafts.pop()
    return value
  }

  /** Takes the records since a mark away, and gives them. */
  cut(mark: number): Entry[] {
    return this.fields.splice(mark)
  }

  add(entries: Iterable<Entry>): void {
    for (const entry of entries) this.fields.push(entry)
  }

  /** What a path reads: of a field written above, what that one was filled from. */
  private behind(path: string, before: number): string[] {
    const [, name] = /^out\.([^.[]+)/.exec(path) ?? []
    if (name === undefined) return [path]
    const written = this.fields.slice(0, before)
    const found = written.findLast(({ target }) => target.split('.').at(-1) === name)
    return found === undefined ? [] : found.read.flatMap((one) => this.behind(one, before - 1))
  }

  recording(): Recording {
    const { rule, rejectedRules, filled, decided } = this
    const read = new Set(decided)
    const fields = this.fields.map(({ poured: _, ...field }, index) => {
      const paths = [...new Set(field.read.flatMap((path) => this.behind(path, index)))]
      if (field.value !== undefined) for (const path of paths) read.add(path)
      return { ...field, read: paths }
    })
    return { rule, rejectedRules, fields, read, filled }
  }
}
