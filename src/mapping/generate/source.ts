/**
 * A value as source text. Whatever comes from a mapping file passes here and
 * stays data: JSON is a subset of JavaScript but for the names of members,
 * where `__proto__` would set a prototype.
 */
export function literal(value: unknown): string {
  if (value === undefined) return 'undefined'
  const text = JSON.stringify(value).replace(/[\u2028\u2029<]/g, escaped)
  return typeof value === 'object' && value !== null && text.includes('__proto__')
    ? `JSON.parse(${literal(text)})`
    : text
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** An own member of what an expression gives: `.name`, or `["any name"]`. */
export function member(object: string, name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${object}.${name}` : `${object}[${literal(name)}]`
}

/** A comment of one line, which ends no script of a page either. */
export function comment(text: string): string {
  return `// ${text.replace(/[^\x20-\x7e]+|</g, ' ').slice(0, 100)}`
}

/** Lines of source with their indentation. */
export class Lines {
  private readonly lines: string[] = []
  private depth = 0

  add(...lines: string[]): void {
    for (const line of lines) this.lines.push(`${'  '.repeat(this.depth)}${line}`)
  }

  /** `head {`, what is inside, `}`. */
  block(head: string, inside: () => void): void {
    this.add(`${head} {`)
    this.depth++
    inside()
    this.depth--
    this.add('}')
  }

  get length(): number {
    return this.lines.length
  }

  /** Puts lines before the one at a place. */
  insert(place: number, lines: readonly string[]): void {
    this.lines.splice(place, 0, ...lines)
  }

  /** A block of lines that are there. */
  around(head: string, inside: Lines): void {
    this.block(head, () => this.add(...inside.lines))
  }

  toString(): string {
    return this.lines.join('\n')
  }
}

/** Names that are no one else's: a readable part of letters and digits, and a number. */
export class Names {
  private count = 0

  make(hint: string): string {
    const word = hint
      .replace(/[^A-Za-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 30)
    return `${word === '' || /^\d/.test(word) ? `v${word}` : word}_${++this.count}`
  }
}
