/** Texts that a mapping, or a setting, lists. */
export class NameSet extends Set<string> {
  /** By the length of what is listed: how it begins, in lower case; undefined where lower case may change a length. */
  readonly #openings: readonly (readonly number[] | undefined)[] | undefined

  constructor(names: readonly string[]) {
    super(names)
    this.#openings = names.every((name) => ASCII.test(name)) ? openingsOf(names) : undefined
  }

  /** Whether a text is listed, without blanks at its ends and lower-cased. Most are told by how they open. */
  hasFolded(text: string): boolean {
    const bare = text.trim()
    const opening = openingOf(bare)
    if (this.#openings !== undefined && opening <= 0x7f) {
      const openings = this.#openings[bare.length]
      if (openings === undefined || !openings.includes(opening)) return false
    }
    return this.has(bare.toLowerCase())
  }
}

const ASCII = /^[ -~]*$/

function openingsOf(names: readonly string[]): number[][] {
  const openings: number[][] = []
  for (const name of names) {
    openings[name.length] ??= []
    const known = openings[name.length] as number[]
    // A setting may list thousands that open alike.
    if (!known.includes(openingOf(name))) known.push(openingOf(name))
  }
  return openings
}

/** The first character, an ASCII letter in lower case; NaN, which is no number below another, where there is none. */
function openingOf(text: string): number {
  const first = text.charCodeAt(0)
  return first >= 0x41 && first <= 0x5a ? first + 0x20 : first
}
