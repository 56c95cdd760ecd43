/** Texts that a mapping, or a setting, lists. */
export class NameSet extends Set<string> {
  /** Lengths of a listed text; undefined where lower case may change a length. */
  readonly #lengths: ReadonlySet<number> | undefined

  constructor(names: readonly string[]) {
    super(names)
    const ascii = names.every((name) => /^[ -~]*$/.test(name))
    this.#lengths = ascii ? new Set(names.map(({ length }) => length)) : undefined
  }

  /** Whether a text is listed, without blanks at its ends and lower-cased. */
  hasFolded(text: string): boolean {
    const bare = text.trim()
    return this.#lengths?.has(bare.length) !== false && this.has(bare.toLowerCase())
  }
}
