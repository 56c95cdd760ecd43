/** Texts that a mapping, or a setting, lists. */
export class NameSet extends Set<string> {
  /** Length and first character of what is listed, as one number; undefined where lower case may change a length. */
  readonly #openings: ReadonlySet<number> | undefined

  constructor(names: readonly string[]) {
    super(names)
    this.#openings = names.every((name) => ASCII.test(name))
      ? new Set(names.map((name) => openingOf(name)))
      : undefined
  }

  /** Whether a text is listed, without blanks at its ends and lower-cased. Most are told by how they open. */
  hasFolded(text: string): boolean {
    const bare = text.trim()
    const may = this.#openings === undefined || bare.charCodeAt(0) > 0x7f
    return (may || this.#openings.has(openingOf(bare))) && this.has(bare.toLowerCase())
  }
}

const ASCII = /^[ -~]*$/

function openingOf(text: string): number {
  const first = text === '' ? 0 : text.charCodeAt(0)
  const isUpper = first >= 0x41 && first <= 0x5a
  return text.length * 128 + (isUpper ? first + 0x20 : first)
}
