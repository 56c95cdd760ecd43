import { put } from './values.js'

/** What is to be done to a clone whose members are in order but for some. */
export class Mend {
  readonly #leftOut = new Set<string>()

  leaveOut(name: string): void {
    this.#leftOut.add(name)
  }

  /** The clone without what is left out; halves of a character in names become U+FFFD. */
  of(clone: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const result: Record<string, unknown> = {}
    for (const name of Object.keys(clone)) {
      if (!this.#leftOut.has(name)) put(result, name.toWellFormed(), clone[name])
    }
    return result
  }
}
